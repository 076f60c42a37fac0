// Verdicts, amounts, windows and texts of an answer.
#include "engine/core/text.hpp"
#include "engine/funding/fact_table.hpp"
#include "engine/funding/wording.hpp"
#include "tests/unit/funding/small_rules.hpp"

#include <gtest/gtest.h>

namespace leerwijzer {
namespace {

using testing::ask_one;
using testing::date_of;
using testing::shipped_rules;

const Facts k_small_yes = {
    {"person.age_on_course_start", 40.0}, {"course.path", std::string("wo")}, {"course.recognised_nl", true}};

FundingRules rules_of(const std::string& text) { return FundingRules::compile({{"ONE.json", text}}).value(); }

FundingQuestion question_on(std::string_view date, Facts facts = {}, std::optional<Cents> price = {}) {
  FundingQuestion question;
  question.date = date_of(date);
  question.facts = std::move(facts);
  question.price = price;
  return question;
}

TEST(FundingEvaluate, unknown_income_leaves_the_grant_open) {
  const SchemeVerdict verdict = ask_one("UTR_OMSCH", "2026-11-21",
                                        {{"person.residence_municipality", std::string("Utrecht")},
                                         {"course.sector", std::string("ict")},
                                         {"case.positive_leerwerkloket_advice", true},
                                         {"case.course_already_started", false}});
  EXPECT_EQ(verdict.eligibility, Verdict::unknown);
  EXPECT_EQ(verdict.missing, std::vector<std::string>{"person.annual_income_eurocent"});
}

TEST(FundingEvaluate, the_smallest_ground_is_one_fact_where_two_would_do) {
  const auto rules = rules_of(testing::small_scheme(
      "/versions/0/rule", R"({"any": [{"all": [{"fact": "course.recognised_nl", "op": "==", "value": true},
       {"fact": "course.bekostigd", "op": "==", "value": true}]}, {"fact": "case.exam_passed", "op": "==", "value": true}]})"));
  const auto answer = rules.evaluate(question_on(
      "2026-11-21", {{"course.recognised_nl", true}, {"course.bekostigd", true}, {"case.exam_passed", true}}));
  EXPECT_EQ(answer.schemes.at(0).because, std::vector<std::string>{"case.exam_passed"});
}

TEST(FundingEvaluate, one_fact_used_twice_counts_once_in_the_ground) {
  const auto rules = rules_of(testing::small_scheme(
      "/versions/0/rule", R"({"all": [{"any": [{"fact": "course.recognised_nl", "op": "==", "value": true},
        {"fact": "course.months", "op": ">", "value": 3}]}, {"fact": "course.months", "op": "<", "value": 9}]})"));
  const auto answer =
      rules.evaluate(question_on("2026-11-21", {{"course.recognised_nl", true}, {"course.months", 5.0}}));
  EXPECT_EQ(answer.schemes.at(0).because, std::vector<std::string>{"course.months"});
}

TEST(FundingEvaluate, overlapping_periods_of_a_parameter_are_unknown) {
  const auto rules = rules_of(testing::small_scheme("/parameters", R"([
    {"key": "one.age", "validFrom": "2020-01-01", "validTo": null, "value": 57, "unit": "years", "confidence": ""},
    {"key": "one.age", "validFrom": "2026-01-01", "validTo": null, "value": 58, "unit": "years", "confidence": ""},
    {"key": "one.cap", "validFrom": "2020-01-01", "validTo": null, "value": 100000, "unit": "eurocent", "confidence": ""}])"));
  EXPECT_EQ(rules.evaluate(question_on("2025-12-31", k_small_yes)).schemes.at(0).eligibility, Verdict::yes);
  const auto verdict = rules.evaluate(question_on("2026-01-01", k_small_yes)).schemes.at(0);
  EXPECT_EQ(verdict.eligibility, Verdict::unknown);
  EXPECT_EQ(verdict.missing, std::vector<std::string>{"param:one.age"});
}

