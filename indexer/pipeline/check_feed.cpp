#include "indexer/pipeline/check_feed.hpp"

#include "indexer/scratch_folder.hpp"

#include "engine/search/index_writer.hpp"
#include "engine/search/search_index.hpp"
#include "engine/store/batch.hpp"
#include "engine/store/storable_offer.hpp"
#include "report/report_builder.hpp"
#include "report/stored_report.hpp"
#include "report/wording.hpp"

#include <memory>
#include <optional>
#include <unordered_set>
#include <utility>

namespace leerwijzer {
namespace {

constexpr std::int64_t k_market = 2'000;        // offers of the feed among which findability is measured
constexpr std::int64_t k_smallest_market = 20;  // among fewer a place in the list says nothing

class CheckingSink final : public FeedSink {
 public:
  CheckingSink(ReportBuilder& builder, Enrichment& enrichment, const CheckOptions& options)
      : builder_(builder), enrichment_(enrichment), options_(options) {
    if (auto writer = IndexWriter::create_generation(folder_.path())) market_.emplace(std::move(*writer));
  }

  void record(FeedRecord record) override {
    ++records_;
    if (options_.admit) options_.admit(record);
    for (const Diagnostic& diagnostic : record.diagnostics) builder_.add(diagnostic);
    if (!record.offer) {
      if (!record.provider) ++without_offer_;
    } else {
      offer(*record.offer, record);
    }
    if (options_.progress) options_.progress(records_);
  }

  void diagnostic(Diagnostic diagnostic) override { builder_.add(diagnostic); }

  /// The index of the first offers; nothing when there are too few to compare with.
  [[nodiscard]] std::optional<SearchIndex> market() {
    if (!market_ || offers_ < k_smallest_market) return std::nullopt;
    market_->commit({});
    market_->publish();
    auto index = SearchIndex::open({folder_.path(), 1});
    if (!index) return std::nullopt;
    return std::move(*index);
  }

  [[nodiscard]] std::int64_t offers() const noexcept { return offers_; }
  [[nodiscard]] std::size_t without_offer() const noexcept { return without_offer_; }

 private:
  void offer(Offer& offer, const FeedRecord& record) {
    if (offer.key.empty()) offer.key = record.raw.key;
    for (const Diagnostic& diagnostic : make_storable(offer)) builder_.add(diagnostic);
    if (!keys_.insert(std::hash<std::string>{}(offer.key)).second) builder_.add(duplicate_key(offer.key));
    enrichment_.enrich(offer);
    if (options_.seen) options_.seen(offer);
    offer.id.value = ++offers_;  // for the market only
    if (offer.provider_name.empty()) offer.provider_name = options_.name;
    if (market_ && offers_ <= k_market) market_->upsert(offer);
    builder_.add(offer);
  }

  ReportBuilder& builder_;
  Enrichment& enrichment_;
  const CheckOptions& options_;
  ScratchFolder folder_{"check"};
  std::optional<IndexWriter> market_;
  std::unordered_set<std::size_t> keys_;  ///< digests: a feed may hold a million
  std::int64_t records_ = 0;
  std::int64_t offers_ = 0;
  std::size_t without_offer_ = 0;
};

CheckOutcome outcome_of(const PublishingReport& report) {
  const bool nothing = report.offers == 0;
  if (report.count_of(Severity::error) > 0 || !report.complete || nothing) return CheckOutcome::errors;
  return report.count_of(Severity::warning) > 0 ? CheckOutcome::warnings : CheckOutcome::clean;
}

}  // namespace

CheckedFeed check_feed(FeedPlace& place, const FeedFormat& format, Enrichment& enrichment,
                       const CheckOptions& options) {
  ReportOptions how;
  how.today = options.today;
  how.outcomes_checked = options.outcomes_checked;
  how.page = options.page;
  how.page_size = options.page_size;
  ReportBuilder builder(how);
  CheckingSink sink(builder, enrichment, options);
  FeedInput input{place, options.name, options.today, {}, options.profile};
  const Result<FeedEnd> end = format.read(input, sink);
  if (!end) builder.add(Diagnostic{Severity::error, "feed-not-read", "", place.location(), describe(end.error())});
  std::optional<SearchIndex> market = sink.market();

  CheckedFeed checked;
  checked.report = builder.finish(market ? probe_of(*market) : RankProbe{});
  PublishingReport& report = checked.report;
  report.subject = ReportSubject::file;
  report.name = options.name;
  report.complete = end && end->complete;
  if (!report.complete) report.trouble = end ? end->reason : describe(end.error());
  report.records_without_offer = sink.without_offer();
  if (market) {
    report.market = "de " + std::string(sink.offers() > k_market ? "eerste " : "") +
                    counted(std::min(sink.offers(), k_market), "opleiding", "opleidingen") + " die u hier controleert";
  }
  for (ReportOffer& offer : report.page_offers) offer.id = {};
  checked.outcome = end ? outcome_of(report) : CheckOutcome::unreadable;
  return checked;
}

}  // namespace leerwijzer
