#include "engine/store/same_offer_store.hpp"

#include "engine/store/audit.hpp"
#include "engine/store/change_log.hpp"
#include "engine/store/row_reader.hpp"
#include "engine/store/same_offers.hpp"
#include "engine/store/shown_rows.hpp"
#include "engine/store/sql/same_statements.hpp"
#include "engine/store/transaction.hpp"

#include <algorithm>
#include <map>

namespace leerwijzer {
namespace {

Error no_such_offer(OfferId id) {
  return {ErrorCode::not_found, "there is no offer " + std::to_string(id.value),
          "Search again: it may have been deleted.", "offer"};
}

std::string named(const ReviewedOffer& offer) {
  return "offer " + std::to_string(offer.id.value) + " (" + offer.source + " " + offer.key + ")";
}

std::vector<ReviewedOffer> read_reviewed(Transaction& tx, const std::vector<OfferId>& ids) {
  std::vector<ReviewedOffer> offers;
  for (const auto& row : tx.run(k_same_review_sql["review-offers"], bigint_array(ids))) {
    ReviewedOffer& o = offers.emplace_back();
    RowReader(row).into(o.id, o.source, o.key, o.provider, o.title);
  }
  return offers;
}

ReviewedOffer must_read(Transaction& tx, OfferId id) {
  auto offers = read_reviewed(tx, {id});
  if (offers.empty()) throw ErrorException(no_such_offer(id));
  return offers.front();
}

ReviewedGroup read_group(Transaction& tx, OfferId leader, const std::vector<OfferId>& members) {
  ReviewedGroup group;
  group.leader = leader;
  group.members = read_reviewed(tx, members);
  for (const auto& row : tx.run(k_group_sql["group-pairs"], bigint_array(members))) {
    SamePair p;
    RowReader(row).into(p.a, p.b, p.ground, p.exact, p.title, p.text, p.key);
    if (std::find(members.begin(), members.end(), p.b) != members.end()) group.pairs.push_back(std::move(p));
  }
  return group;
}

ReviewedGroup read_group_of(Transaction& tx, OfferId id) {
  static_cast<void>(must_read(tx, id));
  const std::vector<OfferId> leader = leaders_of(tx, std::span(&id, 1));
  std::vector<OfferId> members;
  for (const auto& row : tx.run(k_shown_sql["members-of-leaders"], bigint_array(leader))) {
    RowReader(row).skip().into(members.emplace_back());
  }
  if (members.empty()) members.push_back(id);
  return read_group(tx, leader.front(), members);
}

void decide(Transaction& tx, OfferId one, OfferId other, bool together) {
  tx.run(k_same_review_sql["decide"], one.value, other.value, together);
}

/// Makes the groups anew after a decision, and puts on the log and in the audit what that did.
void settle(Transaction& tx, const std::vector<OfferId>& decided, const AuditEntry& entry) {
  log_regrouped(tx, regroup_decided(tx, decided));
  write_audit(tx, entry);
}

std::string with_reason(const std::string& what, const DecidedBy& by) {
  return by.reason.empty() ? what : what + "; " + by.reason;
}

}  // namespace

std::vector<ReviewedGroup> SameOfferStore::groups(const std::string& source, OfferId after, int limit) {
  return in_transaction(pool_, Access::snapshot, [&](Transaction& tx) {
    std::vector<ReviewedGroup> groups;
    std::map<OfferId, std::vector<OfferId>> read;
    for (const auto& row : tx.run(k_same_review_sql["list-groups"], after.value, source, limit)) {
      OfferId leader;
      OfferId member;
      RowReader(row).into(leader, member);
      read[leader].push_back(member);
    }
    for (const auto& [leader, members] : read) groups.push_back(read_group(tx, leader, members));
    return groups;
  });
}

ReviewedGroup SameOfferStore::group_of(OfferId offer) {
  return in_transaction(pool_, Access::snapshot, [&](Transaction& tx) { return read_group_of(tx, offer); });
}

std::vector<OfferId> SameOfferStore::split(OfferId offer, const DecidedBy& by) {
  return in_transaction(pool_, Access::write, [&](Transaction& tx) {
    lock_change_log(tx);
    const ReviewedGroup group = read_group_of(tx, offer);
    std::vector<OfferId> others;
    std::string names;
    for (const ReviewedOffer& member : group.members) {
      if (member.id == offer) continue;
      others.push_back(member.id);
      names += (names.empty() ? "apart from " : ", ") + named(member);
      decide(tx, offer, member.id, false);
    }
    if (others.empty()) {
      throw ErrorException({ErrorCode::conflict, named(must_read(tx, offer)) + " stands alone already",
                            "There is nothing to split.", "offer"});
    }
    std::vector<OfferId> decided = others;
    decided.push_back(offer);
    std::sort(decided.begin(), decided.end());
    settle(tx, decided, {"", by.actor, "split-offers", "offer " + std::to_string(offer.value), with_reason(names, by)});
    return others;
  });
}

void SameOfferStore::join(OfferId one, OfferId other, const DecidedBy& by) {
  in_transaction(pool_, Access::write, [&](Transaction& tx) {
    lock_change_log(tx);
    const ReviewedOffer first = must_read(tx, one);
    const ReviewedOffer second = must_read(tx, other);
    if (first.source == second.source) {
      throw ErrorException({ErrorCode::invalid_input, "both offers are of the source " + first.source,
                            "Two offers of one feed are never one; ask the provider to publish it once.", "offer"});
    }
    decide(tx, one, other, true);
    settle(tx, {std::min(one, other), std::max(one, other)},
           {"", by.actor, "join-offers", "offer " + std::to_string(one.value),
            with_reason("one with " + named(second), by)});
    const ReviewedGroup group = read_group_of(tx, one);
    const bool joined = std::any_of(group.members.begin(), group.members.end(),
                                    [&](const ReviewedOffer& member) { return member.id == other; });
    if (!joined) {
      throw ErrorException(
          {ErrorCode::conflict, named(first) + " and " + named(second) + " cannot be one as things are decided now",
           "One of them was joined by hand with another offer of the other's source; split that first.", "offer"});
    }
  });
}

std::int64_t SameOfferStore::undecide(OfferId offer, const DecidedBy& by) {
  return in_transaction(pool_, Access::write, [&](Transaction& tx) {
    lock_change_log(tx);
    static_cast<void>(must_read(tx, offer));
    std::vector<OfferId> decided = {offer};
    for (const auto& row : tx.run(k_same_review_sql["decided-with"], offer.value)) {
      RowReader(row).into(decided.emplace_back());
    }
    std::sort(decided.begin(), decided.end());
    const auto forgotten =
        static_cast<std::int64_t>(tx.run(k_same_review_sql["forget-decisions"], offer.value).affected_rows());
    if (forgotten == 0) return forgotten;
    settle(tx, decided,
           {"", by.actor, "undecide-offers", "offer " + std::to_string(offer.value),
            with_reason(std::to_string(forgotten) + " decisions taken back", by)});
    return forgotten;
  });
}

std::vector<SameDecision> SameOfferStore::decisions(int limit) {
  return in_transaction(pool_, Access::read, [&](Transaction& tx) {
    std::vector<SameDecision> list;
    for (const auto& row : tx.run(k_same_review_sql["list-decisions"], limit)) {
      SameDecision& d = list.emplace_back();
      RowReader(row).into(d.source_a, d.key_a, d.source_b, d.key_b, d.together);
    }
    return list;
  });
}

std::int64_t SameOfferStore::regroup(const DecidedBy& by) {
  return in_transaction(pool_, Access::bulk, [&](Transaction& tx) {
    lock_change_log(tx);
    const std::vector<OfferId> changed = regroup_all(tx);
    log_regrouped(tx, changed);
    write_audit(tx, {"", by.actor, "regroup-offers", "catalogue",
                     with_reason(std::to_string(changed.size()) + " offers are shown differently", by)});
    return static_cast<std::int64_t>(changed.size());
  });
}

}  // namespace leerwijzer
