// Storing a batch: CatalogueStore::store_batch. Statements per batch, not per record.
#include "engine/store/batch.hpp"
#include "engine/store/catalogue_store.hpp"
#include "engine/store/change_log.hpp"
#include "engine/store/content_hash.hpp"
#include "engine/store/offer_rows.hpp"
#include "engine/store/row_reader.hpp"
#include "engine/store/sql/batch_statements.hpp"
#include "engine/store/sql/fetch_statements.hpp"
#include "engine/store/transaction.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace leerwijzer {
namespace {

struct KnownProvider {
  ProviderId id;
  std::string name;
  std::string content_hash;
};

struct KnownOffer {
  OfferId id;
  std::string content_hash;
  FetchId seen_by;
};

/// One attempt at storing one batch, inside one transaction.
class BatchWriter {
 public:
  BatchWriter(Transaction& tx, FetchId fetch, SourceId source, const Batch& batch)
      : tx_(tx), fetch_(fetch), source_(source), batch_(batch), diagnostics_(batch.diagnostics) {}

  BatchCounts store() {
    if (!find_owner()) store_providers();
    resolve_offers();
    store_offers();
    store_raw_records();
    for (const std::string& key : batch_.without_offer) ++counts_of(name_of_provider(key_of(key))).without_offer;
    store_counts();
    store_diagnostics();
    rehash_renamed();
    log_changes(tx_, ChangeKind::stored, changed_, fetch_, written_providers_);
    return total();
  }

 private:
  [[nodiscard]] bool find_owner();
  void store_providers();
  void add_identifiers(const std::vector<const Provider*>& providers);
  void resolve_offers();
  void drop_unknown_skills();
  void store_offers();
  void store_raw_records();
  void send_raw_records(JsonRows& rows);
  void store_counts();
  void store_diagnostics();
  void rehash_renamed();

  [[nodiscard]] std::unordered_map<std::string, KnownOffer> known_offers();
  /// Of the provider that the source belongs to, else the one that a record names.
  [[nodiscard]] const std::string& key_of(const std::string& named) const { return owner_key_ ? *owner_key_ : named; }
  [[nodiscard]] std::string name_of_provider(const std::string& key) const {
    const auto found = providers_.find(key);
    return found == providers_.end() ? std::string() : found->second.name;
  }
  BatchCounts& counts_of(const std::string& provider_name) { return counts_[provider_name]; }
  [[nodiscard]] BatchCounts total() const;

