// What an editor has to verify on a day, the most urgent first.
#include "engine/funding/scheme_check.hpp"
#include "tests/unit/funding/small_rules.hpp"

#include <gtest/gtest.h>

namespace leerwijzer {
namespace {

using testing::date_of;
using testing::small_scheme;

std::vector<SchemeFinding> findings_of(const std::string& scheme, std::string_view today = "2026-11-28") {
  return check_schemes({{"ONE.json", scheme}}, date_of(today)).value();
}

TEST(FundingSchemeCheck, a_scheme_that_is_in_order_has_nothing_to_verify) {
  EXPECT_TRUE(findings_of(std::string(testing::k_small_scheme)).empty());
}

TEST(FundingSchemeCheck, a_check_that_is_overdue_names_its_day_and_the_source) {
  const auto findings = findings_of(testing::changed(small_scheme("/versions/0/nextCheck", R"("2026-11-27")"),
                                                     "/versions/0/url", R"("https://duo.nl")"));
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].kind, SchemeCheck::overdue);
  EXPECT_EQ(findings[0].where, "ONE.json#/versions/0/nextCheck");
  EXPECT_EQ(findings[0].what, "It should have been checked on 2026-11-27.");
  EXPECT_EQ(findings[0].source, "https://duo.nl");
  EXPECT_TRUE(is_due(findings[0].kind));
}

TEST(FundingSchemeCheck, on_the_day_itself_it_is_not_overdue_but_near) {
  const auto findings = findings_of(small_scheme("/versions/0/nextCheck", R"("2026-11-28")"));
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].kind, SchemeCheck::soon);
}

TEST(FundingSchemeCheck, without_a_next_check_a_year_after_the_last_one_counts) {
  const std::string scheme = small_scheme("/versions/0/nextCheck", "null");
  EXPECT_TRUE(findings_of(scheme).empty());
  EXPECT_EQ(findings_of(scheme, "2027-11-22").at(0).kind, SchemeCheck::overdue);
}

TEST(FundingSchemeCheck, a_window_that_closed_without_a_next_one_is_expired) {
  const auto findings = findings_of(
      small_scheme("/versions/0/windows", R"([{"type": "dates", "open": "2026-06-02", "close": "2026-09-17"}])"));
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].kind, SchemeCheck::expired_window);
  EXPECT_EQ(findings[0].what, "The last window that is known closed on 2026-09-17.");
  EXPECT_TRUE(
      findings_of(small_scheme("/versions/0/windows",
                               R"([{"type": "yearly", "open": "04-01", "close": "05-15", "lastConfirmedYear": 2027}])"))
          .empty());
}

TEST(FundingSchemeCheck, an_amount_without_a_next_period_is_expired_and_one_that_ends_is_near) {
  const std::string ended = small_scheme("/parameters/1/validTo", R"("2026-11-28")");
  EXPECT_EQ(findings_of(ended).at(0).what, "one.cap has no value since 2026-11-28.");
  EXPECT_EQ(findings_of(small_scheme("/parameters/1/validTo", R"("2027-01-01")")).at(0).kind, SchemeCheck::soon);
}

TEST(FundingSchemeCheck, sources_that_disagree_come_before_what_is_not_fully_verified) {
  const auto findings = findings_of(testing::changed(small_scheme("/versions/0/confidence", R"("general")"),
                                                     "/parameters/0/confidence", R"("conflict")"));
  ASSERT_EQ(findings.size(), 2U);
  EXPECT_EQ(findings[0].kind, SchemeCheck::conflicting);
  EXPECT_EQ(findings[0].where, "ONE.json#/parameters/0/confidence");
  EXPECT_EQ(findings[1].kind, SchemeCheck::low_confidence);
}

TEST(FundingSchemeCheck, what_has_ended_needs_no_check) {
  EXPECT_TRUE(findings_of(testing::changed(small_scheme("/versions/0/validTo", R"("2026-01-01")"),
                                           "/versions/0/nextCheck", R"("2024-01-01")"))
                  .empty());
}

TEST(FundingSchemeCheck, the_shipped_files_name_the_conflict_of_the_llk_and_its_gap_and_are_in_order_of_urgency) {
  const auto findings = check_schemes(testing::read_scheme_files(), date_of("2026-11-28")).value();
  const auto has = [&](SchemeCheck kind, const std::string& scheme) {
    return std::any_of(findings.begin(), findings.end(),
                       [&](const SchemeFinding& one) { return one.kind == kind && one.scheme == scheme; });
  };
  EXPECT_TRUE(has(SchemeCheck::conflicting, "LLK"));
  EXPECT_TRUE(has(SchemeCheck::expired_amount, "LLK"));
  EXPECT_TRUE(has(SchemeCheck::expired_window, "PRAKTIJKLEREN"));
  EXPECT_TRUE(has(SchemeCheck::soon, "SLIM_SCHOLING"));
  EXPECT_FALSE(has(SchemeCheck::low_confidence, "STAP"));
  EXPECT_TRUE(
      std::is_sorted(findings.begin(), findings.end(), [](const auto& a, const auto& b) { return a.kind < b.kind; }));
}

TEST(FundingSchemeCheck, files_that_do_not_compile_are_an_error_with_their_place) {
  const auto result = check_schemes({{"ONE.json", small_scheme("/versions/0/rul", "1")}}, date_of("2026-11-28"));
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().where, "ONE.json#/versions/0/rul");
}

}  // namespace
}  // namespace leerwijzer
