#include "engine/store/change_log.hpp"

#include "engine/store/catalogue_store.hpp"
#include "engine/store/content_hash.hpp"
#include "engine/store/offer_rows.hpp"
#include "engine/store/row_reader.hpp"
#include "engine/store/same_offers.hpp"
#include "engine/store/sql/batch_statements.hpp"
#include "engine/store/sql/retention_statements.hpp"
#include "engine/store/transaction.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <vector>

namespace leerwijzer {
namespace {

/// Who stands below what was pruned has missed deletions and cannot be brought up to date any more.
void require_whole_log(Transaction& tx, ChangeNumber after) {
  ChangeNumber floor;
  RowReader(tx.run(k_retention_sql["read-change-floor"])[0]).into(floor);
  if (after >= floor) return;
  throw ErrorException({ErrorCode::conflict,
                        "The index stands at change " + std::to_string(after.value) +
                            ", and the change log was pruned up to " + std::to_string(floor.value),
                        "Run leerwijzer-indexer rebuild.", "change log"});
}

}  // namespace

namespace {

void add_entries(Transaction& tx, ChangeKind kind, std::span<const OfferId> offers, FetchId fetch) {
  if (offers.empty()) return;
  const auto number = fetch.stored() ? std::optional(fetch.value) : std::nullopt;
  tx.run(k_change_sql["log-changes"], bigint_array(offers), kind == ChangeKind::deleted, number);
}

}  // namespace

void lock_change_log(Transaction& tx) { tx.run(k_change_sql["lock-change-log"]); }

void log_changes(Transaction& tx, ChangeKind kind, std::span<const OfferId> offers, FetchId fetch,
                 std::span<const ProviderId> providers) {
  if (offers.empty() && providers.empty()) return;
  lock_change_log(tx);
  const std::vector<OfferId> regrouped =
      kind == ChangeKind::deleted ? regroup_deleted(tx, offers) : regroup_stored(tx, offers, providers);
  add_entries(tx, kind, offers, fetch);
  const std::set<OfferId> logged(offers.begin(), offers.end());
  std::vector<OfferId> more;
  std::copy_if(regrouped.begin(), regrouped.end(), std::back_inserter(more),
               [&](OfferId id) { return !logged.contains(id); });
  add_entries(tx, ChangeKind::stored, more, fetch);
}

void log_other_standing(Transaction& tx, SourceId source) {
  lock_change_log(tx);
  log_regrouped(tx, regroup_source(tx, source));
}

void log_regrouped(Transaction& tx, std::span<const OfferId> offers) {
  add_entries(tx, ChangeKind::stored, offers, FetchId{});
}

std::vector<Change> CatalogueStore::changes_after(ChangeNumber after, int limit) {
  return in_transaction(pool_, Access::read, [&](Transaction& tx) {
    std::vector<Change> changes;
    require_whole_log(tx, after);
    for (const auto& row : tx.run(k_change_sql["changes-after"], after.value, limit)) {
      Change& c = changes.emplace_back();
      RowReader(row).into(c.number, c.offer, c.deleted);
    }
    return changes;
  });
}

ChangeNumber CatalogueStore::latest_change() {
  return in_transaction(pool_, Access::read, [](Transaction& tx) {
    ChangeNumber number;
    RowReader(tx.run(k_change_sql["latest-change"])[0]).into(number);
    return number;
  });
}

bool CatalogueStore::replace_outcome_skills(OfferId id, std::span<const Outcome> outcomes) {
  return in_transaction(pool_, Access::write, [&](Transaction& tx) {
    const auto rows = tx.run(k_change_sql["lock-offer"], id.value);
    if (rows.empty()) return false;
    std::string former_hash;
    std::string provider_key;
    std::string provider_name;
    RowReader(rows[0]).into(former_hash, provider_key, provider_name);
    Offer offer = read_offers(tx, std::span(&id, 1)).at(0);
    offer.outcomes.assign(outcomes.begin(), outcomes.end());
    const std::string hash = body_hash(offer, provider_key);
    if (hash == former_hash) return false;
    write_outcomes(tx, id, offer.outcomes);
    tx.run(k_change_sql["put-hashes"], id.value, hash, content_hash(hash, provider_name));
    log_changes(tx, ChangeKind::stored, std::span(&id, 1), FetchId{});
    return true;
  });
}

}  // namespace leerwijzer
