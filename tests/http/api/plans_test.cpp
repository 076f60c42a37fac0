// POST /v1/plans/compose over a real socket.
#include "api/embedded.hpp"
#include "tests/http/api/page_checks.hpp"
#include "tests/http/api/sample_services.hpp"

#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <sstream>

namespace leerwijzer {
namespace {

namespace json = boost::json;
using testing::RawResponse;
using testing::SampleServer;

constexpr std::string_view k_path = "/v1/plans/compose";

class Plans : public ::testing::Test {
 protected:
  json::object compose(const std::string& body) {
    const RawResponse response = server->post(std::string(k_path), body);
    EXPECT_EQ(response.status, 200) << response.body;
    return response.status == 200 ? json::parse(response.body).as_object() : json::object{};
  }
  json::array errors(const std::string& body) {
    const RawResponse response = server->post(std::string(k_path), body);
    EXPECT_EQ(response.status, 400) << response.body;
    return json::parse(response.body).at("errors").as_array();
  }
  SampleServer server;
};

/// An example may leave keys out; what it shows must be what is answered.
void expect_within(const json::value& answer, const json::value& example, const std::string& pointer) {
  if (example.is_object() && answer.is_object()) {
    for (const auto& part : example.as_object()) {
      const json::value* there = answer.as_object().if_contains(part.key());
      if (there == nullptr) {
        ADD_FAILURE() << pointer << "/" << part.key() << " is not answered";
      } else {
        expect_within(*there, part.value(), pointer + "/" + std::string(part.key()));
      }
    }
  } else if (example.is_array() && answer.is_array() && example.as_array().size() == answer.as_array().size()) {
    for (std::size_t i = 0; i < example.as_array().size(); ++i)
      expect_within(answer.as_array()[i], example.as_array()[i], pointer + "/" + std::to_string(i));
  } else {
    EXPECT_EQ(answer, example) << pointer;
  }
}

const std::string k_verzorgende = R"({"learner": {"postcode": "3511", "hoursPerWeek": 12},
    "goal": {"occupation": {"text": "verzorgende"}}})";

TEST_F(Plans, a_plan_has_steps_dates_money_deadlines_and_a_proof) {
  const json::object answer = compose(k_verzorgende);
  for (const char* key : {"goal", "gap", "plans", "refused", "relax", "notes", "text", "provenance"})
    EXPECT_TRUE(answer.contains(key)) << key;
  ASSERT_GE(answer.at("plans").as_array().size(), 1U);
  const json::object& plan = answer.at("plans").at(0).as_object();
  EXPECT_EQ(plan.at("variant"), "complete");
  const json::value& step = plan.at("steps").at(0);
  EXPECT_EQ(step.at("offerId"), 1);
  EXPECT_EQ(step.at("start"), "2027-02-08");
  EXPECT_GT(step.at("closes").as_array().size(), 2U);
  EXPECT_NE(step.at("why").as_string().find("U leert"), json::string::npos);
  EXPECT_FALSE(plan.at("uncovered").as_array().empty());
  EXPECT_EQ(plan.at("price").at("gross").at("max"), 145000);
  EXPECT_EQ(plan.at("proof").at("optimal"), true);
  EXPECT_EQ(plan.at("proof").at("stages").as_array().size(), 3U);
  EXPECT_EQ(plan.at("deadlines").as_array().back().at("kind"), "end");
  bool pays = false;
  for (const json::value& month : plan.at("months").as_array())
    pays = pays || (month.at("month") == "2027-02" && month.at("out").as_int64() > 0);
  EXPECT_TRUE(pays) << json::serialize(plan.at("months"));
}

TEST_F(Plans, the_example_in_the_description_is_what_is_answered) {
  const json::value document = json::parse(embedded_openapi().front().text);
  const json::value& operation = document.at("paths").at("/plans/compose").at("post");
  const json::value& asked = operation.at("requestBody").at("content").at("application/json").at("example");
  const json::value& example = operation.at("responses").at("200").at("content").at("application/json").at("example");
  const json::object answer = compose(json::serialize(asked));
  expect_within(answer, example, "");
}

TEST_F(Plans, the_same_question_gives_the_same_bytes) {
  const auto first = server->post(std::string(k_path), k_verzorgende);
  EXPECT_EQ(first.body, server->post(std::string(k_path), k_verzorgende).body);
}

