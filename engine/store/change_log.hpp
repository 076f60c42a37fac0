// Writing to the change log within a transaction. Only for files inside engine/store.
#pragma once

#include "engine/core/ids.hpp"

#include <span>

namespace leerwijzer {

class Transaction;

enum class ChangeKind { stored, deleted };

/// Logs that these offers were added or changed, or deleted, and finds out what they are one with now (see
/// same_offers.hpp): offers that are shown differently by that are logged as well. `providers` are those that were
/// written. Call it last in a transaction: numbers are given in order of commit because writers wait for each other
/// here until they commit.
void log_changes(Transaction& tx, ChangeKind kind, std::span<const OfferId> offers, FetchId fetch,
                 std::span<const ProviderId> providers = {});

/// Waits until no other transaction logs or regroups; holds until the commit.
void lock_change_log(Transaction& tx);

/// To be called where the trust rank or the format of a source was changed: offers that it shares with other sources
/// may be shown differently.
void log_other_standing(Transaction& tx, SourceId source);

/// Logs offers that are shown differently for another reason than a fetch; the change log is locked already.
void log_regrouped(Transaction& tx, std::span<const OfferId> offers);

}  // namespace leerwijzer
