#include "engine/store/quarantine_store.hpp"

#include "engine/core/text.hpp"
#include "engine/store/audit.hpp"
#include "engine/store/change_log.hpp"
#include "engine/store/row_reader.hpp"
#include "engine/store/sql/quarantine_statements.hpp"
#include "engine/store/transaction.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace leerwijzer {
namespace {

[[noreturn]] void fail_not_found(std::int64_t id) {
  throw ErrorException({ErrorCode::not_found, fmt::format("There is no quarantine entry {}", id),
                        "leerwijzer-indexer quarantine list --all shows them.", "quarantine"});
}

QuarantineEntry read_entry(const pqxx::row& row) {
  QuarantineEntry e;
  RowReader(row).into(e.id, e.source, e.source_name, e.provider_name, e.cause, e.fetch, e.explanation, e.offers_before,
                      e.offers_seen, e.offers_held, e.offers_absent, e.state, e.opened_at, e.closed_at, e.closed_by,
                      e.closed_why, e.deleted);
  return e;
}

QuarantineDecision checked(const QuarantineDecision& decision) {
  QuarantineDecision clean{replace_invalid_utf8(trim(decision.by)), replace_invalid_utf8(trim(decision.why))};
  if (clean.by.empty())
    throw ErrorException({ErrorCode::invalid_input, "Nobody is named who decides", "Give --by NAME.", "--by"});
  if (clean.why.empty())
    throw ErrorException({ErrorCode::invalid_input, "No reason is given", "Give --reason TEXT.", "--reason"});
  return clean;
}

/// An entry under lock.
struct Locked {
  SourceId source;
  std::string source_name;
  QuarantineState state = QuarantineState::waiting;
  FetchId fetch;
  std::string closed_by;
  std::string closed_why;
  std::int64_t deleted = 0;
};

Locked lock_entry(Transaction& tx, std::int64_t id) {
  Locked found;
  const auto source = tx.run(k_quarantine_sql["source-of-quarantine"], id);
  if (source.empty()) fail_not_found(id);
  RowReader(source[0]).into(found.source, found.source_name);
  tx.run(k_quarantine_sql["lock-source-for-release"], found.source.value);
  tx.run(k_quarantine_sql["lock-open-fetch"], found.source.value);
  const auto rows = tx.run(k_quarantine_sql["lock-quarantine"], id);
  if (rows.empty()) fail_not_found(id);
  RowReader(rows[0]).into(found.state, found.fetch, found.closed_by, found.closed_why, found.deleted);
  return found;
}

std::vector<OfferId> delete_absent(Transaction& tx, std::int64_t id, FetchId fetch) {
  std::vector<OfferId> deleted;
  for (const auto& row : tx.run(k_quarantine_sql["release-offers"], id, fetch.value))
    RowReader(row).into(deleted.emplace_back());
  std::ranges::sort(deleted);
  return deleted;
}

}  // namespace

std::vector<QuarantineEntry> QuarantineStore::list(const QuarantineQuery& query) {
  return in_transaction(pool_, Access::read, [&](Transaction& tx) {
    std::vector<QuarantineEntry> entries;
    for (const auto& row : tx.run(k_quarantine_sql["list-quarantine"], std::int64_t{0}, query.closed_too,
                                  replace_invalid_utf8(query.source_name), query.limit))
      entries.push_back(read_entry(row));
    return entries;
  });
}

QuarantineEntry QuarantineStore::entry(std::int64_t id) {
  return in_transaction(pool_, Access::read, [&](Transaction& tx) {
    const auto rows = tx.run(k_quarantine_sql["list-quarantine"], id, true, "", 1);
    if (id == 0 || rows.empty()) fail_not_found(id);
    return read_entry(rows[0]);
  });
}

std::vector<QuarantinedOffer> QuarantineStore::offers(std::int64_t id, int limit) {
  return in_transaction(pool_, Access::read, [&](Transaction& tx) {
    std::vector<QuarantinedOffer> offers;
    for (const auto& row : tx.run(k_quarantine_sql["read-quarantined-offers"], id, limit)) {
      QuarantinedOffer& o = offers.emplace_back();
      RowReader(row).into(o.offer, o.key, o.title, o.status);
    }
    return offers;
  });
}

std::int64_t QuarantineStore::release(std::int64_t id, const QuarantineDecision& decision) {
  return close(id, QuarantineState::released, decision);
}

void QuarantineStore::drop(std::int64_t id, const QuarantineDecision& decision) {
  close(id, QuarantineState::dropped, decision);
}

std::int64_t QuarantineStore::close(std::int64_t id, QuarantineState state, const QuarantineDecision& given) {
  const QuarantineDecision decision = checked(given);
  bool tried_before = false;
  return in_transaction(pool_, Access::bulk, [&](Transaction& tx) {
    const Locked found = lock_entry(tx, id);
    // The commit of the first attempt was in doubt, and it did succeed.
    if (tried_before && found.state == state && found.closed_by == decision.by && found.closed_why == decision.why)
      return found.deleted;
    tried_before = true;
    if (found.state != QuarantineState::waiting) {
      throw ErrorException(
          {ErrorCode::conflict,
           fmt::format("Quarantine entry {} is closed already: {} by {}", id, name_of(found.state), found.closed_by),
           "Nothing was changed.", "quarantine"});
    }
    std::vector<OfferId> deleted;
    if (state == QuarantineState::released) deleted = delete_absent(tx, id, found.fetch);
    const auto count = static_cast<std::int64_t>(deleted.size());
    tx.run(k_quarantine_sql["close-quarantine"], id, std::string(name_of(state)), decision.by, decision.why, count);
    write_audit(tx, {"", decision.by, state == QuarantineState::released ? "release-quarantine" : "drop-quarantine",
                     "source " + found.source_name,
                     fmt::format("quarantine {}: {} offers deleted: {}", id, count, decision.why)});
    log_changes(tx, ChangeKind::deleted, deleted, FetchId{});
    return count;
  });
}

}  // namespace leerwijzer