TEST(FundingEvaluate, each_date_axis_reads_its_own_date) {
  const char* periods = R"([
    {"key": "one.age", "validFrom": "2020-01-01", "validTo": "2026-08-01", "value": 30, "unit": "years", "confidence": ""},
    {"key": "one.age", "validFrom": "2026-08-01", "validTo": null, "value": 57, "unit": "years", "confidence": ""},
    {"key": "one.cap", "validFrom": "2020-01-01", "validTo": null, "value": 100000, "unit": "eurocent", "confidence": ""}])";
  const auto verdict_on = [&](const char* axis, const char* start) {
    const std::string condition = R"({"fact": "person.age_on_course_start", "op": "<", "param": "one.age", "axis": ")" +
                                  std::string(axis) + "\"}";
    const auto rules =
        rules_of(testing::changed(testing::small_scheme("/parameters", periods), "/versions/0/rule/all/0", condition));
    FundingQuestion question = question_on("2026-06-01", k_small_yes);
    if (start != nullptr) question.course_start = date_of(start);
    return rules.evaluate(question).schemes.at(0).eligibility;
  };
  EXPECT_EQ(verdict_on("application", "2026-09-01"), Verdict::no);
  EXPECT_EQ(verdict_on("today", "2026-09-01"), Verdict::no);
  EXPECT_EQ(verdict_on("course_start", "2026-09-01"), Verdict::yes);
  EXPECT_EQ(verdict_on("course_start", "2026-07-31"), Verdict::no);
  EXPECT_EQ(verdict_on("study_year_start", "2027-07-31"), Verdict::yes);
  EXPECT_EQ(verdict_on("study_year_start", "2026-07-31"), Verdict::no);
  EXPECT_EQ(verdict_on("course_start", nullptr), Verdict::unknown);
}

TEST(FundingEvaluate, versions_follow_each_other_by_date) {
  boost::json::value document = boost::json::parse(testing::k_small_scheme);
  auto& versions = document.as_object()["versions"].as_array();
  versions.push_back(versions[0]);
  versions[0].as_object()["validTo"] = "2026-07-01";
  versions[1].as_object()["validFrom"] = "2026-07-01";
  versions[1].as_object()["rule"] = boost::json::parse(R"({"fact": "case.exam_passed", "op": "==", "value": true})");
  const auto rules = rules_of(boost::json::serialize(document));
  EXPECT_EQ(rules.evaluate(question_on("2026-06-30", k_small_yes)).schemes.at(0).eligibility, Verdict::yes);
  EXPECT_EQ(rules.evaluate(question_on("2026-07-01", k_small_yes)).schemes.at(0).eligibility, Verdict::unknown);
}

