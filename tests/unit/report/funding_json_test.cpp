// A question that is written and read again gives the same answer, byte for byte.
#include "report/funding_json.hpp"
#include "tests/unit/funding/shipped_rules.hpp"

#include <gtest/gtest.h>
#include <boost/json.hpp>

namespace leerwijzer {
namespace {

using testing::date_of;

FundingQuestion full_question() {
  FundingQuestion question;
  question.date = date_of("2026-11-28");
  question.course_start = date_of("2027-02-01");
  question.course_end = date_of("2027-07-31");
  question.price = Cents{145'050};
  question.facts = {{"person.age_on_course_start", FactValue{57.0}},
                    {"course.recognised_nl", FactValue{true}},
                    {"course.path", FactValue{std::string("hbo_dt")}},
                    {"person.statuses", FactValue{std::vector<std::string>{"employee_permanent"}}}};
  question.declined = {"person.annual_income_eurocent"};
  question.funds = std::vector<FundStanding>{{"X", date_of("2027-01-01"), date_of("2028-01-01"), BudgetState::nearly}};
  return question;
}

TEST(FundingJson, a_question_comes_back_whole) {
  const FundingQuestion question = full_question();
  const std::string text = boost::json::serialize(write_question(question, "abc"));
  const auto stored = read_question(text, "q.json");
  ASSERT_TRUE(stored) << describe(stored.error());
  EXPECT_EQ(stored->snapshot, "abc");
  EXPECT_EQ(stored->question.facts, question.facts);
  EXPECT_EQ(stored->question.funds, question.funds);
  EXPECT_EQ(boost::json::serialize(write_question(stored->question, "abc")), text);
}

TEST(FundingJson, an_answer_holds_what_gives_it_again) {
  const FundingQuestion question = full_question();
  const FundingRules& rules = testing::shipped_rules();
  boost::json::object answer = write_funding_answer(question, rules.evaluate(question));
  answer["question"] = write_question(question, rules.snapshot());
  const auto stored = read_question(boost::json::serialize(answer), "answer.json");
  ASSERT_TRUE(stored) << describe(stored.error());
  boost::json::object again = write_funding_answer(stored->question, rules.evaluate(stored->question));
  again["question"] = write_question(stored->question, stored->snapshot);
  EXPECT_EQ(boost::json::serialize(again), boost::json::serialize(answer));
}

TEST(FundingJson, with_start_end_and_price_each_stack_has_its_months) {
  const FundingQuestion question = full_question();
  const auto answer = write_funding_answer(question, testing::shipped_rules().evaluate(question));
  const auto& certain = answer.at("stacks").at("certain").as_object();
  std::int64_t net = 0;
  for (const auto& month : certain.at("months").as_array())
    net += month.at("out").as_int64() - month.at("in").as_int64();
  EXPECT_EQ(net, certain.at("net").as_int64());
  EXPECT_EQ(certain.at("months").at(0).at("month").as_string(), "2027-02");
}

TEST(FundingJson, without_an_end_there_are_no_months) {
  FundingQuestion question = full_question();
  question.course_end.reset();
  EXPECT_FALSE(course_term(question));
  question.facts.emplace("course.months", FactValue{6.0});
  ASSERT_TRUE(course_term(question));
  EXPECT_EQ(course_term(question)->end, date_of("2027-07-31"));
}

TEST(FundingJson, a_fault_in_a_stored_question_is_named_with_its_place) {
  const auto where = [](std::string_view text) {
    const auto read = read_question(text, "q.json");
    return read ? std::string("none") : read.error().where;
  };
  EXPECT_EQ(where("{"), "q.json");
  EXPECT_EQ(where("[]"), "q.json#");
  EXPECT_EQ(where(R"({"facts": {}})"), "q.json#");
  EXPECT_EQ(where(R"({"date": "2026-13-01"})"), "q.json#/date");
  EXPECT_EQ(where(R"({"date": "2026-11-28", "facts": {"course.path": {}}})"), "q.json#/facts/course.path");
  EXPECT_EQ(where(R"({"question": {"date": "2026-11-28", "factz": {}}})"), "q.json#/question/factz");
  EXPECT_EQ(where(R"({"date": "2026-11-28", "funds": [{"scheme": "A"}]})"), "q.json#/funds/0");
}

}  // namespace
}  // namespace leerwijzer
