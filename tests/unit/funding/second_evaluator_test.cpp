// The engine agrees with an evaluator that was written from the design and shares no code with it.
#include "tests/unit/funding/second_evaluator.hpp"
#include "engine/funding/fact_table.hpp"
#include "tests/unit/funding/facts_json.hpp"
#include "tests/unit/funding/shipped_rules.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <map>
#include <random>

namespace leerwijzer {
namespace {

namespace json = boost::json;
using Random = std::mt19937;

const testing::SecondEvaluator& second() {
  static const testing::SecondEvaluator evaluator(testing::read_scheme_files());
  return evaluator;
}

/// A value on, just beside, or far from what the rules of the scheme compare the fact with.
json::value random_value(const FactSpec& spec, const std::vector<json::value>& values, Random& random) {
  switch (spec.type) {
    case FactType::flag: return random() % 2 == 0;
    case FactType::number: {
      const double bound = values.empty() ? 10.0 : values[random() % values.size()].to_number<double>();
      const double step = spec.unit == FactUnit::ratio ? 0.01 : 1.0;
      const double value = bound + step * (static_cast<double>(random() % 5) - 2);
      const FactRange range = fact_range(spec.unit);
      return std::clamp(value, range.low, range.high);
    }
    case FactType::word:
      if (spec.words.empty()) {
        if (random() % 2 == 0) return "Nieuwegein";
        return values[random() % values.size()];
      }
      if (random() % 8 == 0) return "nog iets anders";
      return json::value(spec.words[random() % spec.words.size()].value);
    case FactType::word_set: {
      json::array words;
      for (const FactWord& word : spec.words) {
        if (word.value != k_employee && random() % 8 == 0) words.emplace_back(word.value);
      }
      return words;
    }
  }
  return nullptr;
}

struct RandomCase {
  std::string scheme;
  Date date{};
  std::optional<Date> start;
  json::object facts;
};

RandomCase random_case(Random& random) {
  static const std::vector<std::string> k_schemes = second().schemes();
  RandomCase made;
  made.scheme = k_schemes[random() % k_schemes.size()];
  made.date = plus_days(testing::date_of("2013-01-01"), static_cast<int>(random() % 6500));
  if (random() % 2 == 0) made.start = plus_days(made.date, static_cast<int>(random() % 700));
  const unsigned known = random() % 10;  // from nearly nothing to all
  for (const std::string& name : second().facts_of(made.scheme)) {
    if (random() % 10 > known) continue;
    const FactSpec& spec = fact_table()[*find_fact(name)];
    made.facts[name] = random_value(spec, second().values_of(made.scheme, name), random);
  }
  return made;
}

FundingQuestion question_of(const RandomCase& made) {
  FundingQuestion question;
  question.date = made.date;
  question.course_start = made.start;
  question.facts = testing::facts_of(made.facts);
  return question;
}

testing::SecondAnswer second_answer(const RandomCase& made) {
  const auto start = made.start ? std::optional(format_iso(*made.start)) : std::nullopt;
  return second().answer(made.scheme, format_iso(made.date), start, made.facts);
}

TEST(FundingSecondEvaluator, agrees_on_verdict_and_missing_set_of_100000_random_cases) {
  Random random(7);
  std::map<std::string, int> seen;
  for (int round = 0; round < 100'000; ++round) {
    const RandomCase made = random_case(random);
    const SchemeVerdict ours = testing::ask_one(made.scheme, question_of(made));
    const testing::SecondAnswer theirs = second_answer(made);
    ASSERT_EQ(name_of(ours.eligibility), theirs.verdict)
        << made.scheme << " on " << format_iso(made.date) << " " << json::serialize(made.facts);
    ASSERT_EQ(std::set<std::string>(ours.missing.begin(), ours.missing.end()), theirs.needs)
        << made.scheme << " on " << format_iso(made.date) << " " << json::serialize(made.facts);
    ++seen[theirs.verdict];
  }
  for (const char* verdict : {"yes", "no", "unknown"}) EXPECT_GT(seen[verdict], 1'000) << verdict;
}

/// The ground is enough on its own, and no set with fewer facts is.
TEST(FundingSecondEvaluator, agrees_that_the_ground_is_enough_and_that_none_is_smaller) {
  Random random(8);
  int decided = 0;
  for (int round = 0; round < 10'000; ++round) {
    const RandomCase made = random_case(random);
    const SchemeVerdict ours = testing::ask_one(made.scheme, question_of(made));
    if (ours.because.empty()) continue;
    ++decided;
    const std::string verdict(name_of(ours.eligibility));
    RandomCase ground = made;
    ground.facts.clear();
    for (const std::string& name : ours.because) {
      if (name != "case.never") ground.facts[name] = made.facts.at(name);
    }
    ASSERT_EQ(second_answer(ground).verdict, verdict) << made.scheme;
    std::vector<std::string> names;
    for (const auto& member : made.facts) names.emplace_back(member.key());
    for (std::uint32_t set = 0; set < (1U << names.size()); ++set) {
      if (static_cast<std::size_t>(std::popcount(set)) >= ground.facts.size()) continue;
      RandomCase smaller = made;
      smaller.facts.clear();
      for (std::size_t i = 0; i < names.size(); ++i) {
        if ((set >> i & 1U) != 0) smaller.facts[names[i]] = made.facts.at(names[i]);
      }
      ASSERT_EQ(second_answer(smaller).verdict, "unknown")
          << made.scheme << ": " << json::serialize(smaller.facts) << " is enough";
    }
  }
  EXPECT_GT(decided, 2'000);
}

}  // namespace
}  // namespace leerwijzer