TEST_F(Plans, a_budget_that_is_too_small_says_so_and_what_giving_it_up_gives) {
  const json::object answer = compose(R"({"learner": {"budgetCents": 1000},
      "goal": {"occupation": {"text": "verzorgende"}}})");
  for (const json::value& plan : answer.at("plans").as_array()) {
    for (const json::value& step : plan.at("steps").as_array()) EXPECT_NE(step.at("offerId"), 1);
  }
  ASSERT_FALSE(answer.at("relax").as_array().empty());
  EXPECT_EQ(answer.at("relax").at(0).at("limit"), "budget");
}

TEST_F(Plans, a_pin_is_obeyed_and_a_ban_too) {
  const json::object pinned = compose(R"({"goal": {"occupation": {"text": "verzorgende"}}, "pins": [1]})");
  EXPECT_EQ(pinned.at("plans").at(0).at("steps").at(0).at("offerId"), 1);
  const json::object banned = compose(R"({"goal": {"occupation": {"text": "verzorgende"}}, "bans": [1]})");
  for (const json::value& step : banned.at("plans").at(0).at("steps").as_array()) EXPECT_NE(step.at("offerId"), 1);
}

TEST_F(Plans, a_pin_that_cannot_be_is_refused_with_the_reason) {
  const json::object answer = compose(R"({"learner": {"budgetCents": 0},
      "goal": {"occupation": {"text": "verzorgende"}}, "pins": [1]})");
  EXPECT_TRUE(answer.at("plans").as_array().empty());
  ASSERT_EQ(answer.at("refused").as_array().size(), 1U);
  EXPECT_EQ(answer.at("refused").at(0).at("limit"), "budget");
  EXPECT_NE(answer.at("refused").at(0).at("text").as_string().find("uw budget"), json::string::npos);
}

TEST_F(Plans, a_month_that_asks_more_than_a_person_can_pay_is_a_limit) {
  const std::string asked = R"({"learner": {"postcode": "3511"}, "goal": {"occupation": {"text": "verzorgende"}},
      "preferences": {"maxPerMonthCents": 5000}})";
  const json::object answer = compose(asked);
  for (const json::value& plan : answer.at("plans").as_array()) {
    for (const json::value& month : plan.at("months").as_array()) EXPECT_LE(month.at("out").as_int64(), 5000);
  }
  ASSERT_FALSE(answer.at("relax").as_array().empty());
  EXPECT_EQ(answer.at("relax").at(0).at("limit"), "monthly");
  EXPECT_NE(answer.at("relax").at(0).at("text").as_string().find("per maand"), json::string::npos);
}

TEST_F(Plans, a_plan_comes_as_a_page_to_print) {
  const auto response = server->post(std::string(k_path), k_verzorgende, "application/json\r\nAccept: text/html");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.field("content-type"), "text/html; charset=utf-8");
  testing::expect_accessible(response.body);
  for (const char* text : {"Uw plan: verzorgende", "Verzorgende IG, verkort traject", "Start op 8 februari 2027",
                           "<svg class=\"lw-timeline", "verkort traject: van 8 februari 2027", "Dit is voorbeelddata",
                           "Wat moet u regelen?", "Wanneer betaalt u wat?", "U betaalt"}) {
    EXPECT_NE(response.body.find(text), std::string::npos) << text;
  }
  EXPECT_EQ(response.body,
            server->post(std::string(k_path), k_verzorgende, "application/json\r\nAccept: text/html").body);
}

TEST_F(Plans, a_page_without_a_plan_says_what_stands_in_the_way) {
  const auto response = server->post(std::string(k_path), R"({"learner": {"budgetCents": 0},
      "goal": {"occupation": {"text": "verzorgende"}}, "pins": [1]})",
                                     "application/json\r\nAccept: text/html");
  EXPECT_EQ(response.status, 200);
  testing::expect_accessible(response.body);
  EXPECT_NE(response.body.find("uw budget"), std::string::npos);
}

TEST_F(Plans, an_empty_profile_gets_an_answer) {
  const json::object answer = compose("{}");
  EXPECT_EQ(answer.at("goal").at("kind"), "open");
  EXPECT_FALSE(answer.at("text").as_string().empty());
  EXPECT_EQ(answer.at("plans").as_array().size(), 1U);
}

