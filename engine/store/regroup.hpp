// From stored pairs to stored groups. Only for files inside engine/store, with the change log locked.
#pragma once

#include "engine/core/ids.hpp"

#include <set>
#include <span>
#include <vector>

namespace leerwijzer {

class Transaction;

/// Offers that make a pair or are in a group with one of these.
[[nodiscard]] std::set<OfferId> neighbours_of(Transaction& tx, std::span<const OfferId> offers);

/// Makes the groups of these offers, and of all that they reach over pairs, anew; the offers for which the group or its
/// leader is not what it was, in order of id.
[[nodiscard]] std::vector<OfferId> regroup(Transaction& tx, const std::set<OfferId>& offers);

/// Takes offers that are no more out of their groups; their fellows, in order of id.
[[nodiscard]] std::vector<OfferId> forget_members(Transaction& tx, std::span<const OfferId> offers);

}  // namespace leerwijzer
