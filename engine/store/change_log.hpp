// Writing to the change log within a transaction. Only for files inside engine/store.
#pragma once

#include "engine/core/ids.hpp"

#include <span>

namespace leerwijzer {

class Transaction;

/// Numbers are given in order of commit only while this lock is held; it ends with the transaction.
/// Take it as late as possible: writers wait for each other here.
void lock_change_log(Transaction& tx);

/// Logs that these offers were added or changed. Takes the lock.
void log_changes(Transaction& tx, std::span<const OfferId> offers, FetchId fetch);

}  // namespace leerwijzer
