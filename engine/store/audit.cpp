#include "engine/store/audit.hpp"

#include "engine/core/text.hpp"
#include "engine/store/row_reader.hpp"
#include "engine/store/sql/audit_statements.hpp"
#include "engine/store/transaction.hpp"

namespace leerwijzer {

void write_audit(Transaction& tx, const AuditEntry& entry) {
  tx.run(k_audit_sql["write-audit"], replace_invalid_utf8(entry.actor), entry.action,
         replace_invalid_utf8(entry.subject), replace_invalid_utf8(entry.detail));
}

std::vector<AuditEntry> read_audit(Pool& pool, const std::string& subject, int limit) {
  return in_transaction(pool, Access::read, [&](Transaction& tx) {
    std::vector<AuditEntry> entries;
    for (const auto& row : tx.run(k_audit_sql["read-audit"], replace_invalid_utf8(subject), limit)) {
      AuditEntry& e = entries.emplace_back();
      RowReader(row).into(e.at, e.actor, e.action, e.subject, e.detail);
    }
    return entries;
  });
}

}  // namespace leerwijzer
