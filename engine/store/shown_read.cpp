// Offers as they are shown: the part of CatalogueStore that index and API read.
#include "engine/store/catalogue_store.hpp"
#include "engine/store/offer_rows.hpp"
#include "engine/store/row_reader.hpp"
#include "engine/store/shown_rows.hpp"
#include "engine/store/sql/same_statements.hpp"
#include "engine/store/transaction.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace leerwijzer {
namespace {

struct Standing {
  std::string name;
  int trust_rank = 50;
  bool is_register = false;
};

std::unordered_map<SourceId, Standing> read_standings(Transaction& tx) {
  std::unordered_map<SourceId, Standing> standings;
  for (const auto& row : tx.run(k_shown_sql["source-standings"])) {
    SourceId id;
    Standing standing;
    std::string format;
    RowReader(row).into(id, standing.name, format, standing.trust_rank);
    standing.is_register = is_register_format(format);
    standings.emplace(id, std::move(standing));
  }
  return standings;
}

OfferMember member_of(Offer offer, const std::unordered_map<SourceId, Standing>& standings) {
  OfferMember member;
  if (const auto found = standings.find(offer.source); found != standings.end()) {
    member.source_name = found->second.name;
    member.trust_rank = found->second.trust_rank;
    member.is_register = found->second.is_register;
  }
  member.offer = std::move(offer);
  return member;
}

}  // namespace

std::vector<OfferId> leaders_of(Transaction& tx, std::span<const OfferId> offers) {
  std::vector<OfferId> leaders;
  for (const auto& row : tx.run(k_shown_sql["leaders-of"], bigint_array(offers))) {
    RowReader(row).into(leaders.emplace_back());
  }
  return leaders;
}

std::map<OfferId, std::vector<OfferMember>> read_members(Transaction& tx, std::span<const OfferId> leaders) {
  std::unordered_map<OfferId, OfferId> leader_of;
  std::vector<OfferId> ids(leaders.begin(), leaders.end());
  for (const auto& row : tx.run(k_shown_sql["members-of-leaders"], bigint_array(leaders))) {
    OfferId leader;
    OfferId member;
    RowReader(row).into(leader, member);
    leader_of[member] = leader;
    if (member != leader) ids.push_back(member);
  }
  const auto standings = read_standings(tx);
  std::map<OfferId, std::vector<OfferMember>> members;
  for (Offer& offer : read_offers(tx, ids)) {
    const auto found = leader_of.find(offer.id);
    members[found == leader_of.end() ? offer.id : found->second].push_back(member_of(std::move(offer), standings));
  }
  return members;
}

std::vector<Offer> read_shown(Transaction& tx, std::span<const OfferId> leaders) {
  std::vector<Offer> shown;
  for (const auto& [leader, members] : read_members(tx, leaders)) {
    shown.push_back(show_offer(members, leader).offer);
  }
  return shown;
}

std::vector<Offer> CatalogueStore::shown_offers(std::span<const OfferId> ids) {
  if (ids.empty()) return {};
  return in_transaction(pool_, Access::snapshot, [&](Transaction& tx) { return read_shown(tx, leaders_of(tx, ids)); });
}

std::optional<Offer> CatalogueStore::shown_offer(OfferId id) {
  std::vector<Offer> found = shown_offers(std::span(&id, 1));
  if (found.empty()) return {};
  return std::move(found.front());
}

std::optional<TracedOffer> CatalogueStore::traced_offer(OfferId id) {
  return in_transaction(pool_, Access::snapshot, [&](Transaction& tx) -> std::optional<TracedOffer> {
    const auto read = read_members(tx, leaders_of(tx, std::span(&id, 1)));
    if (read.empty()) return {};
    const auto& [leader, members] = *read.begin();
    TracedOffer traced;
    traced.shown = show_offer(members, leader);
    std::vector<OfferId> ids;
    for (const OfferMember& member : members) ids.push_back(member.offer.id);
    traced.members.resize(members.size());
    for (const auto& row : tx.run(k_shown_sql["offer-origins"], bigint_array(ids))) {
      MemberOrigin origin;
      RowReader(row).into(origin.offer, origin.source, origin.format, origin.key, origin.fetched_at);
      origin.is_register = is_register_format(origin.format);
      const auto at = std::find(ids.begin(), ids.end(), origin.offer);
      traced.members[static_cast<std::size_t>(at - ids.begin())] = std::move(origin);
    }
    return traced;
  });
}

ChangeNumber CatalogueStore::for_each_shown_batch(const std::function<void(std::span<const Offer>)>& visit, int batch) {
  return visit_offers(pool_, k_shown_sql["next-shown-ids"], read_shown, visit, batch);
}

std::vector<OfferFingerprint> CatalogueStore::shown_fingerprints() {
  return in_transaction(pool_, Access::snapshot, [](Transaction& tx) {
    std::vector<OfferFingerprint> list;
    const auto alone = tx.run(k_shown_sql["fingerprints-alone"]);
    list.reserve(alone.size());
    for (const auto& row : alone) {
      OfferFingerprint& f = list.emplace_back();
      RowReader(row).into(f.offer, f.content_hash);
    }
    const auto standings = read_standings(tx);
    std::map<OfferId, std::vector<OfferMember>> groups;
    for (const auto& row : tx.run(k_shown_sql["fingerprints-grouped"])) {
      OfferId leader;
      Offer offer;
      RowReader(row).into(leader, offer.id, offer.source, offer.key, offer.content_hash);
      groups[leader].push_back(member_of(std::move(offer), standings));
    }
    for (const auto& [leader, members] : groups) list.push_back({leader, shown_hash(members, leader)});
    std::sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.offer < b.offer; });
    return list;
  });
}

}  // namespace leerwijzer
