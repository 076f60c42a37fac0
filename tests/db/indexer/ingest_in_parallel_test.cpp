// Reading, storing and indexing at the same time, and two ingests through each other: the catalogue ends as if they had
// come one after the other, and nothing grows with the feed.
#include "indexer/pipeline/index_changes.hpp"
#include "indexer/pipeline/ingest.hpp"
#include "tests/support/database.hpp"
#include "tests/support/feeds.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <map>

namespace leerwijzer::testing {
namespace {

/// A CSV that comes into being while it is read. `row` gives the row of a number, counted from 1, and may do other
/// things meanwhile: what it does happens when the ingest is exactly there.
class GrowingCsv final : public FeedPlace {
 public:
  using Row = std::function<std::string(int)>;
  GrowingCsv(int rows, Row row) : rows_(rows), row_(std::move(row)) {}

  [[nodiscard]] PlaceKind kind() const noexcept override { return PlaceKind::file; }
  [[nodiscard]] const std::string& location() const noexcept override { return location_; }
  [[nodiscard]] std::vector<std::string> names() const override { return {""}; }
  [[nodiscard]] Result<std::unique_ptr<ByteStream>> open(std::string_view, std::string_view) override {
    return std::unique_ptr<ByteStream>(std::make_unique<Rows>(*this));
  }
  [[nodiscard]] Result<std::unique_ptr<ByteStream>> open_below(std::string_view) override { return open("", ""); }
  [[nodiscard]] std::string resolve(std::string_view name, std::string_view) const override {
    return std::string(name);
  }

 private:
  class Rows final : public ByteStream {
   public:
    explicit Rows(const GrowingCsv& of) : of_(of) {}
    Result<std::size_t> read(std::span<char> into) override {
      if (text_.empty() && next_ <= of_.rows_) text_ = of_.row_(next_++);
      const std::size_t count = std::min(into.size(), text_.size());
      std::copy_n(text_.begin(), count, into.begin());
      text_.erase(0, count);
      return count;
    }

   private:
    const GrowingCsv& of_;
    int next_ = 1;
    std::string text_ = "sleutel;titel;aanbieder;omschrijving;startdata\n";
  };

  int rows_;
  Row row_;
  std::string location_ = "growing.csv";
};

std::string row(const std::string& key, const std::string& title, const std::string& description = "Lassen") {
  return key + ";" + title + ";Werkplaats;" + description + ";2026-09-07\n";
}

std::string key(int number) { return "K-" + std::to_string(number); }

GrowingCsv::Row rows_titled(const std::string& title) {
  return [title](int number) { return row(key(number), title + " " + std::to_string(number)); };
}

/// Memory of this process that is in use, in MB.
double resident_mb() {
  std::ifstream in("/proc/self/statm");
  double total = 0.0;
  double resident = 0.0;
  in >> total >> resident;
  return resident * 4096.0 / 1e6;
}

/// Many batches out of a small feed.
IngestOptions small_batches() {
  IngestOptions options;
  options.batch_records = 10;
  return options;
}

class IngestInParallel : public ::testing::Test {
 protected:
  FetchSummary ingest(const std::string& source_name, int rows, const GrowingCsv::Row& row,
                      IngestOptions options = small_batches()) {
    GrowingCsv place(rows, row);
    Source source;
    source.name = source_name;
    source.format = "csv";
    source.location = place.location();
    options.today = feed_today();
    return leerwijzer::ingest(store_, enrichment_, source, place, *feed_format_named("csv").value(), options).value();
  }

  std::map<std::string, std::string> titles() {
    std::map<std::string, std::string> titles;
    static_cast<void>(store_.for_each_batch([&](std::span<const Offer> offers) {
      for (const Offer& offer : offers) titles[offer.key] = std::string(title_of(offer));
    }));
    return titles;
  }

  IndexWriter index() {
    auto writer = IndexWriter::open(folder_.path() / "index");
    if (!writer) throw ErrorException(writer.error());
    return std::move(*writer);
  }

