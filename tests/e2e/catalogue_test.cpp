// The sample catalogue as the real readers stored it.
#include "tests/e2e/platform.hpp"
#include "tests/support/paths.hpp"

#include <gtest/gtest.h>

#include <string>

namespace leerwijzer {
namespace {

using testing::Platform;

std::int64_t count(const std::string& query) { return std::stoll(Platform::instance().sql(query)); }

TEST(SampleCatalogue, has_600_offers_of_30_providers_and_1500_runs) {
  EXPECT_GE(count("select count(*) from offer"), 600);
  EXPECT_GE(count("select count(distinct provider_id) from offer"), 30);
  EXPECT_GE(count("select count(*) from run"), 1500);
}

TEST(SampleCatalogue, comes_in_all_three_formats) {
  EXPECT_EQ(count("select count(distinct format) from source"), 3);
  EXPECT_EQ(count("select count(*) from source where not sample"), 0);
}

TEST(SampleCatalogue, has_every_delivery_mode_and_levels_from_entree_to_master) {
  EXPECT_EQ(count("select count(distinct mode) from offer_mode"), 5);
  EXPECT_GE(count("select count(distinct level) from offer where level in ('1', '2', '3', '4', '5', '6', '7')"), 7);
}

TEST(SampleCatalogue, has_unknown_free_and_stated_prices_of_every_vat_basis) {
  EXPECT_GT(count("select count(*) from cost where amount is null"), 0);
  EXPECT_GT(count("select count(*) from cost where amount = 0"), 0);
  EXPECT_GE(count("select count(distinct vat_basis) from cost where amount > 0"), 4);
}

TEST(SampleCatalogue, most_outcomes_are_known_skills) {
  const std::int64_t outcomes = count("select count(*) from offer_outcome");
  EXPECT_GT(outcomes, 2000);
  EXPECT_GT(count("select count(*) from offer_outcome where skill_id is not null") * 10, outcomes * 9);
}

TEST(SampleCatalogue, most_offers_can_still_be_started) {
  EXPECT_GT(count("select count(distinct offer_id) from run where start_date > current_date"), 500);
}

TEST(Import, again_changes_nothing) {
  const std::string before = Platform::instance().sql("select coalesce(max(number), 0) from change_log");
  const auto again = Platform::instance().indexer({"import", "samples", (testing::root() / "schema/samples").string()});
  ASSERT_EQ(again.status, 0) << again.errors;
  EXPECT_EQ(Platform::instance().sql("select coalesce(max(number), 0) from change_log"), before);
}

TEST(Verify, finds_index_and_database_equal) {
  const auto verified = Platform::instance().indexer({"verify"});
  EXPECT_EQ(verified.status, 0) << verified.errors << verified.output;
}

TEST(Reconcile, finds_nothing_to_repair) {
  const auto reconciled = Platform::instance().indexer({"reconcile"});
  EXPECT_EQ(reconciled.status, 0) << reconciled.errors << reconciled.output;
}

}  // namespace
}  // namespace leerwijzer