TEST(FundingEvaluate, amounts_are_bounded_by_share_cap_and_price) {
  const auto rules = rules_of(std::string(testing::k_small_scheme));
  const auto amount = [&](std::optional<Cents> price) {
    return rules.evaluate(question_on("2026-11-21", k_small_yes, price)).schemes.at(0).amount;
  };
  EXPECT_EQ(amount(Cents{120'000}), (CentsInterval{{60'000}, {60'000}}));
  EXPECT_EQ(amount(Cents{900'000}), (CentsInterval{{100'000}, {100'000}}));
  EXPECT_EQ(amount(std::nullopt), (CentsInterval{{0}, {100'000}}));
}

TEST(FundingEvaluate, a_share_that_depends_on_an_unknown_level_is_an_interval) {
  const Cents price{100'000};
  const auto amount = [&](Facts facts) {
    FundingQuestion question = question_on("2026-11-21", std::move(facts), price);
    return ask_one("SLIM_SCHOLING", question).amount;
  };
  EXPECT_EQ(amount({}), (CentsInterval{{40'000}, {90'000}}));
  EXPECT_EQ(amount({{"course.nlqf", 3.0}}), (CentsInterval{{90'000}, {90'000}}));
  EXPECT_EQ(amount({{"course.nlqf", 4.0}}), (CentsInterval{{40'000}, {40'000}}));
}

TEST(FundingEvaluate, an_amount_outside_its_period_is_unknown_and_never_the_last_known) {
  EXPECT_TRUE(ask_one("ZIJINSTROOM", question_on("2025-06-01", {}, Cents{3'000'000})).amount.has_value());
  EXPECT_FALSE(ask_one("ZIJINSTROOM", question_on("2026-11-21", {}, Cents{3'000'000})).amount.has_value());
}

TEST(FundingEvaluate, a_budget_pays_what_is_left_in_it) {
  const Facts facts = {{"person.statuses", std::vector<std::string>{"employee_permanent"}},
                       {"employer.cao_dev_budget_left_eurocent", 30'000.0}};
  const FundingAnswer answer = shipped_rules().evaluate(question_on("2026-11-21", facts, Cents{100'000}));
  EXPECT_EQ(answer.certain->net.value, 70'000);
  ASSERT_EQ(answer.certain->payments.size(), 1U);
  EXPECT_EQ(answer.certain->payments[0].scheme, "CAO_BUDGET");
}

TEST(FundingEvaluate, mandatory_training_is_paid_by_the_employer_for_certain) {
  const Facts facts = {{"person.statuses", std::vector<std::string>{"employee"}},
                       {"course.legally_or_cao_mandatory", true}};
  const FundingAnswer answer = shipped_rules().evaluate(question_on("2026-11-21", facts, Cents{100'000}));
  EXPECT_EQ(answer.net, (CentsInterval{{0}, {0}}));
  EXPECT_EQ(answer.certain->payments.at(0).scheme, "ART7_611A");
  EXPECT_FALSE(answer.next_question.has_value());
}

TEST(FundingEvaluate, money_for_supervision_or_living_never_lowers_the_fee) {
  const Facts apprentice = {
      {"employer.sbb_leerbedrijf", true}, {"course.path", std::string("mbo_bbl")}, {"course.crebo_or_croho", true}};
  FundingQuestion question = question_on("2026-07-01", apprentice, Cents{70'000});
  question.only = {"PRAKTIJKLEREN", "SF_MBO", "SF_HO"};
  const FundingAnswer answer = shipped_rules().evaluate(question);
  EXPECT_EQ(answer.schemes.at(0).id, "PRAKTIJKLEREN");
  EXPECT_EQ(answer.schemes.at(0).receiver, "employer");
  EXPECT_FALSE(answer.schemes.at(0).lowers_worker_cost);
  EXPECT_EQ(answer.net, (CentsInterval{{70'000}, {70'000}}));
}

TEST(FundingEvaluate, the_order_is_yes_unknown_no_and_ended_last) {
  const Facts facts = {{"person.statuses", std::vector<std::string>{"employee"}},
                       {"course.legally_or_cao_mandatory", true}};
  const auto schemes = shipped_rules().evaluate(question_on("2026-11-21", facts, Cents{100'000})).schemes;
  const auto rank = [](const SchemeVerdict& verdict) {
    if (verdict.text.starts_with("Bestaat niet meer.")) return 3;
    return verdict.eligibility == Verdict::yes ? 0 : verdict.eligibility == Verdict::unknown ? 1 : 2;
  };
  EXPECT_EQ(schemes.front().id, "ART7_611A");
  EXPECT_TRUE(
      std::is_sorted(schemes.begin(), schemes.end(), [&](const auto& a, const auto& b) { return rank(a) < rank(b); }));
  EXPECT_EQ(rank(schemes.back()), 3);
}

TEST(FundingEvaluate, grants_for_providers_are_shown_only_when_they_are_named) {
  for (const SchemeVerdict& verdict : shipped_rules().evaluate(question_on("2026-11-21")).schemes)
    EXPECT_NE(verdict.id, "UTA_IMPULS");
  EXPECT_EQ(ask_one("UTA_IMPULS", "2026-11-21").id, "UTA_IMPULS");
}

TEST(FundingEvaluate, without_a_price_there_is_no_stack_and_no_net) {
  const FundingAnswer answer = shipped_rules().evaluate(question_on("2026-11-21"));
  EXPECT_FALSE(answer.certain || answer.likely || answer.best_case || answer.net);
  EXPECT_FALSE(shipped_rules().net_price(question_on("2026-11-21")).has_value());
}

TEST(FundingEvaluate, a_scheme_that_is_overdue_for_checking_says_so) {
  EXPECT_FALSE(ask_one("LLK", "2027-01-01").overdue);
  const SchemeVerdict late = ask_one("LLK", "2027-01-02");
  EXPECT_TRUE(late.overdue);
  EXPECT_NE(late.text.find("Controleer dit bij DUO"), std::string::npos);
  EXPECT_FALSE(ask_one("CGK", "2027-11-21").overdue) << "without a date a check counts for a year";
  EXPECT_TRUE(ask_one("CGK", "2027-11-22").overdue);
}

TEST(FundingTexts, a_no_gives_the_reason_and_what_would_change_it) {
  const SchemeVerdict verdict = ask_one("LLK", "2026-11-21", {{"course.recognised_nl", false}});
  EXPECT_NE(verdict.text.find("Met deze antwoorden niet, want de opleiding is niet erkend in Nederland."),
            std::string::npos)
      << verdict.text;
  EXPECT_NE(verdict.text.find("Dit kan veranderen als de opleiding is erkend in Nederland."), std::string::npos)
      << verdict.text;
}

TEST(FundingTexts, what_would_change_a_no_names_every_condition_that_fails) {
  const SchemeVerdict verdict =
      ask_one("SF_MBO", "2026-11-21", {{"person.age_on_course_start", 17.0}, {"course.recognised_nl", false}});
  EXPECT_EQ(verdict.because.size(), 1U);
  EXPECT_NE(verdict.text.find("Dit kan veranderen als uw leeftijd als de opleiding begint is 18 jaar of meer en als de "
                              "opleiding is erkend in Nederland."),
            std::string::npos)
      << verdict.text;
}

TEST(FundingTexts, what_nobody_can_change_is_not_offered_as_a_change) {
  EXPECT_EQ(ask_one("NLLD", "2022-01-01").text.find("veranderen"), std::string::npos);
  EXPECT_EQ(ask_one("TALENTFONDS_UTR", "2026-11-21").text.find("Met deze antwoorden"), std::string::npos);
}

TEST(FundingTexts, at_most_three_questions_are_shown_and_the_rest_counted) {
  EXPECT_TRUE(contains(ask_one("LERARENBEURS", "2026-11-21").text, "Daarna zijn er nog 5 vragen."));
}

TEST(FundingTexts, an_unknown_says_what_is_still_asked) {
  const SchemeVerdict verdict = ask_one("TRANSITIE", "2026-11-21");
  EXPECT_NE(verdict.text.find("We weten het nog niet. We willen nog weten: Is uw ontslag al aangezegd"),
            std::string::npos)
      << verdict.text;
}

TEST(FundingTexts, an_ended_scheme_names_what_to_look_at_instead) {
  const SchemeVerdict verdict = ask_one("STAP", "2026-11-21");
  EXPECT_EQ(verdict.eligibility, Verdict::no);
  EXPECT_EQ(verdict.window, Window::closed);
  EXPECT_TRUE(verdict.text.starts_with("Bestaat niet meer. Kijk in plaats daarvan naar: ")) << verdict.text;
}

TEST(FundingTexts, a_yes_that_an_employer_decides_on_says_so) {
  const SchemeVerdict verdict = ask_one("WKR_STUDIE", "2026-11-21",
                                        {{"person.statuses", std::vector<std::string>{"employee_permanent"}},
                                         {"course.work_or_future_job_directed", true},
                                         {"case.reimbursed_by_other", false}});
  EXPECT_EQ(verdict.eligibility, Verdict::yes);
  EXPECT_EQ(verdict.discretion, Discretion::employer);
  EXPECT_NE(verdict.text.find("Uw werkgever beslist hierover."), std::string::npos);
}

TEST(FundingTexts, lists_end_with_a_conjunction) {
  EXPECT_EQ(enumerated({}, "en"), "");
  EXPECT_EQ(enumerated({"a"}, "en"), "a");
  EXPECT_EQ(enumerated({"a", "b", "c"}, "of"), "a, b of c");
  EXPECT_EQ(as_sentence("dit is zo"), "Dit is zo.");
}

TEST(FundingTexts, every_text_is_clean_dutch_with_u) {
  for (const char* date : {"2019-06-01", "2023-06-01", "2026-11-21", "2028-02-01"}) {
    for (const SchemeVerdict& verdict : shipped_rules().evaluate(question_on(date, {}, Cents{100'000})).schemes) {
      EXPECT_TRUE(is_clean_utf8(verdict.text)) << verdict.id;
      EXPECT_TRUE(verdict.text.ends_with('.') || verdict.text.ends_with('?')) << verdict.text;
      EXPECT_FALSE(contains(verdict.text, "{}")) << verdict.text;
      EXPECT_FALSE(contains(verdict.text, "  ")) << verdict.text;
      EXPECT_FALSE(contains(verdict.text, " je ") || contains(verdict.text, " jouw ")) << verdict.text;
    }
  }
}

}  // namespace
}  // namespace leerwijzer
