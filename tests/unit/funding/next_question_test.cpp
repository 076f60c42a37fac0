// The next question: worth asking, never sensitive while another is left, and none when nothing can change.
#include "engine/funding/fact_table.hpp"
#include "tests/unit/funding/random_facts.hpp"
#include "tests/unit/funding/small_rules.hpp"

#include <gtest/gtest.h>

#include <random>
#include <set>

namespace leerwijzer {
namespace {

FundingQuestion open_question(Facts facts = {}, std::optional<Cents> price = Cents{150'000}) {
  FundingQuestion question;
  question.date = testing::date_of("2026-11-21");
  question.facts = std::move(facts);
  question.price = price;
  return question;
}

std::string next_fact(const FundingQuestion& question) {
  const auto next = testing::shipped_rules().evaluate(question).next_question;
  return next ? next->fact : "";
}

TEST(FundingNextQuestion, the_first_question_is_about_work) {
  EXPECT_EQ(next_fact(open_question()), "person.statuses");
  EXPECT_EQ(next_fact(open_question({}, std::nullopt)), "person.statuses");
}

TEST(FundingNextQuestion, carries_its_options) {
  const auto next = testing::shipped_rules().evaluate(open_question()).next_question;
  ASSERT_TRUE(next);
  EXPECT_FALSE(next->text.empty());
  EXPECT_EQ(next->options.size(), fact_table()[*find_fact("person.statuses")].words.size());
  FundingQuestion flag = open_question();
  flag.only = {"TRANSITIE"};
  const auto yes_or_no = testing::shipped_rules().evaluate(flag).next_question;
  ASSERT_TRUE(yes_or_no);
  EXPECT_EQ(yes_or_no->options.at(0), (std::pair<std::string, std::string>{"true", "Ja"}));
}

TEST(FundingNextQuestion, what_a_person_does_not_know_is_not_asked_again) {
  FundingQuestion question = open_question();
  std::set<std::string> asked;
  for (std::string fact = next_fact(question); !fact.empty(); fact = next_fact(question)) {
    ASSERT_TRUE(asked.insert(fact).second) << fact;
    question.declined.push_back(fact);
  }
  EXPECT_GT(asked.size(), 10U);
}

TEST(FundingNextQuestion, a_sensitive_fact_comes_only_when_no_other_is_left) {
  FundingQuestion question = open_question();
  bool seen_sensitive = false;
  for (auto next = testing::shipped_rules().evaluate(question).next_question; next;
       next = testing::shipped_rules().evaluate(question).next_question) {
    EXPECT_TRUE(!seen_sensitive || next->sensitive) << next->fact;
    seen_sensitive = seen_sensitive || next->sensitive;
    question.declined.push_back(next->fact);
  }
  EXPECT_TRUE(seen_sensitive);
}

TEST(FundingNextQuestion, nothing_is_asked_when_the_worker_pays_nothing_already) {
  EXPECT_EQ(next_fact(open_question({{"course.path", std::string("mbo_bbl")}, {"person.age_on_1_aug", 17.0}})), "");
  EXPECT_EQ(next_fact(open_question({}, Cents{0})), "");
}

TEST(FundingNextQuestion, a_fact_of_schemes_that_are_decided_is_never_asked) {
  std::mt19937 random(9);
  for (int round = 0; round < 100; ++round) {
    FundingQuestion question = open_question();
    for (const FactSpec& spec : fact_table()) {
      if (spec.type == FactType::flag && random() % 2 == 0) question.facts.emplace(spec.name, random() % 2 == 0);
    }
    const FundingAnswer answer = testing::shipped_rules().evaluate(question);
    if (!answer.next_question) continue;
    // A fact may also be asked because it settles how much is paid.
    const bool matters = std::any_of(answer.schemes.begin(), answer.schemes.end(), [&](const SchemeVerdict& verdict) {
      const bool is_open = verdict.lowers_worker_cost && verdict.eligibility != Verdict::no &&
                           (!verdict.amount || verdict.amount->min < verdict.amount->max);
      return is_open || std::find(verdict.missing.begin(), verdict.missing.end(), answer.next_question->fact) !=
                            verdict.missing.end();
    });
    EXPECT_TRUE(matters) << answer.next_question->fact;
  }
}

/// The questions stop when no answer can change a stack: whatever all other facts turn out to be, the nets stay.
TEST(FundingNextQuestion, when_nothing_is_asked_any_more_no_answer_changes_the_best_stack) {
  testing::Random random(12);
  int stopped = 0;
  for (int round = 0; round < 400; ++round) {
    FundingQuestion question = testing::random_question(random, static_cast<int>(random() % 10));
    question.price = Cents{static_cast<std::int64_t>(1 + random() % 500'000)};
    std::size_t asked = 0;
    FundingAnswer answer = testing::shipped_rules().evaluate(question);
    for (; answer.next_question && asked < 80; ++asked) {
      const FactSpec& spec = fact_table()[*find_fact(answer.next_question->fact)];
      question.facts[answer.next_question->fact] = testing::random_value(spec, random);
      answer = testing::shipped_rules().evaluate(question);
    }
    ASSERT_FALSE(answer.next_question);
    for (int completion = 0; completion < 25; ++completion) {  // 10,000 completions
      FundingQuestion complete = question;
      for (const FactSpec& spec : fact_table()) {
        // What nobody is asked follows from the offer and is not an answer.
        if (spec.effort == FactEffort::never) continue;
        complete.facts.emplace(spec.name, testing::random_value(spec, random));
      }
      ASSERT_EQ(testing::shipped_rules().net_price(complete), answer.net);
      ++stopped;
    }
  }
  EXPECT_EQ(stopped, 10'000);
}

/// Nobody is asked what can change no stack: of what is asked, some answer changes a net, or decides a loan or a scheme
/// without a known amount.
TEST(FundingNextQuestion, what_is_asked_can_change_something) {
  testing::Random random(13);
  int asked = 0;
  for (int round = 0; round < 400; ++round) {
    FundingQuestion question = testing::random_question(random, static_cast<int>(random() % 8));
    question.price = Cents{static_cast<std::int64_t>(1 + random() % 500'000)};
    const FundingAnswer answer = testing::shipped_rules().evaluate(question);
    if (!answer.next_question) continue;
    ++asked;
    EXPECT_GT(answer.certain->net.value, 0) << answer.next_question->fact;
    EXPECT_FALSE(question.facts.contains(answer.next_question->fact)) << answer.next_question->fact;
  }
  EXPECT_GT(asked, 50);
}

TEST(FundingNextQuestion, a_budget_that_decides_the_amount_is_asked_after_a_yes) {
  FundingQuestion question = open_question({{"employer.cao_dev_budget_left_eurocent:min", 1.0},
                                            {"person.statuses", std::vector<std::string>{"employee_permanent"}}});
  question.only = {"CAO_BUDGET"};
  const FundingAnswer answer = testing::shipped_rules().evaluate(question);
  EXPECT_EQ(answer.schemes.at(0).eligibility, Verdict::yes);
  ASSERT_TRUE(answer.next_question);
  EXPECT_EQ(answer.next_question->fact, "employer.cao_dev_budget_left_eurocent");
}

/// A sensitive fact is asked only when every other fact that is open has been answered or declined.
TEST(FundingNextQuestion, no_sensitive_fact_is_asked_while_another_is_open) {
  testing::Random random(14);
  int sensitive = 0;
  for (int round = 0; round < 300; ++round) {
    FundingQuestion question = testing::random_question(random, static_cast<int>(random() % 9));
    const auto first = testing::shipped_rules().evaluate(question).next_question;
    if (!first || !first->sensitive) continue;
    ++sensitive;
    // With every sensitive fact declined nothing is left to ask.
    for (const FactSpec& spec : fact_table()) {
      if (spec.sensitive) question.declined.emplace_back(spec.name);
    }
    EXPECT_FALSE(testing::shipped_rules().evaluate(question).next_question) << first->fact;
  }
  EXPECT_GT(sensitive, 0);
}

/// Of two facts that decide the same, the one that takes less effort comes first; of equal effort, the one with more
/// money.
TEST(FundingNextQuestion, less_effort_and_more_money_come_first) {
  const auto scheme = [](const char* id, const char* fact, const char* cap) {
    const std::string pays =
        std::string(R"({"type": "grant", "covers": "fee", "receiver": "worker", "cap": )") + cap + "}";
    return testing::changed(testing::open_scheme(id, pays), "/versions/0/rule",
                            std::string(R"({"fact": ")") + fact + R"(", "op": "==", "value": true})");
  };
  const auto first_of = [&](const char* one, const char* cap_one, const char* other, const char* cap_other) {
    const auto rules =
        FundingRules::compile({{"A.json", scheme("A", one, cap_one)}, {"B.json", scheme("B", other, cap_other)}});
    return rules->evaluate(open_question()).next_question->fact;
  };
  // employer.is_mkb must be looked up; case.exam_passed a person knows.
  EXPECT_EQ(first_of("employer.is_mkb", "50000", "case.exam_passed", "50000"), "case.exam_passed");
  EXPECT_EQ(first_of("case.exam_passed", "50000", "person.leaving_employer", "90000"), "person.leaving_employer");
  EXPECT_EQ(first_of("case.exam_passed", "90000", "person.leaving_employer", "50000"), "case.exam_passed");
}

TEST(FundingNextQuestion, answering_every_question_ends) {
  std::mt19937 random(10);
  for (int round = 0; round < 20; ++round) {
    FundingQuestion question = open_question();
    int asked = 0;
    for (auto next = testing::shipped_rules().evaluate(question).next_question; next;
         next = testing::shipped_rules().evaluate(question).next_question) {
      ASSERT_LE(++asked, 70);
      const FactSpec& spec = fact_table()[*find_fact(next->fact)];
      const std::string word = next->options.empty() ? "Utrecht" : next->options[random() % next->options.size()].first;
      FactValue value = random() % 2 == 0;
      if (spec.type == FactType::number) value = static_cast<double>(random() % 60);
      if (spec.type == FactType::word) value = word;
      if (spec.type == FactType::word_set) value = std::vector<std::string>{word};
      // A set answered with a group word stays half known: the person does not know more.
      if (word == k_employee) question.declined.push_back(next->fact);
      question.facts[next->fact] = value;
    }
  }
}

}  // namespace
}  // namespace leerwijzer
