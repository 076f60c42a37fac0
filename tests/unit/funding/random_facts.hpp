// Random facts that a person could have: near the bounds of the rules, and without contradictions.
#pragma once

#include "engine/funding/fact_table.hpp"
#include "tests/unit/funding/shipped_rules.hpp"

#include <random>

namespace leerwijzer::testing {

using Random = std::mt19937;

inline double random_number(FactUnit unit, Random& random) {
  static constexpr auto k_years = std::to_array<double>({11, 12, 16, 17, 18, 29, 30, 31, 45, 56, 57, 66, 70});
  static constexpr auto k_small = std::to_array<double>({0, 1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 13, 14, 24, 52, 53, 99});
  static constexpr auto k_cents = std::to_array<double>({0, 1, 100'000, 749'999, 750'000, 4'000'000, 4'000'001});
  static constexpr auto k_shares = std::to_array<double>({0, 0.19, 0.2, 0.5, 1});
  switch (unit) {
    case FactUnit::years: return k_years[random() % k_years.size()];
    case FactUnit::eurocent: return k_cents[random() % k_cents.size()];
    case FactUnit::ratio: return k_shares[random() % k_shares.size()];
    case FactUnit::level: return static_cast<double>(1 + random() % 8);
    case FactUnit::year: return static_cast<double>(2019 + random() % 9);
    default: return k_small[random() % k_small.size()];
  }
}

inline FactValue random_value(const FactSpec& spec, Random& random) {
  switch (spec.type) {
    case FactType::flag: return random() % 2 == 0;
    case FactType::number: return random_number(spec.unit, random);
    case FactType::word:
      if (spec.words.empty()) return std::string(random() % 2 == 0 ? "Utrecht" : "Zeeland");
      return std::string(spec.words[random() % spec.words.size()].value);
    case FactType::word_set: {
      std::vector<std::string> words;
      for (const FactWord& word : spec.words) {
        if (word.value != k_employee && random() % 6 == 0) words.emplace_back(word.value);
      }
      return words;
    }
  }
  return false;
}

/// A question on any day of ten years, with about `tenths` of ten of the facts. Facts may contradict each other: the
/// laws of the rules hold for those too.
inline FundingQuestion random_question(Random& random, int tenths) {
  FundingQuestion question;
  question.date = plus_days(date_of("2019-01-01"), static_cast<int>(random() % 3600));
  if (random() % 2 == 0) question.course_start = plus_days(question.date, static_cast<int>(random() % 400));
  if (random() % 5 != 0) question.price = Cents{static_cast<std::int64_t>(random() % 1'000'000)};
  for (const FactSpec& spec : fact_table()) {
    if (static_cast<int>(random() % 10) < tenths) question.facts.emplace(spec.name, random_value(spec, random));
  }
  return question;
}

}  // namespace leerwijzer::testing