  TestDatabase database_;
  Pool pool_{database_.settings()};
  CatalogueStore store_{pool_};
  FeedFolder folder_;
  Enrichment enrichment_{Taxonomy::build({}, {}, {}, "none"), Geography::build({}, {}), {}};
};

TEST_F(IngestInParallel, of_one_source_twice_the_later_to_begin_counts_and_the_earlier_ends) {
  ErrorCode ended = ErrorCode::corrupt;
  FetchSummary later;
  try {
    static_cast<void>(ingest("school", 200, [&](int number) {
      if (number == 105) later = ingest("school", 120, rows_titled("Later"));
      return row(key(number), "Earlier");
    }));
  } catch (const ErrorException& failure) {
    ended = failure.error().code;
  }
  EXPECT_EQ(ended, ErrorCode::conflict) << "an ingest that was overtaken says so";
  EXPECT_TRUE(later.complete);
  const auto found = titles();
  ASSERT_EQ(found.size(), 120U);
  for (const auto& [of, title] : found) EXPECT_TRUE(title.starts_with("Later")) << of << ": " << title;
  const FetchSummary again = ingest("school", 120, rows_titled("Later"));
  EXPECT_EQ(again.counts.unchanged, 120);
  EXPECT_EQ(again.deleted, 0);
}

TEST_F(IngestInParallel, of_two_sources_through_each_other_gives_what_one_after_the_other_gives) {
  static_cast<void>(ingest("one", 100, [&](int number) {
    if (number == 35) static_cast<void>(ingest("two", 60, rows_titled("Two")));
    if (number == 70) static_cast<void>(ingest("two", 50, rows_titled("Two")));
    return row(key(number), "One " + std::to_string(number));
  }));
  EXPECT_EQ(store_.counts().offers, 150);
  EXPECT_EQ(ingest("one", 100, rows_titled("One")).counts.unchanged, 100);
  EXPECT_EQ(ingest("two", 50, rows_titled("Two")).counts.unchanged, 50);
}

TEST_F(IngestInParallel, of_a_key_that_comes_again_far_on_keeps_the_last_each_time) {
  const auto rows = [](int number) {
    return number % 40 == 0 ? row("TWICE", "Version " + std::to_string(number)) : rows_titled("Once")(number);
  };
  static_cast<void>(ingest("school", 210, rows));
  const auto first = titles();
  EXPECT_EQ(first.at("TWICE"), "Version 200");
  EXPECT_EQ(first.size(), 206U);
  const FetchSummary again = ingest("school", 210, rows);
  EXPECT_EQ(titles(), first);
  EXPECT_EQ(again.counts.added + again.deleted, 0);
  const bool told = std::any_of(again.diagnostics.begin(), again.diagnostics.end(),
                                [](const auto& d) { return d.first == "warning duplicate-key" && d.second == 4; });
  EXPECT_TRUE(told) << "each that was replaced is told";
}

TEST_F(IngestInParallel, the_index_follows_while_the_feed_is_stored) {
  IndexWriter writer = index();
  IndexFollower follower(store_, writer, {});
  static_cast<void>(ingest("school", 700, rows_titled("First")));
  static_cast<void>(ingest("school", 600, rows_titled("Second")));
  const AppliedChanges applied = follower.finish();
  EXPECT_EQ(applied.last, store_.latest_change());
  EXPECT_EQ(writer.applied(), applied.last);
  EXPECT_EQ(writer.document_count(), 600U);
  EXPECT_TRUE(compare_index(store_, writer).none());
}

TEST_F(IngestInParallel, an_index_that_was_left_half_way_goes_on_where_it_was) {
  {
    IndexWriter writer = index();
    const IndexFollower follower(store_, writer, {});
    static_cast<void>(ingest("school", 300, rows_titled("First")));
  }
  IndexWriter writer = index();
  EXPECT_EQ(writer.document_count(), 0U) << "what was not committed is not there";
  static_cast<void>(apply_changes(store_, writer));
  EXPECT_EQ(writer.document_count(), 300U);
  EXPECT_TRUE(compare_index(store_, writer).none());
}

TEST_F(IngestInParallel, needs_no_more_memory_for_a_larger_feed) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "a sanitizer keeps freed memory";
#endif
  constexpr int k_rows = 6'000;
  constexpr int k_warm = 2'000;
  const std::string description(8'000, 'x');  // 4,000 records kept would be some 100 MB
  double warm = 0.0;
  double most = 0.0;
  IngestOptions options;
  options.batch_records = 100;
  options.progress = [&](std::int64_t records) {
    if (records == k_warm) warm = resident_mb();
    if (records > k_warm) most = std::max(most, resident_mb());
  };
  static_cast<void>(ingest(
      "school", k_rows, [&](int number) { return row(key(number), "Lassen", description); }, options));
  EXPECT_EQ(store_.counts().offers, k_rows);
  EXPECT_GT(warm, 0.0);
  EXPECT_LT(most - warm, 25.0);
}

}  // namespace
}  // namespace leerwijzer::testing
