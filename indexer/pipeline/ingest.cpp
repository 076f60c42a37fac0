#include "indexer/pipeline/ingest.hpp"

#include "indexer/pipeline/page_guard.hpp"
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

/// What is stored in one go.
struct Lot {
  std::vector<FeedRecord> records;
  std::vector<std::string> kept;  ///< keys of offers that stay as they are stored
};

/// Enriches records and has them stored in batches, in the order of the feed, while the next are being read.
class StoringSink final : public FeedSink {
 public:
  StoringSink(CatalogueStore& store, Enrichment& enrichment, FetchId fetch, const IngestOptions& options)
      : enrichment_(enrichment), options_(options), storing_(k_waiting_batches, [&store, fetch](const Lot& lot) {
          static_cast<void>(store.store_batch(fetch, lot.records));
          store.keep_former(fetch, lot.kept);
        }) {}

  void record(FeedRecord record) override {
    if (options_.admit) options_.admit(record);
    if (is_unreadable(record)) ++unreadable_;
    if (is_unusable(record)) {
      ++unusable_;
      keep_former(record);
    }
    if (record.offer) {
      enrichment_.enrich(*record.offer);
      ++offers_;
    }
    ++seen_;
    bytes_ += record.raw.body.size();
    lot_.records.push_back(std::move(record));
    if (lot_.records.size() >= options_.batch_records || bytes_ >= options_.batch_bytes) flush();
  }

  void diagnostic(Diagnostic diagnostic) override {
    if (feed_diagnostics_.size() < k_most_feed_diagnostics) feed_diagnostics_.push_back(std::move(diagnostic));
  }

  /// Waits until all is stored.
  void finish() {
    if (seen_ > 0 && offers_ == 0) {
      diagnostic({Severity::warning, "no-offers", "", "",
                  "None of the " + std::to_string(seen_) +
                      " records gave an offer. If their fields have names of their own, write a mapping profile "
                      "(schema/profiles/README.md) and ingest the feed with --profile."});
    }
    if (!feed_diagnostics_.empty()) {
      if (lot_.records.empty()) lot_.records.emplace_back();
      std::move(feed_diagnostics_.begin(), feed_diagnostics_.end(),
                std::back_inserter(lot_.records.back().diagnostics));
    }
    if (!lot_.records.empty()) flush();
    storing_.drain();
  }

  [[nodiscard]] std::int64_t unreadable() const noexcept { return unreadable_; }

  /// Records that brought no offer because of an error, and those that did.
  [[nodiscard]] std::int64_t unusable() const noexcept { return unusable_; }
  [[nodiscard]] std::int64_t offers() const noexcept { return offers_; }

 private:
  /// What is stored under the key of the record stays, and is not taken for absent.
  void keep_former(FeedRecord& record) {
    lot_.kept.push_back(record.offer ? record.offer->key : record.raw.key);
    if (lot_.kept.back().empty()) lot_.kept.pop_back();
    record.offer.reset();
  }

  void flush() {
    records_ += static_cast<std::int64_t>(lot_.records.size());
    storing_.give(std::exchange(lot_, {}));
    bytes_ = 0;
    if (options_.progress) options_.progress(records_);
    if (options_.stopped && options_.stopped()) {
      throw ErrorException(
          {ErrorCode::unavailable, "The program was asked to stop", "The feed is read again the next time.", ""});
    }
  }

  Enrichment& enrichment_;
  const IngestOptions& options_;
  Lot lot_;
  std::vector<Diagnostic> feed_diagnostics_;
  std::size_t bytes_ = 0;
  std::int64_t records_ = 0;
  std::int64_t unreadable_ = 0;
  std::int64_t seen_ = 0;
  std::int64_t unusable_ = 0;
  std::int64_t offers_ = 0;
  Stage<Lot> storing_;
};

/// How the fetch is closed after what came.
FeedEnd judged(FeedEnd end, const StoringSink& sink, const PageGuard& place, const CollapseGuard& guard) {
  if (end.complete && sink.unreadable() > 0) {
    end.complete = false;
    end.reason = std::to_string(sink.unreadable()) + " records could not be read";
  }
  const auto all = static_cast<double>(sink.unusable() + sink.offers());
  const bool nearly_all =
      sink.unusable() >= guard.from_offers && static_cast<double>(sink.offers()) < guard.smallest_share * all;
  if (nearly_all) {
    end.complete = false;
    end.unreadable = true;
    end.reason = std::to_string(sink.unusable()) + " records could not be used, and only " +
                 std::to_string(sink.offers()) + " could";
  }
  if (place.met_page()) {
    end.complete = false;
    end.unreadable = true;
    end.reason = "a web page came where a feed was expected";
  }
  return end;
}

/// Closes the fetch without deleting anything; the first failure is the one to tell.
void abandon(CatalogueStore& store, FetchId fetch, const FeedEnd& end) noexcept {
  try {
    static_cast<void>(store.finish_fetch(fetch, end));
  } catch (const std::exception&) {
    return;  // the next fetch of the source closes this one as aborted
  }
}

/// Reads all and stores it; nothing is being stored any more when this returns or throws.
Result<FeedEnd> read_and_store(CatalogueStore& store, Enrichment& enrichment, FetchId fetch, FeedInput& input,
                               const FeedFormat& format, const IngestOptions& options, const PageGuard& guarded) {
  StoringSink sink(store, enrichment, fetch, options);
  const Result<FeedEnd> end = format.read(input, sink);
  if (!end) sink.diagnostic({Severity::error, "feed-not-read", "", input.place.location(), describe(end.error())});
  sink.finish();
  if (!end) return end;
  return judged(*end, sink, guarded, options.guard);
}

}  // namespace

bool is_unusable(const FeedRecord& record) {
  if (record.offer) return title_of(*record.offer).empty();
  return !record.provider && std::any_of(record.diagnostics.begin(), record.diagnostics.end(),
                                         [](const Diagnostic& d) { return d.severity == Severity::error; });
}

Result<FetchSummary> ingest(CatalogueStore& store, Enrichment& enrichment, const Source& source, FeedPlace& place,
                            const FeedFormat& format, const IngestOptions& options) {
  // A source that is stored already is not written again: somebody may have changed or removed it meanwhile.
  const FetchId fetch = store.begin_fetch(source.id.stored() ? source.id : store.put_source(source));
  PageGuard guarded(place, format);
  const std::string& named = options.provider_name.empty() ? source.name : options.provider_name;
  FeedInput input{guarded, named, options.today, {}, source.profile};
  try {
    const Result<FeedEnd> end = read_and_store(store, enrichment, fetch, input, format, options, guarded);
    if (!end) {
      abandon(store, fetch, {false, end.error().what, "", guarded.met_page()});
      return end.error();
    }
    return store.finish_fetch(fetch, *end, options.guard);
  } catch (const std::exception& failure) {
    abandon(store, fetch, {false, failure.what(), ""});
    throw;
  }
}

}  // namespace leerwijzer
