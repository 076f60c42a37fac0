// Finding pairs: which offers are compared, and keeping what came out. Groups are made in same_groups.cpp.
#include "engine/store/same_offers.hpp"

#include "engine/domain/party.hpp"
#include "engine/domain/same_offer.hpp"
#include "engine/store/offer_rows.hpp"
#include "engine/store/regroup.hpp"
#include "engine/store/row_reader.hpp"
#include "engine/store/sql/same_statements.hpp"
#include "engine/store/transaction.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

namespace leerwijzer {
namespace {

constexpr std::size_t k_slice = 500;
constexpr std::size_t k_most_cards = 5'000;  // kept in memory at once

template <typename Tag>
std::vector<Id<Tag>> read_ids(const pqxx::result& rows) {
  std::vector<Id<Tag>> ids;
  for (const auto& row : rows) RowReader(row).into(ids.emplace_back());
  return ids;
}

using KeysOfProvider = std::map<ProviderId, std::vector<std::string>>;

KeysOfProvider read_party_keys(Transaction& tx, std::span<const ProviderId> providers) {
  KeysOfProvider keys;
  for (const auto& row : tx.run(k_same_sql["read-party-keys"], bigint_array(providers))) {
    ProviderId id;
    std::string key;
    RowReader(row).into(id, key);
    keys[id].push_back(std::move(key));
  }
  return keys;
}

/// Writes what the providers are known by; those for which that is not what it was.
std::vector<ProviderId> put_party_keys(Transaction& tx, std::span<const ProviderId> providers) {
  std::map<ProviderId, std::pair<SourceId, Provider>> read;
  for (const auto& row : tx.run(k_same_sql["read-parties"], bigint_array(providers))) {
    ProviderId id;
    SourceId source;
    std::string name;
    std::optional<IdentifierScheme> scheme;
    std::optional<std::string> value;
    RowReader(row).into(id, source, name, scheme, value);
    auto& [of_source, provider] = read[id];
    of_source = source;
    provider.name = name;
    if (scheme && value) provider.identifiers.push_back({*scheme, *value});
  }
  const KeysOfProvider former = read_party_keys(tx, providers);
  std::vector<ProviderId> changed;
  JsonRows rows;
  for (const auto& [id, party] : read) {
    const std::vector<std::string> keys = party_keys(party.second);
    const auto before = former.find(id);
    if (before == former.end() ? keys.empty() : before->second == keys) continue;
    changed.push_back(id);
    for (const std::string& key : keys) rows.row().set("provider_id", id).set("source_id", party.first).set("key", key);
  }
  if (changed.empty()) return changed;
  std::set<std::string> keys;  // that they had or have
  const auto note_keys = [&] {
    for (const auto& row : tx.run(k_same_sql["keys-of-parties"], bigint_array(changed))) {
      std::string key;
      RowReader(row).into(key);
      keys.insert(std::move(key));
    }
  };
  note_keys();
  tx.run(k_same_sql["clear-party-keys"], bigint_array(changed));
  if (!rows.empty()) tx.run(k_same_sql["add-party-keys"], rows.take());
  note_keys();
  tx.run(k_same_sql["mark-shared-keys"], json_strings(std::vector<std::string>(keys.begin(), keys.end())));
  return changed;
}

/// Compares offers that were touched with those they can be one with.
class PairFinder {
 public:
  PairFinder(Transaction& tx, std::span<const OfferId> touched) : tx_(tx), touched_(touched) {}

  void run() {
    // All keys before any question, so that two offers that were both touched find each other.
    for_each_slice([this](std::span<const OfferId> slice) { write_keys(slice); });
    for_each_slice([this](std::span<const OfferId> slice) { write_pairs(slice); });
  }

 private:
  template <typename Visit>
  void for_each_slice(Visit visit) {
    for (std::size_t from = 0; from < touched_.size(); from += k_slice)
      visit(touched_.subspan(from, std::min(k_slice, touched_.size() - from)));
  }

  void load_cards(std::span<const OfferId> ids);
  void find_counterparts(std::span<const OfferId> ids);
  void write_keys(std::span<const OfferId> slice);
  void write_pairs(std::span<const OfferId> slice);
  [[nodiscard]] std::string counterparts_of(std::span<const OfferId> slice);

