#include "engine/store/regroup.hpp"

#include "engine/domain/same_groups.hpp"
#include "engine/store/row_reader.hpp"
#include "engine/store/same_offers.hpp"
#include "engine/store/sql/same_statements.hpp"
#include "engine/store/transaction.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace leerwijzer {
namespace {

constexpr std::size_t k_slice = 5'000;

/// Leader and members of the group that each offer is in; an offer alone is not here.
using GroupOf = std::map<OfferId, std::pair<OfferId, std::set<OfferId>>>;

GroupOf former_groups(Transaction& tx, const std::string& ids) {
  std::map<OfferId, std::set<OfferId>> by_leader;
  for (const auto& row : tx.run(k_group_sql["group-members"], ids)) {
    OfferId offer;
    OfferId leader;
    RowReader(row).into(offer, leader);
    by_leader[leader].insert(offer);
  }
  GroupOf groups;
  for (const auto& [leader, members] : by_leader) {
    for (const OfferId member : members) groups[member] = {leader, members};
  }
  return groups;
}

GroupOf make_groups(Transaction& tx, const std::string& ids) {
  std::vector<GroupCandidate> candidates;
  for (const auto& row : tx.run(k_group_sql["group-candidates"], ids)) {
    GroupCandidate& c = candidates.emplace_back();
    RowReader(row).into(c.id, c.source, c.source_name, c.key, c.trust_rank);
  }
  std::vector<SamePair> pairs;
  for (const auto& row : tx.run(k_group_sql["group-pairs"], ids)) {
    SamePair& p = pairs.emplace_back();
    RowReader(row).into(p.a, p.b, p.ground, p.exact, p.title, p.text, p.key);
  }
  std::vector<std::pair<OfferId, OfferId>> apart;
  for (const auto& row : tx.run(k_group_sql["group-apart"], ids)) {
    auto& [one, other] = apart.emplace_back();
    RowReader(row).into(one, other);
  }
  GroupOf groups;
  for (const SameGroup& group : group_offers(candidates, pairs, apart)) {
    for (const OfferId member : group.members)
      groups[member] = {group.leader, std::set<OfferId>(group.members.begin(), group.members.end())};
  }
  return groups;
}

/// Groups of offers that reach each other and nobody else.
void regroup_closed(Transaction& tx, const std::vector<OfferId>& closed, std::set<OfferId>& changed) {
  const std::string ids = bigint_array(closed);
  const GroupOf former = former_groups(tx, ids);
  const GroupOf now = make_groups(tx, ids);
  std::vector<OfferId> other;
  JsonRows rows;
  for (const OfferId id : closed) {
    const auto was = former.find(id);
    const auto is = now.find(id);
    const bool stays = was == former.end() ? is == now.end() : is != now.end() && was->second == is->second;
    if (stays) continue;
    other.push_back(id);
    if (is != now.end()) rows.row().set("offer_id", id).set("leader_id", is->second.first);
  }
  if (other.empty()) return;
  tx.run(k_group_sql["clear-group-members"], bigint_array(other));
  if (!rows.empty()) tx.run(k_group_sql["add-group-members"], rows.take());
  changed.insert(other.begin(), other.end());
}

}  // namespace

std::set<OfferId> neighbours_of(Transaction& tx, std::span<const OfferId> offers) {
  std::set<OfferId> found;
  for (const auto& row : tx.run(k_group_sql["same-neighbours"], bigint_array(offers))) {
    OfferId id;
    RowReader(row).into(id);
    found.insert(id);
  }
  return found;
}

std::vector<OfferId> regroup(Transaction& tx, const std::set<OfferId>& offers) {
  const std::vector<OfferId> all(offers.begin(), offers.end());
  std::set<OfferId> changed;
  for (std::size_t from = 0; from < all.size(); from += k_slice) {
    const auto slice = std::span(all).subspan(from, std::min(k_slice, all.size() - from));
    std::vector<OfferId> closed;
    for (const auto& row : tx.run(k_group_sql["same-closure"], bigint_array(slice))) {
      RowReader(row).into(closed.emplace_back());
    }
    regroup_closed(tx, closed, changed);
  }
  return {changed.begin(), changed.end()};
}

std::vector<OfferId> forget_members(Transaction& tx, std::span<const OfferId> offers) {
  const std::set<OfferId> gone(offers.begin(), offers.end());
  std::vector<OfferId> fellows;
  for (const auto& row : tx.run(k_group_sql["group-fellows"], bigint_array(offers))) {
    OfferId id;
    RowReader(row).into(id);
    if (!gone.contains(id)) fellows.push_back(id);
  }
  tx.run(k_group_sql["clear-group-members"], bigint_array(offers));
  return fellows;
}

std::vector<OfferId> regroup_source(Transaction& tx, SourceId source) {
  std::set<OfferId> grouped;
  for (const auto& row : tx.run(k_group_sql["grouped-with-source"], source.value)) {
    OfferId id;
    RowReader(row).into(id);
    grouped.insert(id);
  }
  if (grouped.empty()) return {};
  static_cast<void>(regroup(tx, grouped));
  // Also where the leader stays: which fields are shown may be another matter.
  return {grouped.begin(), grouped.end()};
}

}  // namespace leerwijzer
