// What persons decided about the catalogue: who, when, what and why. Entries are written in the
// transaction of the decision, are never changed, and are read for a report.
#pragma once

#include "engine/core/error.hpp"

#include <string>
#include <vector>

namespace leerwijzer {

class Pool;
class Transaction;

struct AuditEntry {
  std::string at;       ///< as the database writes it, in UTC; filled when read
  std::string actor;    ///< who decided; not empty
  std::string action;   ///< kebab-case, not empty: "release-quarantine"
  std::string subject;  ///< "source my-school", "offer 12"
  std::string detail;   ///< the reason given, and what it changed
};

/// Adds an entry within a transaction. Only for files inside engine/store.
void write_audit(Transaction& tx, const AuditEntry& entry);

/// The newest entries first, at most `limit`; of one subject, or of all when it is empty. Throws ErrorException as
/// the stores do.
[[nodiscard]] std::vector<AuditEntry> read_audit(Pool& pool, const std::string& subject, int limit);

}  // namespace leerwijzer