  Transaction& tx_;
  std::span<const OfferId> touched_;
  std::unordered_map<OfferId, OfferCard> cards_;
  std::map<ProviderId, std::vector<ProviderId>> counterparts_;  // asked once per provider; empty: in no other feed
};

void PairFinder::load_cards(std::span<const OfferId> ids) {
  if (cards_.size() > k_most_cards) cards_.clear();
  std::vector<OfferId> wanted;
  std::copy_if(ids.begin(), ids.end(), std::back_inserter(wanted), [&](OfferId id) { return !cards_.contains(id); });
  for (std::size_t from = 0; from < wanted.size(); from += k_slice) {
    const std::size_t count = std::min(k_slice, wanted.size() - from);
    for (const Offer& offer : read_offers(tx_, std::span(wanted).subspan(from, count)))
      cards_.emplace(offer.id, card_of(offer));
  }
}

/// Providers of other feeds that are the same party.
void PairFinder::find_counterparts(std::span<const OfferId> ids) {
  std::set<ProviderId> asked;
  for (const OfferId id : ids) {
    const auto card = cards_.find(id);
    if (card != cards_.end() && card->second.provider.stored() && !counterparts_.contains(card->second.provider))
      asked.insert(card->second.provider);
  }
  if (asked.empty()) return;
  std::set<ProviderId> involved = asked;
  std::vector<std::pair<ProviderId, ProviderId>> pairs;
  for (const auto& row : tx_.run(k_same_sql["counterparts"], bigint_array(asked))) {
    auto& [one, other] = pairs.emplace_back();
    RowReader(row).into(one, other);
    involved.insert(other);
  }
  const std::vector<ProviderId> list(involved.begin(), involved.end());
  const KeysOfProvider keys = read_party_keys(tx_, list);
  for (const ProviderId provider : asked) counterparts_[provider] = {};
  for (const auto& [one, other] : pairs) {
    if (same_party(keys.at(one), keys.at(other))) counterparts_[one].push_back(other);
  }
}

void PairFinder::write_keys(std::span<const OfferId> slice) {
  load_cards(slice);
  find_counterparts(slice);
  tx_.run(k_same_sql["clear-same-pairs"], bigint_array(slice));
  tx_.run(k_same_sql["clear-same-keys"], bigint_array(slice));
  JsonRows rows;
  for (const OfferId id : slice) {
    const auto card = cards_.find(id);
    if (card == cards_.end()) continue;
    const ProviderId provider = card->second.provider;
    if (!provider.stored() || counterparts_.at(provider).empty()) continue;
    rows.row().set("offer_id", id).set("key", "").set("provider_id", provider);
    for (const std::string& key : blocking_keys(card->second))
      rows.row().set("offer_id", id).set("key", key).set("provider_id", provider);
  }
  if (!rows.empty()) tx_.run(k_same_sql["add-same-keys"], rows.take());
}

std::string PairFinder::counterparts_of(std::span<const OfferId> slice) {
  std::set<ProviderId> providers;
  for (const OfferId id : slice) {
    const auto card = cards_.find(id);
    if (card != cards_.end() && card->second.provider.stored()) providers.insert(card->second.provider);
  }
  JsonRows rows;
  for (const ProviderId provider : providers) {
    for (const ProviderId other : counterparts_.at(provider))
      rows.row().set("provider_id", provider).set("other", other);
  }
  return rows.empty() ? std::string() : rows.take();
}

void PairFinder::write_pairs(std::span<const OfferId> slice) {
  load_cards(slice);
  const std::string counterparts = counterparts_of(slice);
  JsonRows rows;
  if (!counterparts.empty()) {
    std::vector<std::pair<OfferId, OfferId>> candidates;
    std::set<OfferId> others;
    for (const auto& row : tx_.run(k_same_sql["same-candidates"], bigint_array(slice), counterparts)) {
      auto& [one, other] = candidates.emplace_back();
      RowReader(row).into(one, other);
      others.insert(one);
      others.insert(other);
    }
    load_cards(std::vector<OfferId>(others.begin(), others.end()));
    for (const auto& [one, other] : candidates) {
      const auto a = cards_.find(one);
      const auto b = cards_.find(other);
      if (a == cards_.end() || b == cards_.end()) continue;
      const auto pair = compare_offers(a->second, b->second);
      if (!pair) continue;
      rows.row().set("a", pair->a).set("b", pair->b).set("ground", pair->ground).set("exact", pair->exact);
      rows.set("title", pair->title).set("text", pair->text).set("key", pair->key);
    }
  }
  if (!rows.empty()) tx_.run(k_same_sql["add-same-pairs"], rows.take());
  tx_.run(k_same_sql["add-pairs-by-hand"], bigint_array(slice));
}

std::vector<OfferId> regroup_touched(Transaction& tx, const std::vector<OfferId>& touched) {
  if (touched.empty()) return {};
  std::set<OfferId> affected = neighbours_of(tx, touched);
  affected.insert(touched.begin(), touched.end());
  PairFinder(tx, touched).run();
  affected.merge(neighbours_of(tx, touched));
  return regroup(tx, affected);
}

}  // namespace

std::vector<OfferId> regroup_stored(Transaction& tx, std::span<const OfferId> offers,
                                    std::span<const ProviderId> providers) {
  std::set<OfferId> touched;
  if (!providers.empty()) {
    const std::vector<ProviderId> changed = put_party_keys(tx, providers);
    if (!changed.empty()) {
      const auto ids = read_ids<OfferTag>(tx.run(k_same_sql["offers-of-parties"], bigint_array(changed)));
      touched.insert(ids.begin(), ids.end());
    }
  }
  if (!offers.empty()) {
    const auto ids = read_ids<OfferTag>(tx.run(k_same_sql["offers-in-reach"], bigint_array(offers)));
    touched.insert(ids.begin(), ids.end());
  }
  return regroup_touched(tx, std::vector<OfferId>(touched.begin(), touched.end()));
}

std::vector<OfferId> regroup_deleted(Transaction& tx, std::span<const OfferId> offers) {
  if (offers.empty()) return {};
  std::set<OfferId> affected = neighbours_of(tx, offers);
  const std::string gone = bigint_array(offers);
  tx.run(k_same_sql["clear-same-keys"], gone);
  if (affected.empty()) return {};
  for (const OfferId id : offers) affected.erase(id);
  const std::vector<OfferId> fellows = forget_members(tx, offers);
  tx.run(k_same_sql["clear-same-pairs"], gone);
  std::vector<OfferId> changed = regroup(tx, affected);
  changed.insert(changed.end(), fellows.begin(), fellows.end());
  std::sort(changed.begin(), changed.end());
  changed.erase(std::unique(changed.begin(), changed.end()), changed.end());
  return changed;
}

std::vector<OfferId> regroup_decided(Transaction& tx, std::span<const OfferId> offers) {
  return regroup_touched(tx, std::vector<OfferId>(offers.begin(), offers.end()));
}

std::vector<OfferId> regroup_all(Transaction& tx) {
  const auto grouped = read_ids<OfferTag>(tx.run(k_group_sql["all-grouped"]));
  tx.run(k_group_sql["clear-all-pairs"]);
  tx.run(k_group_sql["clear-all-same-keys"]);
  tx.run(k_group_sql["clear-all-party-keys"]);
  const auto providers = read_ids<ProviderTag>(tx.run(k_group_sql["all-providers"]));
  const std::vector<ProviderId> known = put_party_keys(tx, providers);
  std::set<OfferId> touched;
  const auto of_parties = read_ids<OfferTag>(tx.run(k_same_sql["offers-of-parties"], bigint_array(known)));
  touched.insert(of_parties.begin(), of_parties.end());
  const auto decided = read_ids<OfferTag>(tx.run(k_group_sql["all-decided"]));
  touched.insert(decided.begin(), decided.end());
  const std::vector<OfferId> list(touched.begin(), touched.end());
  PairFinder(tx, list).run();
  touched.insert(grouped.begin(), grouped.end());
  return regroup(tx, touched);
}

}  // namespace leerwijzer
