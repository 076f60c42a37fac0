// Feeds into the catalogue and from there into the index: idempotent, and never deleting what was not seen.
#include "indexer/pipeline/ingest.hpp"
#include "indexer/pipeline/index_changes.hpp"
#include "tests/support/database.hpp"
#include "tests/support/feeds.hpp"

#include <gtest/gtest.h>

namespace leerwijzer::testing {
namespace {

std::string row(int number, const std::string& title = "Lassen") {
  return "K-" + std::to_string(number) + ";" + title + " " + std::to_string(number) + ";Werkplaats;1" +
         std::to_string(number) + "0,00;2026-09-07;3511EP;lassen|klimmen\n";
}

std::string catalogue(int from, int until, const std::string& title = "Lassen") {
  std::string text = "sleutel;titel;aanbieder;prijs;startdata;postcode;leerdoelen\n";
  for (int i = from; i <= until; ++i) text += row(i, title);
  return text;
}

Enrichment small_enrichment() {
  Region region;
  region.slug = "midden-utrecht";
  region.name = "Midden-Utrecht";
  region.municipalities.push_back({"Utrecht", "midden-utrecht", {}, {}, {}});
  region.postcodes.push_back({"3511", {52.09, 5.12}, "Utrecht", "Utrecht"});
  return {Taxonomy::build({}, {}, {}, "none"), Geography::build({region}, {}), {}};
}

class Ingest : public ::testing::Test {
 protected:
  FetchSummary ingest_text(const std::string& text, CollapseGuard guard = {}) {
    const auto file = folder_.write("feed.csv", text);
    auto place = local_place(file.string());
    Source source;
    source.name = "werkplaats";
    source.format = "csv";
    source.location = file.string();
    IngestOptions options;
    options.today = feed_today();
    options.guard = guard;
    options.batch_records = 7;
    options.stopped = [this] { return stop_; };
    return leerwijzer::ingest(store_, enrichment_, source, **place, *feed_format_named("csv").value(), options).value();
  }

  /// Applies the change log; the number of documents after it.
  std::size_t documents() {
    auto writer = IndexWriter::open(folder_.path() / "index");
    if (!writer) throw ErrorException(writer.error());
    static_cast<void>(apply_changes(store_, *writer));
    return writer->document_count();
  }

  IndexDifference difference() {
    auto writer = IndexWriter::open(folder_.path() / "index");
    if (!writer) throw ErrorException(writer.error());
    return compare_index(store_, *writer);
  }

