// Keeping together what is one offer over several feeds: pairs are found among the offers of one party, and groups
// follow from pairs. Every function here is called with the change log locked, within the transaction of the change,
// and gives the offers that are shown differently now, so that they go on the log as well. Only for files inside
// engine/store.
#pragma once

#include "engine/core/ids.hpp"

#include <span>
#include <vector>

namespace leerwijzer {

class Transaction;

/// After offers and providers were written. An offer whose party is in no other feed costs nothing but the question.
[[nodiscard]] std::vector<OfferId> regroup_stored(Transaction& tx, std::span<const OfferId> offers,
                                                  std::span<const ProviderId> providers);

/// After offers were deleted.
[[nodiscard]] std::vector<OfferId> regroup_deleted(Transaction& tx, std::span<const OfferId> offers);

/// After the trust rank or the format of a source changed: other offers may lead, and other fields be shown.
[[nodiscard]] std::vector<OfferId> regroup_source(Transaction& tx, SourceId source);

/// After a person decided about these offers.
[[nodiscard]] std::vector<OfferId> regroup_decided(Transaction& tx, std::span<const OfferId> offers);

/// Everything anew, as if all offers had just been written.
[[nodiscard]] std::vector<OfferId> regroup_all(Transaction& tx);

}  // namespace leerwijzer
