// Laws that hold for every set of facts: a new fact never flips yes and no, a verdict holds for every
// completion, the net cost stays within the price, and the same question gives the same answer.
#include "engine/funding/fact_table.hpp"
#include "tests/unit/funding/random_facts.hpp"
#include "tests/unit/funding/small_rules.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>

namespace leerwijzer {
namespace {

using testing::Random;
using testing::random_question;
using testing::random_value;

/// A fact of the table whole, or a part of it that agrees with `whole`.
std::pair<std::string, FactValue> part_of(const FactSpec& spec, const FactValue& whole, Random& random) {
  const std::string name(spec.name);
  if (spec.type == FactType::number && random() % 3 == 0) {
    const bool low = random() % 2 == 0;
    return {name + (low ? ":min" : ":max"),
            std::get<double>(whole) + (low ? -1.0 : 1.0) * static_cast<double>(random() % 3)};
  }
  if (spec.type == FactType::word_set && random() % 2 == 0) {
    const auto& words = std::get<std::vector<std::string>>(whole);
    const std::string member(spec.words[random() % (spec.words.size() - 1)].value);
    return {name + ":" + member, std::find(words.begin(), words.end(), member) != words.end()};
  }
  return {name, whole};
}

std::map<std::string, Verdict> verdicts(const FundingQuestion& question) {
  std::map<std::string, Verdict> out;
  for (const SchemeVerdict& verdict : testing::shipped_rules().evaluate(question).schemes)
    out.emplace(verdict.id, verdict.eligibility);
  return out;
}

TEST(FundingProperties, a_new_fact_never_flips_yes_and_no) {
  Random random(1);
  for (int round = 0; round < 150; ++round) {  // of 72 facts each: 10,800 new facts
    FundingQuestion question = random_question(random, 0);
    question.price.reset();
    std::map<std::string, Verdict> before = verdicts(question);
    std::vector<std::size_t> order(fact_table().size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::shuffle(order.begin(), order.end(), random);
    for (std::size_t i : order) {
      const FactSpec& spec = fact_table()[i];
      const FactValue whole = random_value(spec, random);
      question.facts.insert(part_of(spec, whole, random));
      if (random() % 2 == 0) question.facts.insert({std::string(spec.name), whole});
      const auto after = verdicts(question);
      for (const auto& [id, verdict] : before) {
        if (verdict != Verdict::unknown) {
          ASSERT_EQ(after.at(id), verdict) << id << " changed by " << spec.name;
        }
      }
      before = after;
    }
  }
}

TEST(FundingProperties, the_facts_named_as_the_ground_decide_on_their_own) {
  Random random(2);
  for (int round = 0; round < 220; ++round) {  // of 46 schemes each: 10,120 verdicts
    FundingQuestion question = random_question(random, 5);
    question.price.reset();
    for (const SchemeVerdict& verdict : testing::shipped_rules().evaluate(question).schemes) {
      if (verdict.eligibility == Verdict::unknown) {
        EXPECT_TRUE(verdict.because.empty());
        EXPECT_FALSE(verdict.missing.empty()) << verdict.id;
        continue;
      }
      EXPECT_TRUE(verdict.missing.empty()) << verdict.id;
      FundingQuestion ground = question;
      ground.facts.clear();
      for (const std::string& name : verdict.because) {
        if (const auto fact = question.facts.find(name); fact != question.facts.end()) ground.facts.insert(*fact);
      }
      EXPECT_EQ(testing::ask_one(verdict.id, ground).eligibility, verdict.eligibility) << verdict.id;
      for (const std::string& name : verdict.because) {
        FundingQuestion less = ground;
        if (name == "case.never" || less.facts.erase(name) == 0) continue;
        EXPECT_EQ(testing::ask_one(verdict.id, less).eligibility, Verdict::unknown)
            << verdict.id << " without " << name;
      }
    }
  }
}

/// Every rule over four facts; each fact is unknown or has one of its values.
TEST(FundingProperties, a_decided_verdict_holds_for_every_completion) {
  const std::vector<std::pair<std::string, std::vector<FactValue>>> facts = {
      {"case.exam_passed", {true, false}},
      {"course.path", {std::string("wo"), std::string("ad"), std::string("mbo_bbl")}},
      {"course.months", {11.0, 12.0}},
      {"person.statuses",
       {std::vector<std::string>{"zw"}, std::vector<std::string>{"nug", "zw"}, std::vector<std::string>{}}},
  };
  const std::vector<std::string> atoms = {
      R"({"fact": "case.exam_passed", "op": "==", "value": true})",
      R"({"fact": "case.exam_passed", "op": "!=", "value": true})",
      R"({"fact": "course.path", "op": "in", "value": ["wo", "ad"]})",
      R"({"fact": "course.path", "op": "not_in", "value": ["wo"]})",
      R"({"fact": "course.months", "op": ">=", "value": 12})",
      R"({"fact": "person.statuses", "op": "intersects", "value": ["nug"]})",
      R"({"fact": "person.statuses", "op": "disjoint", "value": ["nug", "bijstand"]})",
  };
  Random random(3);
  const auto random_rule = [&](const auto& self, int depth) -> std::string {
    const unsigned kind = random() % (depth > 2 ? 1 : 4);
    if (kind == 0) return atoms[random() % atoms.size()];
    if (kind == 3) return R"({"not": )" + self(self, depth + 1) + "}";
    std::string list;
    for (unsigned i = 0, parts = 2 + random() % 2; i < parts; ++i) list += (i > 0 ? "," : "") + self(self, depth + 1);
    return (kind == 1 ? R"({"all": [)" : R"({"any": [)") + list + "]}";
  };
  for (int round = 0; round < 80; ++round) {  // of 144 states of knowledge each: 11,520
    const std::string text =
        testing::changed(testing::open_scheme("A", R"({"type": "x", "covers": "fee", "receiver": "worker"})"),
                         "/versions/0/rule", random_rule(random_rule, 0));
    const auto rules = FundingRules::compile({{"A.json", text}});
    ASSERT_TRUE(rules) << describe(rules.error());
    const auto verdict_of = [&](const std::vector<std::size_t>& choice) {
      FundingQuestion question;
      question.date = testing::date_of("2026-11-21");
      for (std::size_t i = 0; i < facts.size(); ++i) {
        if (choice[i] > 0) question.facts.emplace(facts[i].first, facts[i].second[choice[i] - 1]);
      }
      return rules->evaluate(question).schemes.at(0).eligibility;
    };
    std::map<std::vector<std::size_t>, Verdict> table;
    std::vector<std::size_t> choice(facts.size(), 0);
    const auto each = [&](const auto& self, std::size_t at) -> void {
      if (at == facts.size()) {
        table.emplace(choice, verdict_of(choice));
        return;
      }
      for (choice[at] = 0; choice[at] <= facts[at].second.size(); ++choice[at]) self(self, at + 1);
      choice[at] = 0;
    };
    each(each, 0);
    for (const auto& [partial, verdict] : table) {
      for (const auto& [whole, outcome] : table) {
        bool completes = true;
        for (std::size_t i = 0; i < facts.size(); ++i)
          completes = completes && whole[i] > 0 && (partial[i] == 0 || partial[i] == whole[i]);
        if (!completes) continue;
        ASSERT_NE(outcome, Verdict::unknown);
        if (verdict != Verdict::unknown) {
          ASSERT_EQ(outcome, verdict) << text;
        }
      }
    }
  }
}

TEST(FundingProperties, net_lies_within_the_price) {
  Random random(4);
  for (int round = 0; round < 10'000; ++round) {
    const FundingQuestion question = random_question(random, static_cast<int>(random() % 10));
    const auto net = testing::shipped_rules().net_price(question);
    ASSERT_EQ(net.has_value(), question.price.has_value());
    if (!net) continue;
    ASSERT_GE(net->min.value, 0);
    ASSERT_LE(net->min, net->max);
    ASSERT_LE(net->max, *question.price);
  }
}

TEST(FundingProperties, the_stacks_lie_between_best_case_and_certain_and_the_short_way_gives_the_same) {
  Random random(14);
  for (int round = 0; round < 1'000; ++round) {
    const FundingQuestion question = random_question(random, 4);
    const FundingAnswer answer = testing::shipped_rules().evaluate(question);
    ASSERT_EQ(answer.net, testing::shipped_rules().net_price(question));
    if (!answer.net) continue;
    ASSERT_LE(answer.net->min, answer.likely->net);
    ASSERT_LE(answer.likely->net, answer.net->max);
    for (const auto* stack : {&*answer.certain, &*answer.likely, &*answer.best_case}) {
      std::int64_t paid = 0;
      for (const StackPayment& one : stack->payments) paid += one.amount.value;
      ASSERT_LE(paid + stack->net.value, question.price->value);
    }
  }
}

/// What is known of a person says nothing of when one can apply, nor the other way round.
TEST(FundingProperties, the_window_depends_on_the_day_and_never_on_the_facts) {
  Random random(15);
  for (int round = 0; round < 230; ++round) {  // of 46 schemes each: 10,580 windows
    FundingQuestion question = random_question(random, 5);
    question.price.reset();
    std::map<std::string, Window> windows;
    for (const SchemeVerdict& verdict : testing::shipped_rules().evaluate(question).schemes) {
      windows.emplace(verdict.id, verdict.window);
    }
    question.facts.clear();
    question.course_start.reset();
    for (const SchemeVerdict& verdict : testing::shipped_rules().evaluate(question).schemes) {
      ASSERT_EQ(verdict.window, windows.at(verdict.id)) << verdict.id;
    }
  }
}

/// The age limit of the levenlanglerenkrediet goes by the start of the course: the day of the question is nothing to
/// it.
TEST(FundingProperties, a_parameter_on_the_axis_of_the_course_ignores_the_day_of_the_question) {
  Random random(16);
  const auto version = std::pair(testing::date_of("2020-08-01"), 2200);
  for (int round = 0; round < 10'000; ++round) {
    FundingQuestion question = random_question(random, 0);
    for (const char* name :
         {"person.age_on_course_start", "course.path", "course.recognised_nl", "person.right_to_regular_sf",
          "case.fee_fully_paid_by_other", "person.duo_nationality_ok", "person.has_bachelor_or_master"}) {
      if (random() % 4 != 0) question.facts.emplace(name, random_value(fact_table()[*find_fact(name)], random));
    }
    question.course_start = plus_days(version.first, static_cast<int>(random() % 2600));
    question.date = plus_days(version.first, static_cast<int>(random() % version.second));
    const SchemeVerdict one = testing::ask_one("LLK", question);
    question.date = plus_days(version.first, static_cast<int>(random() % version.second));
    const SchemeVerdict two = testing::ask_one("LLK", question);
    ASSERT_EQ(one.eligibility, two.eligibility);
    ASSERT_EQ(one.because, two.because);
    ASSERT_EQ(one.missing, two.missing);
  }
}

/// Doing all that a no says would change it leaves no no: the facts that it names are enough.
TEST(FundingProperties, what_would_change_a_no_changes_it) {
  Random random(17);
  int told = 0;
  for (int round = 0; told < 10'000; ++round) {
    ASSERT_LT(round, 2'000);
    FundingQuestion question = random_question(random, 5);
    question.price.reset();
    for (const SchemeVerdict& verdict : testing::shipped_rules().evaluate(question).schemes) {
      if (verdict.would_change.empty()) continue;
      ++told;
      ASSERT_EQ(verdict.eligibility, Verdict::no) << verdict.id;
      FundingQuestion otherwise = question;
      for (const WouldChange& change : verdict.would_change) otherwise.facts.erase(change.fact);
      ASSERT_NE(testing::ask_one(verdict.id, otherwise).eligibility, Verdict::no) << verdict.id << ": " << verdict.text;
    }
  }
}

TEST(FundingProperties, a_new_fact_never_widens_the_net_interval) {
  Random random(5);
  for (int round = 0; round < 300; ++round) {  // of 36 new facts each: 10,800
    FundingQuestion question = random_question(random, 0);
    question.price = Cents{250'000};
    CentsInterval before = *testing::shipped_rules().net_price(question);
    for (const FactSpec& spec : fact_table()) {
      if (random() % 2 == 0) continue;
      question.facts.emplace(spec.name, random_value(spec, random));
      const CentsInterval after = *testing::shipped_rules().net_price(question);
      EXPECT_GE(after.min, before.min) << spec.name;
      EXPECT_LE(after.max, before.max) << spec.name;
      before = after;
    }
  }
}

TEST(FundingProperties, the_same_question_gives_the_same_answer) {
  Random random(6);
  const FundingRules again = FundingRules::compile(testing::read_scheme_files()).value();
  for (int round = 0; round < 220; ++round) {  // of 46 verdicts each: 10,120
    const FundingQuestion question = random_question(random, 5);
    const FundingAnswer one = testing::shipped_rules().evaluate(question);
    const FundingAnswer two = again.evaluate(question);
    ASSERT_EQ(one.schemes.size(), two.schemes.size());
    for (std::size_t i = 0; i < one.schemes.size(); ++i) {
      EXPECT_EQ(one.schemes[i].id, two.schemes[i].id);
      EXPECT_EQ(one.schemes[i].text, two.schemes[i].text);
      EXPECT_EQ(one.schemes[i].missing, two.schemes[i].missing);
    }
    if (one.best_case) {
      EXPECT_EQ(one.best_case->payments, two.best_case->payments);
    }
    EXPECT_EQ(one.next_question.has_value(), two.next_question.has_value());
  }
}

}  // namespace
}  // namespace leerwijzer