TEST_F(Plans, bad_input_names_its_field) {
  EXPECT_EQ(errors(R"({"learner": {"hoursPerWeek": -3}})").at(0).at("field"), "/learner/hoursPerWeek");
  EXPECT_EQ(errors(R"({"preferences": {"maxModules": 99}})").at(0).at("field"), "/preferences/maxModules");
  EXPECT_EQ(errors(R"({"preferences": {"soft": ["smaak"]}})").at(0).at("field"), "/preferences/soft/0");
  EXPECT_EQ(errors(R"({"preferences": {"finishBy": "2020-01-01"}})").at(0).at("field"), "/preferences/finishBy");
  EXPECT_EQ(errors(R"({"preferences": {"maxPerMonthCents": -1}})").at(0).at("field"), "/preferences/maxPerMonthCents");
  EXPECT_EQ(errors(R"({"preferences": {"calendar": "mooist"}})").at(0).at("field"), "/preferences/calendar");
  EXPECT_EQ(errors(R"({"learner": {"accessibility": ["rolstoel"]}})").at(0).at("field"), "/learner/accessibility/0");
  EXPECT_EQ(errors(R"({"learner": {"hard": ["prijs"]}})").at(0).at("field"), "/learner/hard/0");
  const auto not_stated = server->post(std::string(k_path), R"({"learner": {"hard": ["budget"]}})");
  EXPECT_EQ(not_stated.status, 400);
  EXPECT_EQ(json::parse(not_stated.body).at("field"), "/learner/hard/0") << not_stated.body;
  EXPECT_EQ(errors(R"({"pins": [1], "bans": [1]})").at(0).at("field"), "/pins");
  EXPECT_EQ(errors(R"({"swaps": [{"out": 1}]})").at(0).at("field"), "/swaps/0/in");
  const auto postcode = server->post(std::string(k_path), R"({"learner": {"postcode": "12"}})");
  EXPECT_EQ(postcode.status, 400);
  EXPECT_EQ(json::parse(postcode.body).at("field"), "/learner/postcode") << postcode.body;
  EXPECT_EQ(errors(R"({"budget": 4})").at(0).at("field"), "/budget");
}

TEST_F(Plans, more_skills_than_anybody_has_are_refused) {
  const auto with_skills = [](int count) {
    std::string body = R"({"learner": {"skills": [{"text": "lassen"})";
    for (int i = 1; i < count; ++i) body += R"(,{"text": "lassen"})";
    return body + "]}}";
  };
  EXPECT_EQ(errors(with_skills(2'000)).at(0).at("field"), "/learner/skills");
  const auto huge = server->post(std::string(k_path), with_skills(10'000));
  EXPECT_EQ(huge.status, 413) << huge.body;  // more than any body may hold
}

TEST_F(Plans, an_unknown_occupation_is_named) {
  const auto response = server->post(std::string(k_path), R"({"goal": {"occupation": {"uri": "urn:x"}}})");
  EXPECT_EQ(response.status, 400) << response.body;
  EXPECT_NE(response.body.find("/goal/occupation/uri"), std::string::npos);
  const json::object words = compose(R"({"goal": {"occupation": {"text": "qwzx vlrp"}}})");
  EXPECT_EQ(words.at("goal").at("notUnderstood").at(0), "qwzx vlrp");
}

TEST_F(Plans, a_postcode_that_does_not_exist_is_told_with_its_field) {
  const json::object answer = compose(R"({"learner": {"postcode": "9999"}, "goal": {"text": "verzorgende"}})");
  ASSERT_EQ(answer.at("notes").as_array().size(), 1U);
  EXPECT_EQ(answer.at("notes").at(0).at("field"), "/learner/postcode");
}

TEST_F(Plans, deadlines_come_as_a_calendar) {
  const auto response = server->post(std::string(k_path), k_verzorgende, "application/json\r\nAccept: text/calendar");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.field("content-type"), "text/calendar; charset=utf-8");
  EXPECT_TRUE(response.body.starts_with("BEGIN:VCALENDAR\r\n"));
  EXPECT_TRUE(response.body.ends_with("END:VCALENDAR\r\n"));
  EXPECT_NE(response.body.find("\r\nUID:plan-1-start@leerwijzer\r\n"), std::string::npos) << response.body;
  EXPECT_NE(response.body.find("\r\nDTSTART;VALUE=DATE:20270208\r\n"), std::string::npos);
  EXPECT_NE(response.body.find("SUMMARY:Start: Verzorgende IG\\, verkort traject\r\n"), std::string::npos);
  EXPECT_NE(response.body.find("BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-P7D\r\n"), std::string::npos);
  std::istringstream lines(response.body);
  for (std::string line; std::getline(lines, line);) {
    ASSERT_TRUE(line.ends_with('\r')) << line;
    EXPECT_LE(line.size() - 1, 75U) << line;
  }
}

}  // namespace
}  // namespace leerwijzer
