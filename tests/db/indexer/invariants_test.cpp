// Invariant 6 for every format: nothing is deleted by absence unless the fetch was complete and did not collapse.
// Over every feed in tests/cases/feeds, also those to come.
#include "indexer/pipeline/ingest.hpp"
#include "tests/support/database.hpp"
#include "tests/support/feed_cases.hpp"

#include <gtest/gtest.h>

namespace leerwijzer::testing {
namespace {

/// Hands on the first half of the records and then ends, complete or not, as its name says.
template <bool Complete>
Result<FeedEnd> read_nothing(FeedInput&, FeedSink&) {
  return FeedEnd{Complete, Complete ? "" : "cut off", "none"};
}
int detect_nothing(FeedPlace&) { return 0; }

constexpr FeedFormat k_empty{"empty", "nothing, to the end", detect_nothing, read_nothing<true>};
constexpr FeedFormat k_cut{"cut", "nothing, cut off", detect_nothing, read_nothing<false>};

TEST(InvariantSix, no_format_loses_an_offer_to_an_empty_or_a_cut_feed) {
  const TestDatabase database;
  Pool pool(database.settings());
  CatalogueStore store(pool);
  Enrichment enrichment{Taxonomy::build({}, {}, {}, "none"), Geography::build({}, {}), {}};
  IngestOptions options;
  options.today = feed_today();
  std::size_t with_offers = 0;
  for (const FeedCaseFile& one : feed_case_files()) {
    SCOPED_TRACE(one.name);
    auto place = local_place(one.feed.string());
    ASSERT_TRUE(place.has_value());
    Source source;
    source.name = one.name;
    source.format = one.format;
    source.profile = one.profile;
    const auto run = [&](const FeedFormat& format) {
      return ingest(store, enrichment, source, **place, format, options);
    };
    const FeedFormat& format = *feed_format_named(one.format).value();
    const auto first = run(format);
    ASSERT_TRUE(first.has_value()) << describe(first.error());
    const auto stored = store.counts().offers;
    const auto prints = store.fingerprints();
    with_offers += first->counts.added > 0 ? 1 : 0;

    const auto again = run(format).value();
    EXPECT_EQ(again.counts.added + again.counts.changed + again.deleted, 0) << "the same feed twice";
    EXPECT_EQ(run(k_cut).value().deleted, 0);
    const auto empty = run(k_empty).value();
    EXPECT_EQ(empty.deleted, 0);
    EXPECT_EQ(empty.collapsed, first->counts.added > 0);
    EXPECT_EQ(store.counts().offers, stored);
    EXPECT_EQ(store.fingerprints(), prints);
    EXPECT_EQ(run(format).value().deleted, 0) << "and it heals";
  }
  EXPECT_GT(with_offers, 8U);
}

}  // namespace
}  // namespace leerwijzer::testing
