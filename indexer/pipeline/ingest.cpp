#include "indexer/pipeline/ingest.hpp"

#include "indexer/pipeline/stage.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

namespace leerwijzer {
namespace {

constexpr std::size_t k_most_feed_diagnostics = 1'000;
constexpr std::size_t k_waiting_batches = 2;

using Records = std::vector<FeedRecord>;

/// The record was there but could not be seen: what it held before must not be deleted.
bool is_unreadable(const FeedRecord& record) {
  constexpr auto k_codes =
      std::to_array<std::string_view>({"bad-json", "bad-xml", "programme-not-read", "record-too-large", "open-quote",
                                       "offerings-not-read", "no-programme"});
  if (record.offer || record.provider) return false;
  return std::any_of(record.diagnostics.begin(), record.diagnostics.end(), [&](const Diagnostic& d) {
    return std::find(k_codes.begin(), k_codes.end(), d.code) != k_codes.end();
  });
}

/// Enriches records and has them stored in batches, in the order of the feed, while the next are being read.
class StoringSink final : public FeedSink {
 public:
  StoringSink(CatalogueStore& store, Enrichment& enrichment, FetchId fetch, const IngestOptions& options)
      : enrichment_(enrichment), options_(options), storing_(k_waiting_batches, [&store, fetch](const Records& batch) {
          static_cast<void>(store.store_batch(fetch, batch));
        }) {}

  void record(FeedRecord record) override {
    if (is_unreadable(record)) ++unreadable_;
    if (record.offer) enrichment_.enrich(*record.offer);
    bytes_ += record.raw.body.size();
    batch_.push_back(std::move(record));
    if (batch_.size() >= options_.batch_records || bytes_ >= options_.batch_bytes) flush();
  }

  void diagnostic(Diagnostic diagnostic) override {
    if (feed_diagnostics_.size() < k_most_feed_diagnostics) feed_diagnostics_.push_back(std::move(diagnostic));
  }

  /// Waits until all is stored.
  void finish() {
    if (!feed_diagnostics_.empty()) {
      if (batch_.empty()) batch_.emplace_back();
      std::move(feed_diagnostics_.begin(), feed_diagnostics_.end(), std::back_inserter(batch_.back().diagnostics));
    }
    if (!batch_.empty()) flush();
    storing_.drain();
  }

  [[nodiscard]] std::int64_t unreadable() const noexcept { return unreadable_; }

 private:
  void flush() {
    records_ += static_cast<std::int64_t>(batch_.size());
    storing_.give(std::exchange(batch_, {}));
    bytes_ = 0;
    if (options_.progress) options_.progress(records_);
    if (options_.stopped && options_.stopped()) {
      throw ErrorException(
          {ErrorCode::unavailable, "The program was asked to stop", "The feed is read again the next time.", ""});
    }
  }

  Enrichment& enrichment_;
  const IngestOptions& options_;
  Records batch_;
  std::vector<Diagnostic> feed_diagnostics_;
  std::size_t bytes_ = 0;
  std::int64_t records_ = 0;
  std::int64_t unreadable_ = 0;
  Stage<Records> storing_;
};

/// Closes the fetch without deleting anything; the first failure is the one to tell.
void abandon(CatalogueStore& store, FetchId fetch, const std::string& reason) noexcept {
  try {
    static_cast<void>(store.finish_fetch(fetch, {false, reason, ""}));
  } catch (const std::exception&) {
    return;  // the next fetch of the source closes this one as aborted
  }
}

/// Reads all and stores it; nothing is being stored any more when this returns or throws.
Result<FeedEnd> read_and_store(CatalogueStore& store, Enrichment& enrichment, FetchId fetch, FeedInput& input,
                               const FeedFormat& format, const IngestOptions& options) {
  StoringSink sink(store, enrichment, fetch, options);
  Result<FeedEnd> end = format.read(input, sink);
  if (!end) {
    sink.diagnostic({Severity::error, "feed-not-read", "", input.place.location(), describe(end.error())});
  } else if (end->complete && sink.unreadable() > 0) {
    end->complete = false;
    end->reason = std::to_string(sink.unreadable()) + " records could not be read";
  }
  sink.finish();
  return end;
}

}  // namespace

Result<FetchSummary> ingest(CatalogueStore& store, Enrichment& enrichment, const Source& source, FeedPlace& place,
                            const FeedFormat& format, const IngestOptions& options) {
  const FetchId fetch = store.begin_fetch(store.put_source(source));
  FeedInput input{place, source.name, options.today, {}};
  try {
    const Result<FeedEnd> end = read_and_store(store, enrichment, fetch, input, format, options);
    if (!end) {
      abandon(store, fetch, end.error().what);
      return end.error();
    }
    return store.finish_fetch(fetch, *end, options.guard);
  } catch (const std::exception& failure) {
    abandon(store, fetch, failure.what());
    throw;
  }
}

}  // namespace leerwijzer
