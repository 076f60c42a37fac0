// Reading offers as they are shown: one offer for a group. Only for files inside engine/store.
#pragma once

#include "engine/domain/shown_offer.hpp"
#include "engine/store/sql/statement.hpp"

#include <functional>
#include <map>
#include <span>
#include <vector>

namespace leerwijzer {

class Pool;
class Transaction;

/// The ids under which these offers are shown, each once, in order.
[[nodiscard]] std::vector<OfferId> leaders_of(Transaction& tx, std::span<const OfferId> offers);

/// The versions that each of these leaders stands for, its own included; leaders that do not exist are left out.
[[nodiscard]] std::map<OfferId, std::vector<OfferMember>> read_members(Transaction& tx,
                                                                       std::span<const OfferId> leaders);

/// In order of id.
[[nodiscard]] std::vector<Offer> read_shown(Transaction& tx, std::span<const OfferId> leaders);

/// Every offer in one snapshot, in batches: `next` gives the ids after an id, `read` the offers.
ChangeNumber visit_offers(Pool& pool, Statement next,
                          const std::function<std::vector<Offer>(Transaction&, std::span<const OfferId>)>& read,
                          const std::function<void(std::span<const Offer>)>& visit, int batch);

}  // namespace leerwijzer
