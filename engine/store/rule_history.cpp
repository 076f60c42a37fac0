#include "engine/store/rule_history.hpp"

#include "engine/store/row_reader.hpp"
#include "engine/store/sql/reference_statements.hpp"
#include "engine/store/transaction.hpp"

namespace leerwijzer {

std::vector<RulePublication> RuleHistory::publications(int most) {
  return in_transaction(pool_, Access::read, [&](Transaction& tx) {
    std::vector<RulePublication> all;
    for (const auto& row : tx.run(k_scheme_sql["read-rule-publications"], most)) {
      RulePublication& one = all.emplace_back();
      RowReader(row).into(one.digest, one.at, one.by, one.reason);
    }
    return all;
  });
}

std::vector<SchemeDocument> RuleHistory::schemes(const std::string& digest) {
  return in_transaction(pool_, Access::read, [&](Transaction& tx) {
    std::vector<SchemeDocument> all;
    for (const auto& row : tx.run(k_scheme_sql["read-snapshot-schemes"], digest)) {
      SchemeDocument& one = all.emplace_back();
      RowReader(row).into(one.id, one.name, one.document, one.checksum);
    }
    return all;
  });
}

std::vector<SchemeHistoryRow> RuleHistory::versions(const std::string& scheme) {
  return in_transaction(pool_, Access::read, [&](Transaction& tx) {
    std::vector<SchemeHistoryRow> all;
    for (const auto& row : tx.run(k_scheme_sql["read-scheme-history"], scheme)) {
      SchemeHistoryRow& one = all.emplace_back();
      RowReader(row).into(one.number, one.stored_on, one.valid_from, one.valid_to, one.status, one.legal_basis,
                          one.source, one.confidence, one.checked_at, one.next_check, one.windows, one.evidence);
    }
    return all;
  });
}

}  // namespace leerwijzer