  Transaction& tx_;
  FetchId fetch_;
  SourceId source_;
  const Batch& batch_;
  std::vector<Diagnostic> diagnostics_;
  std::unordered_map<std::string, KnownProvider> providers_;  // by key
  std::optional<std::string> owner_key_;                      // where the source belongs to a provider
  std::map<ProviderId, std::string> renamed_;                 // to the new name
  std::vector<OfferToStore> offers_;
  std::map<std::string, BatchCounts> counts_;  // by name of provider
  std::vector<OfferId> changed_;
  std::vector<ProviderId> written_providers_;
};

/// The provider of a source that belongs to one; it is described elsewhere and not written here.
bool BatchWriter::find_owner() {
  const auto rows = tx_.run(k_batch_sql["owner-of-source"], source_.value);
  if (rows.empty()) return false;
  std::string key;
  KnownProvider owner;
  RowReader(rows[0]).into(key, owner.id, owner.name, owner.content_hash);
  providers_[key] = std::move(owner);
  owner_key_ = std::move(key);
  return true;
}

void BatchWriter::store_providers() {
  std::set<std::string> keys;
  for (const BatchOffer& item : batch_.offers) keys.insert(item.provider_key);
  for (const std::string& key : batch_.without_offer) keys.insert(key);
  for (const Provider& provider : batch_.providers) keys.insert(provider.key);
  keys.erase("");
  const std::vector<std::string> wanted(keys.begin(), keys.end());
  for (const auto& row : tx_.run(k_batch_sql["known-providers"], source_.value, json_strings(wanted))) {
    std::string key;
    KnownProvider known;
    RowReader(row).into(key, known.id, known.name, known.content_hash);
    providers_[key] = std::move(known);
  }

  JsonRows rows;
  std::vector<const Provider*> written;
  for (const Provider& p : batch_.providers) {
    KnownProvider& known = providers_[p.key];
    const std::string hash = content_hash(p);
    if (known.content_hash == hash) continue;
    if (known.id.stored() && known.name != p.name) renamed_[known.id] = p.name;
    known.name = p.name;
    known.content_hash = hash;
    written.push_back(&p);
    rows.row()
        .set("key", p.key)
        .set("name", p.name)
        .set("kind", p.kind)
        .set("url", p.url)
        .set("email", p.email)
        .set("description", p.description)
        .set("content_hash", hash);
  }
  if (written.empty()) return;
  for (const auto& row : tx_.run(k_batch_sql["put-providers"], source_.value, rows.take())) {
    std::string key;
    ProviderId id;
    RowReader(row).into(key, id);
    providers_.at(key).id = id;
  }
  add_identifiers(written);
}

void BatchWriter::add_identifiers(const std::vector<const Provider*>& providers) {
  std::vector<ProviderId> ids;
  JsonRows rows;
  for (const Provider* p : providers) {
    const ProviderId id = providers_.at(p->key).id;
    ids.push_back(id);
    int position = 0;
    for (const Identifier& i : p->identifiers) {
      rows.row().set("provider_id", id).set("position", position++).set("scheme", i.scheme).set("value", i.value);
    }
  }
  tx_.run(k_batch_sql["clear-identifiers"], bigint_array(ids));
  written_providers_ = ids;
  if (!rows.empty()) tx_.run(k_batch_sql["add-identifiers"], rows.take());
}

/// Fills in source, provider and skill links, then the hashes: they must tell what is stored.
void BatchWriter::resolve_offers() {
  for (const BatchOffer& item : batch_.offers) {
    OfferToStore& to = offers_.emplace_back();
    to.offer = item.offer;
    to.offer.source = source_;
    to.offer.provider = {};
    const auto provider = providers_.find(key_of(item.provider_key));
    if (provider != providers_.end()) {
      to.offer.provider = provider->second.id;
    } else if (!item.provider_key.empty()) {
      diagnostics_.push_back(
          {Severity::warning, "unknown-provider", to.offer.key, "",
           "The provider \"" + item.provider_key + "\" is not in the feed; the offer has no provider."});
    }
  }
  drop_unknown_skills();
  for (std::size_t i = 0; i < offers_.size(); ++i) {
    OfferToStore& to = offers_[i];
    const bool has_provider = to.offer.provider.stored();
    const std::string& key = key_of(batch_.offers[i].provider_key);
    to.body_hash = body_hash(to.offer, has_provider ? key : "");
    to.offer.content_hash = content_hash(to.body_hash, has_provider ? name_of_provider(key) : "");
  }
}

/// A link to a skill that another import took away is no link.
void BatchWriter::drop_unknown_skills() {
  std::set<SkillId> asked;
  for (const OfferToStore& item : offers_) {
    for (const Outcome& outcome : item.offer.outcomes) {
      if (outcome.skill.stored()) asked.insert(outcome.skill);
    }
  }
  if (asked.empty()) return;
  std::unordered_set<SkillId> known;
  for (const auto& row : tx_.run(k_batch_sql["known-skills"], bigint_array(asked))) {
    SkillId id;
    RowReader(row).into(id);
    known.insert(id);
  }
  for (OfferToStore& item : offers_) {
    for (Outcome& outcome : item.offer.outcomes) {
      if (!outcome.skill.stored() || known.contains(outcome.skill)) continue;
      diagnostics_.push_back(
          {Severity::warning, "unknown-skill", item.offer.key, "/outcomes",
           "Skill " + std::to_string(outcome.skill.value) + " is not in the taxonomy; the link was left out."});
      outcome.skill = {};
      outcome.confidence = 0.0;
    }
  }
}

std::unordered_map<std::string, KnownOffer> BatchWriter::known_offers() {
  std::vector<std::string> keys;
  for (const OfferToStore& item : offers_) keys.push_back(item.offer.key);
  std::unordered_map<std::string, KnownOffer> known;
  for (const auto& row : tx_.run(k_batch_sql["known-offers"], source_.value, json_strings(keys))) {
    std::string key;
    KnownOffer offer;
    RowReader(row).into(key, offer.id, offer.content_hash, offer.seen_by);
    known.emplace(std::move(key), std::move(offer));
  }
  return known;
}

void BatchWriter::store_offers() {
  if (offers_.empty()) return;
  const auto known = known_offers();
  std::vector<OfferToStore> writes;
  std::vector<OfferId> seen;
  for (std::size_t i = 0; i < offers_.size(); ++i) {
    OfferToStore& item = offers_[i];
    const auto found = known.find(item.offer.key);
    item.is_new = found == known.end();
    BatchCounts& counts = counts_of(name_of_provider(key_of(batch_.offers[i].provider_key)));
    if (!item.is_new && found->second.seen_by == fetch_) diagnostics_.push_back(duplicate_key(item.offer.key));
    if (!item.is_new && found->second.content_hash == item.offer.content_hash) {
      ++counts.unchanged;
      seen.push_back(found->second.id);
      continue;
    }
    ++(item.is_new ? counts.added : counts.changed);
    writes.push_back(std::move(item));
  }
  write_offers(tx_, writes);
  for (const OfferToStore& item : writes) changed_.push_back(item.offer.id);
  seen.insert(seen.end(), changed_.begin(), changed_.end());
  // In one order everywhere, so that two writers never wait for each other in a circle.
  std::ranges::sort(seen);
  tx_.run(k_batch_sql["mark-seen"], bigint_array(seen), fetch_.value);
}

void BatchWriter::store_raw_records() {
  std::vector<std::string> keys;
  for (const BatchRawRecord& item : batch_.raw) keys.push_back(item.key);
  if (keys.empty()) return;
  std::unordered_map<std::string, std::string> known;
  for (const auto& row : tx_.run(k_batch_sql["known-raw-records"], source_.value, json_strings(keys))) {
    std::string key;
    std::string hash;
    RowReader(row).into(key, hash);
    known.emplace(std::move(key), std::move(hash));
  }
  JsonRows rows;
  for (const BatchRawRecord& item : batch_.raw) {
    const auto found = known.find(item.key);
    if (found != known.end() && found->second == item.digest) continue;
    const bool text = is_clean_utf8(item.record->body);
    rows.row()
        .set("key", item.key)
        .set("media_type", item.record->media_type)
        .set("hexadecimal", !text)
        .set("body", text ? item.record->body : hexadecimal(item.record->body))
        .set("digest", item.digest);
    if (rows.full()) send_raw_records(rows);
  }
  if (!rows.empty()) send_raw_records(rows);
}

void BatchWriter::send_raw_records(JsonRows& rows) {
  tx_.run(k_batch_sql["put-raw-records"], source_.value, fetch_.value, rows.take());
}

BatchCounts BatchWriter::total() const {
  BatchCounts sum;
  for (const auto& [name, counts] : counts_) {
    sum.added += counts.added;
    sum.changed += counts.changed;
    sum.unchanged += counts.unchanged;
    sum.without_offer += counts.without_offer;
  }
  return sum;
}

void BatchWriter::store_counts() {
  const BatchCounts sum = total();
  tx_.run(k_fetch_sql["count-batch"], fetch_.value, static_cast<std::int64_t>(batch_.records), sum.added, sum.changed,
          sum.unchanged, sum.without_offer);
  JsonRows rows;
  for (const auto& [name, counts] : counts_) {
    rows.row()
        .set("provider_name", name)
        .set("added", counts.added)
        .set("changed", counts.changed)
        .set("unchanged", counts.unchanged)
        .set("without_offer", counts.without_offer);
  }
  if (!rows.empty()) tx_.run(k_fetch_sql["count-batch-by-provider"], fetch_.value, rows.take());
}

void BatchWriter::store_diagnostics() {
  JsonRows rows;
  for (const Diagnostic& d : diagnostics_) {
    rows.row()
        .set("severity", d.severity)
        .set("code", d.code)
        .set("record_key", d.record_key)
        .set("path", d.path)
        .set("message", d.message);
    if (rows.full()) tx_.run(k_fetch_sql["add-diagnostics"], fetch_.value, rows.take());
  }
  if (!rows.empty()) tx_.run(k_fetch_sql["add-diagnostics"], fetch_.value, rows.take());
}

/// The name of a provider is part of what is known of its offers, in this batch or not.
void BatchWriter::rehash_renamed() {
  if (renamed_.empty()) return;
  std::vector<ProviderId> ids;
  for (const auto& [id, name] : renamed_) ids.push_back(id);
  JsonRows rows;
  for (const auto& row : tx_.run(k_batch_sql["offers-of-providers"], bigint_array(ids))) {
    OfferId offer;
    ProviderId provider;
    std::string body;
    std::string former;
    RowReader(row).into(offer, provider, body, former);
    const std::string hash = content_hash(body, renamed_.at(provider));
    if (hash == former) continue;
    rows.row().set("id", offer).set("content_hash", hash);
    changed_.push_back(offer);
    if (rows.full()) tx_.run(k_batch_sql["put-content-hashes"], rows.take());
  }
  if (!rows.empty()) tx_.run(k_batch_sql["put-content-hashes"], rows.take());
}

}  // namespace

