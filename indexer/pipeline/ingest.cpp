#include "indexer/pipeline/ingest.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

namespace leerwijzer {
namespace {

constexpr std::size_t k_most_feed_diagnostics = 1'000;

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

/// Enriches and stores records in batches.
class StoringSink final : public FeedSink {
 public:
  StoringSink(CatalogueStore& store, Enrichment& enrichment, FetchId fetch, const IngestOptions& options)
      : store_(store), enrichment_(enrichment), fetch_(fetch), options_(options) {}

  void record(FeedRecord record) override {
    if (is_unreadable(record)) ++unreadable_;
    if (record.offer) ++offers_;
    ++seen_;
    if (record.offer) enrichment_.enrich(*record.offer);
    bytes_ += record.raw.body.size();
    batch_.push_back(std::move(record));
    if (batch_.size() >= options_.batch_records || bytes_ >= options_.batch_bytes) flush();
  }

  void diagnostic(Diagnostic diagnostic) override {
    if (feed_diagnostics_.size() < k_most_feed_diagnostics) feed_diagnostics_.push_back(std::move(diagnostic));
  }

  void finish() {
    if (seen_ > 0 && offers_ == 0) {
      diagnostic({Severity::warning, "no-offers", "", "",
                  "None of the " + std::to_string(seen_) +
                      " records gave an offer. If their fields have names of their own, write a mapping profile "
                      "(schema/profiles/README.md) and ingest the feed with --profile."});
    }
    if (!feed_diagnostics_.empty()) {
      if (batch_.empty()) batch_.emplace_back();
      std::move(feed_diagnostics_.begin(), feed_diagnostics_.end(), std::back_inserter(batch_.back().diagnostics));
    }
    if (!batch_.empty()) flush();
  }

  [[nodiscard]] std::int64_t unreadable() const noexcept { return unreadable_; }

 private:
  void flush() {
    static_cast<void>(store_.store_batch(fetch_, batch_));
    records_ += static_cast<std::int64_t>(batch_.size());
    batch_.clear();
    bytes_ = 0;
    if (options_.progress) options_.progress(records_);
    if (options_.stopped && options_.stopped()) {
      throw ErrorException(
          {ErrorCode::unavailable, "The program was asked to stop", "The feed is read again the next time.", ""});
    }
  }

  CatalogueStore& store_;
  Enrichment& enrichment_;
  FetchId fetch_;
  const IngestOptions& options_;
  std::vector<FeedRecord> batch_;
  std::vector<Diagnostic> feed_diagnostics_;
  std::size_t bytes_ = 0;
  std::int64_t records_ = 0;
  std::int64_t unreadable_ = 0;
  std::int64_t seen_ = 0;
  std::int64_t offers_ = 0;
};

/// Closes the fetch without deleting anything; the first failure is the one to tell.
void abandon(CatalogueStore& store, FetchId fetch, const std::string& reason) noexcept {
  try {
    static_cast<void>(store.finish_fetch(fetch, {false, reason, ""}));
  } catch (const std::exception&) {
    return;  // the next fetch of the source closes this one as aborted
  }
}

}  // namespace

Result<FetchSummary> ingest(CatalogueStore& store, Enrichment& enrichment, const Source& source, FeedPlace& place,
                            const FeedFormat& format, const IngestOptions& options) {
  // A source that is stored already is not written again: somebody may have changed or removed it meanwhile.
  const FetchId fetch = store.begin_fetch(source.id.stored() ? source.id : store.put_source(source));
  StoringSink sink(store, enrichment, fetch, options);
  FeedInput input{place, source.name, options.today, {}, source.profile};
  try {
    Result<FeedEnd> end = format.read(input, sink);
    if (!end) sink.diagnostic({Severity::error, "feed-not-read", "", source.location, describe(end.error())});
    sink.finish();
    if (!end) {
      abandon(store, fetch, end.error().what);
      return end.error();
    }
    if (end->complete && sink.unreadable() > 0) {
      end->complete = false;
      end->reason = std::to_string(sink.unreadable()) + " records could not be read";
    }
    return store.finish_fetch(fetch, *end, options.guard);
  } catch (const std::exception& failure) {
    abandon(store, fetch, failure.what());
    throw;
  }
}

}  // namespace leerwijzer
