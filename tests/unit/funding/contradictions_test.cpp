// Bad facts are named and refused: out of range, bounds that cross, and facts that cannot hold together.
#include "engine/funding/fact_table.hpp"
#include "tests/unit/funding/shipped_rules.hpp"

#include <gtest/gtest.h>

namespace leerwijzer {
namespace {

Result<void> check(const Facts& facts) { return testing::shipped_rules().check_facts(facts); }

void expect_refused(const Facts& facts, const std::string& fact, const std::string& told = {}) {
  const auto checked = check(facts);
  ASSERT_FALSE(checked) << fact;
  EXPECT_EQ(checked.error().code, ErrorCode::invalid_input);
  EXPECT_EQ(checked.error().where, fact);
  EXPECT_FALSE(checked.error().hint.empty());
  EXPECT_NE((checked.error().what + " " + checked.error().hint).find(told), std::string::npos)
      << describe(checked.error());
}

using Words = std::vector<std::string>;

TEST(FundingContradictions, an_age_that_nobody_has_is_refused) {
  expect_refused({{"person.age_on_course_start", -1.0}}, "person.age_on_course_start", "130");
  expect_refused({{"person.age_on_course_start", 131.0}}, "person.age_on_course_start");
  EXPECT_TRUE(check({{"person.age_on_course_start", 0.0}}));
  EXPECT_TRUE(check({{"person.age_on_course_start", 130.0}}));
}

TEST(FundingContradictions, amounts_shares_and_levels_have_their_range) {
  expect_refused({{"person.annual_income_eurocent", -1.0}}, "person.annual_income_eurocent");
  expect_refused({{"person.teaching_share", 1.01}}, "person.teaching_share");
  expect_refused({{"course.nlqf", 9.0}}, "course.nlqf");
  expect_refused({{"person.contract_hours", 169.0}}, "person.contract_hours");
  EXPECT_TRUE(check({{"person.teaching_share", 1.0}, {"course.nlqf", 8.0}, {"person.contract_hours", 168.0}}));
}

TEST(FundingContradictions, bounds_that_cross_are_refused) {
  expect_refused({{"person.age_on_course_start:min", 30.0}, {"person.age_on_course_start:max", 29.0}},
                 "person.age_on_course_start", ":min");
  EXPECT_TRUE(check({{"person.age_on_course_start:min", 30.0}, {"person.age_on_course_start:max", 30.0}}));
}

TEST(FundingContradictions, a_bound_may_lie_outside_the_range_but_not_all_of_it) {
  EXPECT_TRUE(check({{"person.age_on_course_start:min", -1.0}}));
  expect_refused({{"person.age_on_course_start:max", -1.0}}, "person.age_on_course_start:max");
}

TEST(FundingContradictions, somebody_of_17_has_no_bijstand) {
  const Words bijstand = {"bijstand"};
  expect_refused({{"person.age_on_course_start", 17.0}, {"person.statuses", bijstand}}, "person.age_on_course_start",
                 "person.statuses");
  EXPECT_TRUE(check({{"person.age_on_course_start", 18.0}, {"person.statuses", bijstand}}));
  EXPECT_TRUE(check({{"person.age_on_course_start:min", 17.0}, {"person.statuses", bijstand}})) << "may be 18";
  expect_refused({{"person.age_on_course_start:max", 17.0}, {"person.statuses:bijstand", true}},
                 "person.age_on_course_start");
}

TEST(FundingContradictions, statuses_that_exclude_each_other) {
  expect_refused({{"person.statuses", Words{"self_employed_only", "agency_worker"}}}, "person.statuses");
  expect_refused({{"person.statuses", Words{"self_employed_only", "employee"}}}, "person.statuses");
  expect_refused({{"person.statuses", Words{"nug", "unemployed_ww"}}}, "person.statuses", "benefit");
  EXPECT_TRUE(check({{"person.statuses", Words{"self_employed", "employee_permanent"}}}));
}

TEST(FundingContradictions, the_pension_age_goes_with_the_age) {
  expect_refused({{"person.age_on_course_start", 71.0}, {"person.below_aow_age", true}}, "person.age_on_course_start");
  EXPECT_TRUE(check({{"person.age_on_course_start", 67.0}, {"person.below_aow_age", true}}));
  EXPECT_TRUE(check({{"person.age_on_course_start", 67.0}, {"person.below_aow_age", false}}));
}

TEST(FundingContradictions, the_two_ages_differ_by_at_most_a_year) {
  expect_refused({{"person.age_on_course_start", 30.0}, {"person.age_on_1_aug", 17.0}}, "person.age_on_1_aug");
  EXPECT_TRUE(check({{"person.age_on_course_start", 18.0}, {"person.age_on_1_aug", 17.0}}));
}

TEST(FundingContradictions, more_that_cannot_hold_together) {
  expect_refused({{"person.residence_known", false}, {"person.residence_municipality", std::string("Utrecht")}},
                 "person.residence_known");
  expect_refused({{"case.course_already_started", true}, {"case.weeks_application_to_start", 3.0}},
                 "case.course_already_started");
  expect_refused({{"person.has_bachelor_or_master", true}, {"person.edu_eqf", 4.0}}, "person.has_bachelor_or_master");
  expect_refused({{"course.path", std::string("mbo_bbl")}, {"course.level", std::string("master")}}, "course.path");
  expect_refused({{"case.fee_fully_paid_by_other", true}, {"case.participant_pays_fee", true}},
                 "case.fee_fully_paid_by_other");
}

TEST(FundingContradictions, what_is_not_known_contradicts_nothing) {
  for (const FactSpec& spec : fact_table()) {
    if (spec.type != FactType::flag) continue;
    EXPECT_TRUE(check({{std::string(spec.name), true}})) << spec.name;
    EXPECT_TRUE(check({{std::string(spec.name), false}})) << spec.name;
  }
}

}  // namespace
}  // namespace leerwijzer
