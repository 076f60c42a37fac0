// A feed that cannot be trusted today: an error page, an empty file, broken records, titles that are gone, a clock
// that is wrong. What is stored stays, and a person is told.
#include "engine/store/quarantine_store.hpp"
#include "indexer/pipeline/ingest.hpp"
#include "indexer/pipeline/page_guard.hpp"
#include "tests/support/database.hpp"
#include "tests/support/feeds.hpp"

#include <gtest/gtest.h>

namespace leerwijzer::testing {
namespace {

constexpr const char* k_error_page =
    "\n<!-- proxy -->\n<!DOCTYPE html>\n<html><head><title>503</title></head><body>Onderhoud</body></html>\n";

std::string csv(int rows, const std::string& title = "Lassen") {
  std::string text = "sleutel;titel;aanbieder;prijs;startdata\n";
  for (int i = 1; i <= rows; ++i) {
    const std::string number = std::to_string(i);
    text += "K-" + number + ";" + (title.empty() ? "" : title + " " + number) + ";Werkplaats;100;2026-09-07\n";
  }
  return text;
}

std::string json_feed(int courses, bool titles) {
  std::string text = R"({"pageSize":500,"pageNumber":1,"totalPages":1,"items":[)";
  for (int i = 1; i <= courses; ++i) {
    text += std::string(i > 1 ? "," : "") + R"({"courseId":"c)" + std::to_string(i) +
            R"(","courseType":"course","name":[{"language":"nl-NL","value":")" + (titles ? "Cursus " : "") +
            (titles ? std::to_string(i) : "") + R"("}]})";
  }
  return text + "]}";
}

class Trust : public ::testing::Test {
 protected:
  Result<FetchSummary> ingest_as(const std::string& format, const std::string& text, Date today = feed_today()) {
    const auto file = folder_.write("feed", text);
    auto place = local_place(file.string());
    Source source;
    source.name = "werkplaats";
    source.format = format;
    source.location = file.string();
    IngestOptions options;
    options.today = today;
    return ingest(store_, enrichment_, source, **place, *feed_format_named(format).value(), options);
  }
  std::vector<QuarantineEntry> waiting() { return QuarantineStore(pool_).list({}); }
  std::int64_t stored() { return store_.counts().offers; }

  TestDatabase database_;
  Pool pool_{database_.settings()};
  CatalogueStore store_{pool_};
  FeedFolder folder_;
  Enrichment enrichment_{Taxonomy::build({}, {}, {}, "none"), Geography::build({}, {}), {}};
};

TEST_F(Trust, an_error_page_with_status_200_is_no_feed_though_the_format_was_named) {
  for (const char* format : {"csv", "ooapi-v5", "edudex-xml"}) {
    SCOPED_TRACE(format);
    ASSERT_TRUE(ingest_as("csv", csv(3)).has_value());
    static_cast<void>(ingest_as(format, k_error_page));
    EXPECT_EQ(stored(), 3);
    ASSERT_EQ(waiting().size(), 1U);
    EXPECT_EQ(waiting()[0].cause, "unreadable");
    EXPECT_EQ(waiting()[0].offers_absent, 3);
    EXPECT_EQ(store_.fetches(SourceId{1}, 1).at(0).state, "incomplete");
  }
  // The feed is back: all is well again, without anybody.
  EXPECT_EQ(ingest_as("csv", csv(3)).value().counts.unchanged, 3);
  EXPECT_TRUE(waiting().empty());
}

TEST_F(Trust, an_error_page_can_be_released_when_the_school_did_stop) {
  ASSERT_TRUE(ingest_as("csv", csv(3)).has_value());
  static_cast<void>(ingest_as("csv", k_error_page));
  EXPECT_EQ(QuarantineStore(pool_).release(waiting().at(0).id, {"A. Jansen", "de school is gestopt"}), 3);
  EXPECT_EQ(stored(), 0);
}

TEST_F(Trust, an_empty_file_and_a_feed_of_headers_only_delete_nothing) {
  ASSERT_TRUE(ingest_as("csv", csv(12)).has_value());
  static_cast<void>(ingest_as("csv", ""));
  EXPECT_EQ(stored(), 12);
  static_cast<void>(ingest_as("csv", csv(0)));
  EXPECT_EQ(stored(), 12);
  EXPECT_EQ(waiting().size(), 1U);
}

TEST_F(Trust, a_tenth_of_the_feed_waits_for_a_person) {
  ASSERT_TRUE(ingest_as("csv", csv(30)).has_value());
  const FetchSummary summary = ingest_as("csv", csv(3)).value();
  EXPECT_TRUE(summary.collapsed);
  EXPECT_EQ(stored(), 30);
  EXPECT_EQ(waiting().at(0).offers_absent, 27);
}

TEST_F(Trust, a_feed_whose_records_suddenly_lost_their_titles_changes_and_deletes_nothing) {
  ASSERT_TRUE(ingest_as("csv", csv(30)).has_value());
  const auto before = store_.fingerprints();
  const FetchSummary summary = ingest_as("csv", csv(30, "")).value();
  EXPECT_FALSE(summary.complete);
  EXPECT_NE(summary.reason.find("30 records could not be used"), std::string::npos) << summary.reason;
  EXPECT_EQ(store_.fingerprints(), before);
}

TEST_F(Trust, an_offer_without_a_title_is_not_stored_over_one_with_a_title) {
  ASSERT_TRUE(ingest_as("ooapi-v5", json_feed(12, true)).has_value());
  ASSERT_EQ(stored(), 12);
  const auto before = store_.fingerprints();
  const FetchSummary summary = ingest_as("ooapi-v5", json_feed(12, false)).value();
  EXPECT_FALSE(summary.complete);
  EXPECT_EQ(summary.deleted, 0);
  EXPECT_EQ(store_.fingerprints(), before);
}

TEST_F(Trust, one_broken_row_among_many_keeps_its_offer_and_does_not_hold_up_the_rest) {
  ASSERT_TRUE(ingest_as("csv", csv(30)).has_value());
  std::string text = csv(29);
  text.replace(text.find("Lassen 7;"), 9, ";");
  const FetchSummary summary = ingest_as("csv", text).value();
  EXPECT_TRUE(summary.complete);
  EXPECT_EQ(summary.deleted, 1) << "K-30 is gone, K-7 is only broken";
  EXPECT_EQ(stored(), 29);
}

TEST_F(Trust, a_clock_that_is_400_days_ahead_and_back_changes_nothing_that_is_stored) {
  ASSERT_TRUE(ingest_as("csv", csv(30)).has_value());
  const auto before = store_.fingerprints();
  for (const int days : {400, -400, 0}) {
    const FetchSummary summary = ingest_as("csv", csv(30), plus_days(feed_today(), days)).value();
    EXPECT_EQ(summary.counts.unchanged, 30) << days;
    EXPECT_EQ(summary.deleted, 0) << days;
    EXPECT_EQ(store_.fingerprints(), before) << days;
  }
}

TEST(WebPage, is_known_by_how_it_begins) {
  for (const char* page : {"<!DOCTYPE html><p>", "<HTML lang=nl>", "\xEF\xBB\xBF  <!doctype HTML>", k_error_page})
    EXPECT_TRUE(begins_as_web_page(page)) << page;
  for (const char* feed :
       {"", "<?xml version=\"1.0\"?><catalog/>", "{\"html\":1}", "titel;<html>", "<courses/>", "<!-- "})
    EXPECT_FALSE(begins_as_web_page(feed)) << feed;
}

}  // namespace
}  // namespace leerwijzer::testing
