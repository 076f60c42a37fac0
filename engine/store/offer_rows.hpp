// An offer and its child rows: how they are written and read back, a batch at a time. Only for
// files inside engine/store.
#pragma once

#include "engine/domain/offer.hpp"

#include <span>
#include <string>
#include <vector>

namespace leerwijzer {

class Transaction;

/// An offer on its way into the database.
struct OfferToStore {
  Offer offer;  ///< source, provider and content_hash are filled in
  std::string body_hash;
  bool is_new = true;  ///< false: rows of an earlier version are there and are replaced
};

/// Inserts or replaces offers with all their rows, and fills in the ids. Runs keep their ids by key.
void write_offers(Transaction& tx, std::span<OfferToStore> offers);

/// In the order asked for; ids that do not exist are left out. Several statements: read in a snapshot,
/// or with the offers locked, so that no offer is half old and half new.
[[nodiscard]] std::vector<Offer> read_offers(Transaction& tx, std::span<const OfferId> ids);

/// Replaces the outcome rows of one offer.
void write_outcomes(Transaction& tx, OfferId offer, std::span<const Outcome> outcomes);

}  // namespace leerwijzer
