// The next question: worth asking, never sensitive while another is left, and none when nothing can change.
#include "engine/funding/fact_table.hpp"
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
    const bool matters = std::any_of(answer.schemes.begin(), answer.schemes.end(), [&](const SchemeVerdict& verdict) {
      return std::find(verdict.missing.begin(), verdict.missing.end(), answer.next_question->fact) !=
             verdict.missing.end();
    });
    EXPECT_TRUE(matters) << answer.next_question->fact;
  }
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
