#include "report/stored_report.hpp"

#include "engine/search/search_index.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace leerwijzer {
namespace {

constexpr int k_examples = 5;
constexpr int k_remarks_per_offer = 30;

ReportSource source_of(ReportedSource&& found) {
  ReportSource source;
  source.name = std::move(found.source.name);
  source.format = std::move(found.source.format);
  source.location = std::move(found.source.location);
  source.sample = found.source.sample;
  source.offers = found.offers;
  source.last_read = found.last_read;
  source.last_changed = found.last_changed;
  source.withheld = found.withheld;
  for (ReportedFetch& f : found.fetches) {
    source.fetches.push_back(
        {std::move(f.state), f.on, f.records, f.added, f.changed, f.deleted, f.kept_back, std::move(f.reason)});
  }
  return source;
}

/// Of the source that was read longest ago; nothing when one was never read in full.
std::optional<int> days_since_fetch(const std::vector<ReportedSource>& sources, Date today) {
  std::optional<int> days;
  for (const ReportedSource& source : sources) {
    if (source.offers == 0) continue;
    if (!source.last_read) return {};
    days = std::max(days.value_or(0), std::max(0, days_between(*source.last_read, today)));
  }
  return days;
}

ReportRemark remark_of(RemarkCount&& count) {
  ReportRemark remark{count.severity, std::move(count.code), count.times, count.records, {}};
  for (const Diagnostic& d : count.examples) remark.examples.push_back(example_of(d));
  return remark;
}

void add_remarks_of_offers(ReportStore& store, const ReportScope& scope, PublishingReport& report) {
  std::vector<std::string> keys;
  for (const ReportOffer& offer : report.page_offers) keys.push_back(offer.key);
  std::map<std::string, std::vector<Diagnostic>> by_key;
  for (Diagnostic& d : store.remarks_on(scope, keys, k_remarks_per_offer)) by_key[d.record_key].push_back(std::move(d));
  for (ReportOffer& offer : report.page_offers) offer.remarks = grouped(by_key[offer.key], k_examples);
}

PublishingReport report_of(ReportStore& store, const ReportScope& scope, const StoredReportOptions& options) {
  std::vector<ReportedSource> sources = store.sources(scope);
  ReportOptions how;
  how.today = options.today;
  how.days_since_fetch = days_since_fetch(sources, options.today);
  how.page = options.page;
  how.page_size = options.page_size;
  ReportBuilder builder(how);
  store.for_each_offer(scope, options.most_offers, [&](std::span<const Offer> offers) {
    for (const Offer& offer : offers) builder.add(offer);
  });
  for (RemarkCount& count : store.remarks(scope, k_examples)) builder.add(remark_of(std::move(count)));
  PublishingReport report = builder.finish(options.index != nullptr ? probe_of(*options.index) : RankProbe{});
  report.name = scope.name;
  report.providers = scope.providers;
  report.offers = store.count_offers(scope);
  if (options.index != nullptr) report.market = "al het aanbod dat nu te vinden is";
  add_remarks_of_offers(store, scope, report);
  for (ReportedSource& source : sources) {
    report.sample = report.sample || source.source.sample;
    report.sources.push_back(source_of(std::move(source)));
  }
  return report;
}

void make_public(std::vector<ReportRemark>& remarks) {
  for (ReportRemark& remark : remarks) {
    for (RemarkExample& one : remark.examples) {
      if (one.record.empty()) {
        one.path.clear();
        one.value.clear();
        one.detail.clear();
      } else if (remark.code == "bad-email") {
        one.value.clear();
        one.detail.clear();
      }
    }
  }
}

}  // namespace

RankProbe probe_of(const SearchIndex& index) {
  return [&index](const RankQuestion& question) -> std::optional<RankEffect> {
    const auto effect = index.rank_if_known(question);
    if (effect) return *effect;
    return std::nullopt;
  };
}

std::optional<PublishingReport> report_of_provider(ReportStore& store, ProviderId provider,
                                                   const StoredReportOptions& options) {
  const auto scope = store.scope_of(provider);
  if (!scope) return std::nullopt;
  PublishingReport report = report_of(store, *scope, options);
  report.subject = ReportSubject::provider;
  return report;
}

PublishingReport report_of_source(ReportStore& store, const Source& source, const StoredReportOptions& options) {
  PublishingReport report = report_of(store, ReportStore::scope_of(source), options);
  report.subject = ReportSubject::source;
  return report;
}

PublishingReport for_everybody(PublishingReport report) {
  for (ReportSource& source : report.sources) {
    source.location.clear();
    for (ReportFetch& fetch : source.fetches) fetch.reason.clear();
  }
  make_public(report.remarks);
  for (ReportOffer& offer : report.page_offers) make_public(offer.remarks);
  return report;
}

}  // namespace leerwijzer
