// Sources and fetches of CatalogueStore.
#include "engine/store/catalogue_store.hpp"
#include "engine/store/change_log.hpp"
#include "engine/store/row_reader.hpp"
#include "engine/store/sql/fetch_statements.hpp"
#include "engine/store/sweep.hpp"
#include "engine/store/transaction.hpp"

#include <utility>

namespace leerwijzer {
namespace {

std::string clean(const std::string& text) { return replace_invalid_utf8(text); }

Error no_such(std::string_view what, std::int64_t id) {
  return {ErrorCode::not_found, "there is no " + std::string(what) + " " + std::to_string(id), "", std::string(what)};
}

struct FetchState {
  SourceId source;
  std::string state;
};

FetchState lock_fetch(Transaction& tx, FetchId fetch) {
  const auto rows = tx.run(k_fetch_sql["lock-fetch"], fetch.value);
  if (rows.empty()) throw ErrorException(no_such("fetch", fetch.value));
  FetchState found;
  RowReader(rows[0]).into(found.source, found.state);
  return found;
}

void read_counts(RowReader& reader, BatchCounts& counts) {
  reader.into(counts.added, counts.changed, counts.unchanged, counts.without_offer);
}

FetchSummary read_summary(Transaction& tx, FetchId fetch) {
  FetchSummary summary;
  summary.fetch = fetch;
  const auto rows = tx.run(k_fetch_sql["read-fetch"], fetch.value);
  std::string state;
  RowReader reader(rows[0]);
  reader.into(state);
  read_counts(reader, summary.counts);
  reader.into(summary.deleted, summary.kept_back, summary.reason);
  summary.complete = state == "finished" || state == "unchanged" || state == "collapsed";
  summary.collapsed = state == "collapsed";
  for (const auto& row : tx.run(k_fetch_sql["read-fetch-providers"], fetch.value)) {
    auto& [name, counts] = summary.per_provider.emplace_back();
    RowReader provider(row);
    provider.into(name);
    read_counts(provider, counts);
  }
  for (const auto& row : tx.run(k_fetch_sql["count-diagnostics"], fetch.value)) {
    auto& [name, count] = summary.diagnostics.emplace_back();
    RowReader(row).into(name, count);
  }
  return summary;
}

void close_fetch(Transaction& tx, FetchId fetch, SourceId source, const FeedEnd& end, const CollapseGuard& guard) {
  const SweepOutcome ending = sweep(tx, fetch, source, end, guard);
  tx.run(k_fetch_sql["close-fetch"], fetch.value, ending.state, static_cast<std::int64_t>(ending.deleted.size()),
         ending.kept_back, ending.reason, clean(end.checksum));
  tx.run(k_fetch_sql["drop-old-diagnostics"], source.value);
  log_changes(tx, ChangeKind::deleted, ending.deleted, fetch);
}

}  // namespace

SourceId CatalogueStore::put_source(const Source& source) {
  return in_transaction(pool_, Access::write, [&](Transaction& tx) {
    const bool stands_elsewhere =
        !tx.run(k_fetch_sql["other-standing"], clean(source.name), clean(source.format), source.trust_rank).empty();
    SourceId id;
    RowReader(tx.run(k_fetch_sql["put-source"], clean(source.name), clean(source.format), clean(source.location),
                     source.trust_rank, source.sample, clean(source.profile))[0])
        .into(id);
    if (stands_elsewhere) log_other_standing(tx, id);
    return id;
  });
}

std::vector<Source> CatalogueStore::sources() {
  return in_transaction(pool_, Access::read, [](Transaction& tx) {
    std::vector<Source> sources;
    for (const auto& row : tx.run(k_fetch_sql["read-sources"])) {
      Source& s = sources.emplace_back();
      RowReader(row).into(s.id, s.name, s.format, s.location, s.trust_rank, s.sample, s.profile);
    }
    return sources;
  });
}

FetchId CatalogueStore::begin_fetch(SourceId source) {
  return in_transaction(pool_, Access::write, [&](Transaction& tx) {
    if (tx.run(k_fetch_sql["lock-source"], source.value).empty()) throw ErrorException(no_such("source", source.value));
    tx.run(k_fetch_sql["abort-open-fetches"], source.value);
    FetchId id;
    RowReader(tx.run(k_fetch_sql["open-fetch"], source.value)[0]).into(id);
    return id;
  });
}

void CatalogueStore::keep_former(FetchId fetch, std::span<const std::string> keys) {
  if (keys.empty()) return;
  in_transaction(pool_, Access::write, [&](Transaction& tx) {
    const FetchState found = lock_fetch(tx, fetch);
    tx.run(k_fetch_sql["keep-former-offers"], found.source.value, fetch.value,
           json_strings({keys.begin(), keys.end()}));
  });
}

FetchSummary CatalogueStore::finish_fetch(FetchId fetch, const FeedEnd& end, CollapseGuard guard) {
  bool tried_before = false;
  return in_transaction(pool_, Access::bulk, [&](Transaction& tx) {
    const FetchState found = lock_fetch(tx, fetch);
    // Closed already on a second attempt: the first commit was in doubt and did succeed.
    if (found.state == "open") {
      close_fetch(tx, fetch, found.source, end, guard);
    } else if (!tried_before) {
      throw ErrorException({ErrorCode::conflict,
                            "fetch " + std::to_string(fetch.value) + " is closed already (" + found.state + ")",
                            "Begin a new fetch.", "fetch"});
    }
    tried_before = true;
    return read_summary(tx, fetch);
  });
}

std::vector<Diagnostic> CatalogueStore::diagnostics(SourceId source, int limit) {
  return in_transaction(pool_, Access::read, [&](Transaction& tx) {
    std::vector<Diagnostic> list;
    for (const auto& row : tx.run(k_fetch_sql["read-diagnostics"], source.value, limit)) {
      Diagnostic& d = list.emplace_back();
      RowReader(row).into(d.severity, d.code, d.record_key, d.path, d.message);
    }
    return list;
  });
}

std::vector<FetchReport> CatalogueStore::fetches(SourceId source, int limit) {
  return in_transaction(pool_, Access::read, [&](Transaction& tx) {
    std::vector<FetchReport> list;
    for (const auto& row : tx.run(k_fetch_sql["read-fetches"], source.value, limit)) {
      FetchReport& f = list.emplace_back();
      RowReader reader(row);
      reader.into(f.fetch, f.state, f.started_at, f.ended_at, f.records);
      read_counts(reader, f.counts);
      reader.into(f.deleted, f.kept_back, f.reason, f.checksum);
    }
    return list;
  });
}

}  // namespace leerwijzer
