// Writing to the change log within a transaction. Only for files inside engine/store.
#pragma once

#include "engine/core/ids.hpp"

#include <span>

namespace leerwijzer {

class Transaction;

enum class ChangeKind { stored, deleted };

/// Logs that these offers were added or changed, or deleted. Call it last in a transaction: numbers
/// are given in order of commit because writers wait for each other here until they commit.
void log_changes(Transaction& tx, ChangeKind kind, std::span<const OfferId> offers, FetchId fetch);

}  // namespace leerwijzer