  TestDatabase database_;
  Pool pool_{database_.settings()};
  CatalogueStore store_{pool_};
  FeedFolder folder_;
  Enrichment enrichment_ = small_enrichment();
  bool stop_ = false;
};

TEST_F(Ingest, of_the_same_feed_twice_changes_nothing) {
  EXPECT_EQ(ingest_text(catalogue(1, 20)).counts.added, 20);
  EXPECT_EQ(documents(), 20U);
  const ChangeNumber before = store_.latest_change();
  const FetchSummary again = ingest_text(catalogue(1, 20));
  EXPECT_EQ(again.counts.unchanged, 20);
  EXPECT_EQ(again.counts.added + again.counts.changed + again.deleted, 0);
  EXPECT_EQ(store_.latest_change(), before);
}

TEST_F(Ingest, enriches_with_coordinates_and_quality) {
  static_cast<void>(ingest_text(catalogue(1, 1)));
  const auto offer = store_.offer(store_.fingerprints().at(0).offer);
  ASSERT_TRUE(offer.has_value());
  ASSERT_EQ(offer->locations.size(), 1U);
  EXPECT_EQ(offer->locations[0].point, (GeoPoint{52.09, 5.12}));
  EXPECT_GT(offer->quality, 0.4);
  EXPECT_EQ(offer->sector, "techniek") << "the title tells it";
}

TEST_F(Ingest, of_a_changed_record_changes_that_offer_only) {
  static_cast<void>(ingest_text(catalogue(1, 20)));
  EXPECT_EQ(documents(), 20U);
  const FetchSummary summary = ingest_text(catalogue(1, 19) + row(20, "Solderen"));
  EXPECT_EQ(summary.counts.changed, 1);
  EXPECT_EQ(summary.counts.unchanged, 19);
  EXPECT_EQ(documents(), 20U);
  EXPECT_TRUE(difference().none());
}

TEST_F(Ingest, deletes_what_a_whole_feed_no_longer_holds) {
  static_cast<void>(ingest_text(catalogue(1, 20)));
  EXPECT_EQ(documents(), 20U);
  const FetchSummary summary = ingest_text(catalogue(1, 18));
  EXPECT_TRUE(summary.complete);
  EXPECT_EQ(summary.deleted, 2);
  EXPECT_EQ(documents(), 18U);
  EXPECT_TRUE(difference().none());
}

TEST_F(Ingest, of_a_feed_that_is_cut_off_deletes_nothing) {
  static_cast<void>(ingest_text(catalogue(1, 20)));
  const FetchSummary summary = ingest_text(catalogue(1, 15) + "K-16;\"Nooit gesloten;Werkplaats\n");
  EXPECT_FALSE(summary.complete);
  EXPECT_EQ(summary.deleted, 0);
  EXPECT_EQ(store_.counts().offers, 20);
}

TEST_F(Ingest, of_a_collapsed_feed_waits_for_a_person) {
  static_cast<void>(ingest_text(catalogue(1, 40)));
  const FetchSummary collapsed = ingest_text(catalogue(1, 4));
  EXPECT_TRUE(collapsed.collapsed);
  EXPECT_EQ(collapsed.deleted, 0);
  EXPECT_EQ(store_.counts().offers, 40);
  CollapseGuard accepted;
  accepted.smallest_share = 0.0;
  EXPECT_EQ(ingest_text(catalogue(1, 4), accepted).deleted, 36);
  EXPECT_EQ(store_.counts().offers, 4);
}

TEST_F(Ingest, that_is_stopped_half_way_deletes_nothing_and_can_be_repeated) {
  static_cast<void>(ingest_text(catalogue(1, 20)));
  stop_ = true;
  EXPECT_THROW(static_cast<void>(ingest_text(catalogue(10, 40))), ErrorException);
  EXPECT_GE(store_.counts().offers, 20);
  const auto source = store_.sources().at(0);
  EXPECT_EQ(store_.fetches(source.id, 1).at(0).state, "incomplete");
  stop_ = false;
  EXPECT_TRUE(ingest_text(catalogue(1, 20)).complete);
  EXPECT_EQ(store_.counts().offers, 20);
}

TEST_F(Ingest, of_duplicate_keys_keeps_the_later_and_says_so) {
  const FetchSummary summary = ingest_text(catalogue(1, 3) + row(2, "Later"));
  EXPECT_EQ(store_.counts().offers, 3);
  bool told = false;
  for (const auto& [what, count] : summary.diagnostics) told = told || what == "warning duplicate-key";
  EXPECT_TRUE(told);
}

TEST_F(Ingest, keeps_every_remark_for_the_report) {
  static_cast<void>(ingest_text("sleutel;titel;aanbieder;prijs;kleur\nA;B;C;duur;rood\n"));
  const auto diagnostics = store_.diagnostics(store_.sources().at(0).id, 50);
  const auto has = [&](std::string_view code) {
    return std::any_of(diagnostics.begin(), diagnostics.end(), [&](const Diagnostic& d) { return d.code == code; });
  };
  EXPECT_TRUE(has("price-not-a-number"));
  EXPECT_TRUE(has("unknown-column"));
}

TEST_F(Ingest, and_a_rebuild_give_the_same_index) {
  static_cast<void>(ingest_text(catalogue(1, 30)));
  EXPECT_EQ(documents(), 30U);
  const auto rebuilt = rebuild_index(store_, folder_.path() / "index");
  ASSERT_TRUE(rebuilt.has_value());
  EXPECT_EQ(rebuilt->written, 30);
  EXPECT_TRUE(difference().none());
  EXPECT_TRUE(verify_index(folder_.path() / "index").has_value());
}

TEST_F(Ingest, differences_of_the_index_are_found_and_repaired) {
  static_cast<void>(ingest_text(catalogue(1, 12)));
  EXPECT_EQ(documents(), 12U);
  {
    auto writer = IndexWriter::open(folder_.path() / "index");
    ASSERT_TRUE(writer.has_value());
    const auto known = store_.fingerprints();
    writer->remove(known.at(0).offer);
    Offer changed = *store_.offer(known.at(1).offer);
    changed.content_hash = "another";
    writer->upsert(changed);
    changed.id = OfferId{999'999};
    writer->upsert(changed);
    writer->commit(writer->applied());
  }
  const IndexDifference found = difference();
  EXPECT_EQ(found.missing.size(), 1U);
  EXPECT_EQ(found.different.size(), 1U);
  EXPECT_EQ(found.surplus.size(), 1U);
  {
    auto writer = IndexWriter::open(folder_.path() / "index");
    ASSERT_TRUE(writer.has_value());
    repair_index(store_, *writer, found);
  }
  EXPECT_TRUE(difference().none());
}

/// A second feed of the same workshop tells of some of the same courses.
TEST_F(Ingest, of_an_offer_that_another_feed_tells_of_too_leaves_one_document) {
  static_cast<void>(ingest_text(catalogue(1, 20)));
  EXPECT_EQ(documents(), 20U);
  const auto second = [&](int from, int until) {
    const auto file = folder_.write("second.csv", catalogue(from, until));
    auto place = local_place(file.string());
    Source source;
    source.name = "portaal";
    source.format = "csv";
    source.location = file.string();
    IngestOptions options;
    options.today = feed_today();
    options.batch_records = 7;
    options.guard.smallest_share = 0.0;
    return leerwijzer::ingest(store_, enrichment_, source, **place, *feed_format_named("csv").value(), options).value();
  };
  EXPECT_EQ(second(16, 25).counts.added, 10);
  EXPECT_EQ(documents(), 25U) << "five of the ten were there";
  EXPECT_TRUE(difference().none());

  // The first feed stops telling of them: the second's take their place, under their own ids.
  EXPECT_EQ(ingest_text(catalogue(1, 15)).deleted, 5);
  EXPECT_EQ(documents(), 25U);
  EXPECT_TRUE(difference().none());

  // A new index from the catalogue is the same.
  static_cast<void>(ingest_text(catalogue(1, 20)));
  const auto rebuilt = rebuild_index(store_, folder_.path() / "index");
  ASSERT_TRUE(rebuilt);
  EXPECT_EQ(documents(), 25U);
  EXPECT_TRUE(difference().none());
  EXPECT_EQ(second(16, 16).deleted, 9);
  EXPECT_EQ(documents(), 20U);
  EXPECT_TRUE(difference().none());
}

}  // namespace
}  // namespace leerwijzer::testing