BatchCounts store_records(Transaction& tx, FetchId fetch, SourceId source, const Batch& batch) {
  return BatchWriter(tx, fetch, source, batch).store();
}

BatchCounts CatalogueStore::store_batch(FetchId fetch, std::span<const FeedRecord> records) {
  const Batch batch = prepare_batch(records);
  std::optional<std::int64_t> expected;  // batches stored before this one
  BatchCounts counts;
  in_transaction(pool_, Access::write, [&](Transaction& tx) {
    const auto rows = tx.run(k_fetch_sql["lock-fetch"], fetch.value);
    if (rows.empty()) {
      throw ErrorException({ErrorCode::not_found, "there is no fetch " + std::to_string(fetch.value), "", "fetch"});
    }
    SourceId source;
    std::string state;
    std::int64_t batches = 0;
    RowReader(rows[0]).into(source, state, batches);
    // The commit of the first attempt was in doubt, and it did succeed.
    if (expected && batches > *expected) return;
    expected = batches;
    if (state != "open") {
      throw ErrorException({ErrorCode::conflict, "fetch " + std::to_string(fetch.value) + " is closed (" + state + ")",
                            "Another fetch of this source may have begun; begin a new one.", "fetch"});
    }
    counts = store_records(tx, fetch, source, batch);
  });
  return counts;
}

}  // namespace leerwijzer
