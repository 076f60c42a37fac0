#include "engine/store/report_store.hpp"

#include "engine/core/text.hpp"
#include "engine/store/json_rows.hpp"
#include "engine/store/offer_rows.hpp"
#include "engine/store/row_reader.hpp"
#include "engine/store/sql/report_statements.hpp"
#include "engine/store/transaction.hpp"

#include <algorithm>

namespace leerwijzer {
namespace {

constexpr std::size_t k_batch = 500;

bool holds(const std::vector<SourceId>& list, SourceId id) {
  return std::find(list.begin(), list.end(), id) != list.end();
}

}  // namespace

ProviderPage ReportStore::find_providers(const std::string& words, int offset, int limit) {
  const std::string clean = replace_invalid_utf8(words);
  return in_transaction(pool_, Access::snapshot, [&](Transaction& tx) {
    ProviderPage page;
    RowReader(tx.run(k_report_sql["count-found-providers"], clean)[0]).into(page.total);
    for (const auto& row : tx.run(k_report_sql["find-providers"], clean, offset, limit)) {
      ProviderEntry& entry = page.items.emplace_back();
      RowReader(row).into(entry.id, entry.name, entry.kind, entry.source, entry.offers);
    }
    return page;
  });
}

std::optional<ReportScope> ReportStore::scope_of(ProviderId provider) {
  return in_transaction(pool_, Access::read, [&](Transaction& tx) -> std::optional<ReportScope> {
    ReportScope scope;
    for (const auto& row : tx.run(k_report_sql["providers-of-party"], provider.value)) {
      SourceId source;
      std::string name;
      RowReader(row).into(scope.providers.emplace_back(), source, name);
      if (scope.name.empty()) scope.name = name;  // its own row comes first
      if (!holds(scope.sources, source)) scope.sources.push_back(source);
    }
    if (scope.providers.empty()) return {};
    return scope;
  });
}

ReportScope ReportStore::scope_of(const Source& source) { return {source.name, {}, {source.id}}; }

std::vector<ReportedSource> ReportStore::sources(const ReportScope& scope) {
  return in_transaction(pool_, Access::snapshot, [&](Transaction& tx) {
    std::vector<ReportedSource> list;
    for (const auto& row :
         tx.run(k_report_sql["report-sources"], bigint_array(scope.providers), bigint_array(scope.sources))) {
      ReportedSource& one = list.emplace_back();
      RowReader(row).into(one.source.id, one.source.name, one.source.format, one.source.location, one.source.sample,
                          one.offers, one.last_read, one.last_changed, one.withheld);
    }
    for (ReportedSource& one : list) {
      for (const auto& row : tx.run(k_report_sql["report-fetches"], one.source.id.value)) {
        ReportedFetch& f = one.fetches.emplace_back();
        RowReader(row).into(f.state, f.on, f.records, f.added, f.changed, f.deleted, f.kept_back, f.reason);
      }
    }
    return list;
  });
}

std::int64_t ReportStore::count_offers(const ReportScope& scope) {
  return in_transaction(pool_, Access::read, [&](Transaction& tx) {
    std::int64_t count = 0;
    RowReader(
        tx.run(k_report_sql["count-report-offers"], bigint_array(scope.providers), bigint_array(scope.sources))[0])
        .into(count);
    return count;
  });
}

void ReportStore::for_each_offer(const ReportScope& scope, std::int64_t most,
                                 const std::function<void(std::span<const Offer>)>& visit) {
  const std::vector<OfferId> ids = in_transaction(pool_, Access::read, [&](Transaction& tx) {
    std::vector<OfferId> found;
    for (const auto& row :
         tx.run(k_report_sql["report-offer-ids"], bigint_array(scope.providers), bigint_array(scope.sources), most)) {
      RowReader(row).into(found.emplace_back());
    }
    return found;
  });
  // A batch at a time, so that no connection is kept while the offers are judged.
  for (std::size_t at = 0; at < ids.size(); at += k_batch) {
    const std::span<const OfferId> batch(ids.data() + at, std::min(k_batch, ids.size() - at));
    const std::vector<Offer> offers =
        in_transaction(pool_, Access::snapshot, [&](Transaction& tx) { return read_offers(tx, batch); });
    visit(offers);
  }
}

std::vector<RemarkCount> ReportStore::remarks(const ReportScope& scope, int examples) {
  return in_transaction(pool_, Access::read, [&](Transaction& tx) {
    std::vector<RemarkCount> list;
    for (const auto& row :
         tx.run(k_report_sql["report-remarks"], bigint_array(scope.providers), bigint_array(scope.sources), examples)) {
      RemarkCount count;
      Diagnostic d;
      RowReader(row).into(d.severity, d.code, count.times, count.records, d.record_key, d.path, d.message);
      if (list.empty() || list.back().code != d.code || list.back().severity != d.severity) {
        count.severity = d.severity;
        count.code = d.code;
        list.push_back(std::move(count));
      }
      list.back().examples.push_back(std::move(d));
    }
    return list;
  });
}

std::vector<Diagnostic> ReportStore::remarks_on(const ReportScope& scope, const std::vector<std::string>& keys,
                                                int most) {
  if (keys.empty()) return {};
  return in_transaction(pool_, Access::read, [&](Transaction& tx) {
    std::vector<Diagnostic> list;
    for (const auto& row :
         tx.run(k_report_sql["report-remarks-on"], bigint_array(scope.sources), json_strings(keys), most)) {
      Diagnostic& d = list.emplace_back();
      RowReader(row).into(d.severity, d.code, d.record_key, d.path, d.message);
    }
    return list;
  });
}

}  // namespace leerwijzer
