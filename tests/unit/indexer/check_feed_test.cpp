// A feed judged before it is published: no database, no index, the same remarks.
#include "indexer/pipeline/check_feed.hpp"
#include "report/report_html.hpp"
#include "tests/support/feeds.hpp"
#include "tests/support/taxonomy.hpp"

#include <gtest/gtest.h>

namespace leerwijzer::testing {
namespace {

constexpr std::string_view k_head =
    "sleutel;titel;omschrijving;aanbieder;vorm;prijs;btw;startdata;postcode;leerdoelen;duur;taal;url;email;sector\n";

std::string good_row(int number) {
  std::string words;
  for (int i = 0; i < 12; ++i) words += "U leert goed lassen met de hand. ";
  const std::string n = std::to_string(number);
  return "L-" + n + ";Basiscursus lassen deel " + n + ";" + words +
         ";Vonk;klassikaal;1250,00;vrij;2027-02-08;3511EP;lassen;3 maanden;nl;https://vonk.example/" + n +
         ";info@vonk.example;techniek\n";
}

CheckedFeed check(const std::string& text, const std::string& name = "feed.csv", std::string_view format = "csv") {
  const FeedFolder folder;
  auto place = local_place(folder.write(name, text).string());
  Enrichment enrichment{Taxonomy::build({}, {}, {}, "none"), Geography::build({}, {}), {}};
  CheckOptions options;
  options.today = feed_today();
  options.name = "Vonk";
  return check_feed(**place, *feed_format_named(format).value(), enrichment, options);
}

TEST(CheckFeed, of_a_good_file_is_clean) {
  const CheckedFeed checked = check(std::string(k_head) + good_row(1) + good_row(2));
  EXPECT_EQ(checked.outcome, CheckOutcome::clean) << report_as_html(checked.report);
  EXPECT_EQ(checked.report.offers, 2);
  EXPECT_TRUE(checked.report.complete);
  EXPECT_GT(checked.report.score, 0.95);
  EXPECT_FALSE(checked.report.outcomes_checked) << "there was no taxonomy";
}

TEST(CheckFeed, tells_warnings_from_errors) {
  const CheckedFeed warned = check(std::string(k_head) + good_row(1) + "L-2;Lassen;;Vonk;zweven;;;;;;;;;;\n");
  EXPECT_EQ(warned.outcome, CheckOutcome::warnings);
  const CheckedFeed failed = check(std::string(k_head) + good_row(1) + "L-2;;;Vonk;;;;;;;;;;;\n");
  EXPECT_EQ(failed.outcome, CheckOutcome::errors);
  EXPECT_EQ(failed.report.records_without_offer, 1U);
}

TEST(CheckFeed, sees_a_key_that_comes_twice) {
  const CheckedFeed checked = check(std::string(k_head) + good_row(1) + good_row(1));
  ASSERT_FALSE(checked.report.remarks.empty());
  EXPECT_EQ(checked.report.remarks[0].code, "duplicate-key");
}

TEST(CheckFeed, of_a_cut_file_says_that_not_everything_was_read) {
  const CheckedFeed checked = check(std::string(k_head) + good_row(1) + "L-2;\"Lassen voor");
  EXPECT_EQ(checked.outcome, CheckOutcome::errors);
  EXPECT_FALSE(checked.report.complete);
  EXPECT_FALSE(checked.report.trouble.empty());
}

TEST(CheckFeed, of_an_empty_file_is_no_success) { EXPECT_NE(check(std::string(k_head)).outcome, CheckOutcome::clean); }

TEST(CheckFeed, measures_findability_among_the_offers_of_the_file) {
  std::string text(k_head);
  for (int i = 0; i < 30; ++i) text += good_row(i);
  text += "L-99;Basiscursus lassen zonder prijs;;Vonk;klassikaal;;;;;;;;;;techniek\n";
  const CheckedFeed checked = check(text);
  ASSERT_FALSE(checked.report.findability.empty());
  const ReportFindability& price = checked.report.findability[0];
  EXPECT_EQ(price.field, ChosenBy::price);
  EXPECT_EQ(price.effect.now, 31U);
  EXPECT_EQ(price.effect.known, 30U);
  for (const ReportFindability& row : checked.report.findability)
    EXPECT_NE(row.field, ChosenBy::skills) << "without a taxonomy nothing is known of skills";
  EXPECT_NE(checked.report.market.find("31 opleidingen"), std::string::npos);
  EXPECT_FALSE(checked.report.page_offers.at(0).id.stored()) << "nothing was stored";
}

}  // namespace
}  // namespace leerwijzer::testing
