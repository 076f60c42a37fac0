// Each payment of a stack says who asks for it, by when, who gets it and when.
#include "engine/funding/arrangement.hpp"
#include "tests/unit/funding/small_rules.hpp"

#include <gtest/gtest.h>
#include <boost/json.hpp>

namespace leerwijzer {
namespace {

using testing::changed;
using testing::date_of;
using testing::open_scheme;

constexpr std::string_view k_pays =
    R"({"type": "grant", "covers": "fee", "receiver": "worker", "percentage": 1.0, "cap": 50000})";

StackPayment payment_with(std::string_view apply, std::string_view paid_out, std::string_view windows,
                          std::string_view today = "2027-01-10") {
  std::string scheme = open_scheme("A", k_pays);
  if (!apply.empty()) scheme = changed(scheme, "/versions/0/apply", apply);
  if (!paid_out.empty()) scheme = changed(scheme, "/versions/0/paidOut", paid_out);
  scheme = changed(scheme, "/versions/0/windows", windows);
  const auto rules = FundingRules::compile({{"A.json", scheme}});
  EXPECT_TRUE(rules) << (rules ? "" : describe(rules.error()));
  FundingQuestion question;
  question.date = date_of(today);
  question.course_start = date_of("2027-09-01");
  question.price = Cents{100'000};
  question.facts = {{"case.exam_passed", FactValue{true}}, {"course.months", FactValue{10.0}}};
  return rules->evaluate(question).best_case->payments.at(0);
}

TEST(FundingArrangement, before_the_start_means_the_day_before_and_never_after) {
  const auto payment = payment_with(R"({"when": "before_start", "leadDays": 60})", R"({"when": "after_finishing"})",
                                    R"([{"type": "continuous"}])");
  EXPECT_EQ(payment.apply_by, date_of("2027-08-31"));
  EXPECT_EQ(payment.advised_by, date_of("2027-07-03"));
  EXPECT_TRUE(payment.never_after_start);
  EXPECT_EQ(payment.applicant, "worker");
  EXPECT_EQ(payment.receiver, "worker");
  EXPECT_TRUE(payment.certain);
  EXPECT_EQ(payment.text,
            "U vraagt dit zelf aan voordat de opleiding begint, uiterlijk op 31 augustus 2027. Daarna kan het niet "
            "meer. Reken op 60 dagen voordat er een besluit is. Het geld gaat naar u als de opleiding klaar is.");
}

TEST(FundingArrangement, a_window_that_closes_before_the_start_is_the_last_day) {
  const auto payment =
      payment_with(R"({"when": "before_start"})", "", R"([{"type": "yearly", "open": "01-05", "close": "05-15"}])");
  EXPECT_EQ(payment.apply_by, date_of("2027-05-15"));
}

TEST(FundingArrangement, a_window_that_is_still_to_open_says_from_when) {
  const auto payment =
      payment_with(R"({"when": "in_window"})", "", R"([{"type": "yearly", "open": "04-01", "close": "05-15"}])");
  EXPECT_EQ(payment.apply_from, date_of("2027-04-01"));
  EXPECT_FALSE(payment.apply_by);
}

TEST(FundingArrangement, months_after_the_end_count_from_the_last_day) {
  const auto payment =
      payment_with(R"({"when": "after_end", "months": 12})", R"({"when": "monthly"})", R"([{"type": "continuous"}])");
  EXPECT_EQ(payment.apply_from, date_of("2028-06-30"));
  EXPECT_EQ(payment.apply_by, date_of("2029-06-30"));
}

TEST(FundingArrangement, a_day_of_the_year_is_the_one_at_or_after_the_start) {
  const auto payment = payment_with(R"({"when": "before_day", "day": "09-01"})", R"({"when": "on_invoice"})",
                                    R"([{"type": "continuous"}])");
  EXPECT_EQ(payment.apply_by, date_of("2027-08-31"));
}

TEST(FundingArrangement, what_a_file_does_not_say_is_to_be_asked_of_the_issuer) {
  const auto payment = payment_with("", "", R"([{"type": "continuous"}])");
  EXPECT_EQ(payment.apply, ApplyMoment::unknown);
  EXPECT_EQ(payment.payout, PayoutMoment::unknown);
  EXPECT_EQ(payment.text,
            "U vraagt dit zelf aan. We weten niet voor welke dag. Vraag dit na bij Kantoor. Het geld gaat naar u. We "
            "weten niet wanneer. Vraag dit na bij Kantoor.");
}

TEST(FundingArrangement, a_number_that_is_never_looked_at_is_refused) {
  const auto fault_of = [](std::string_view apply) {
    const auto rules =
        FundingRules::compile({{"A.json", changed(open_scheme("A", k_pays), "/versions/0/apply", apply)}});
    return rules ? std::string("none") : rules.error().where;
  };
  EXPECT_EQ(fault_of(R"({"when": "any_time", "months": 3})"), "A.json#/versions/0/apply/months");
  EXPECT_EQ(fault_of(R"({"when": "after_end", "earliestDays": 3})"), "A.json#/versions/0/apply/earliestDays");
  EXPECT_EQ(fault_of(R"({"when": "before_day"})"), "A.json#/versions/0/apply");
  EXPECT_EQ(fault_of(R"({"when": "before_start", "leadDay": 3})"), "A.json#/versions/0/apply/leadDay");
  EXPECT_EQ(fault_of(R"({"when": "later"})"), "A.json#/versions/0/apply/when");
}

TEST(FundingArrangement, every_shipped_scheme_says_when_to_apply_and_when_it_pays) {
  for (const auto& [name, text] : testing::read_scheme_files()) {
    if (name.ends_with(".schema.json")) continue;
    const boost::json::value document = boost::json::parse(text);
    for (const auto& version : document.at("versions").as_array()) {
      EXPECT_TRUE(version.as_object().contains("apply")) << name;
      EXPECT_TRUE(version.as_object().contains("paidOut")) << name;
    }
  }
}

}  // namespace
}  // namespace leerwijzer
