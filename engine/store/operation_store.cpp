#include "engine/store/operation_store.hpp"

#include "engine/store/row_reader.hpp"
#include "engine/store/sql/operation_statements.hpp"
#include "engine/store/transaction.hpp"

namespace leerwijzer {

OperationFigures OperationStore::figures() {
  return in_transaction(pool_, Access::snapshot, [](Transaction& tx) {
    OperationFigures figures;
    RowReader(tx.run(k_operation_sql["watched-change"])[0]).into(figures.latest_change);
    RowReader(tx.run(k_operation_sql["count-shown-offers"])[0]).into(figures.shown_offers);
    RowReader(tx.run(k_operation_sql["count-waiting-quarantine"])[0]).into(figures.waiting_quarantine);
    for (const auto& row : tx.run(k_operation_sql["watch-sources"])) {
      SourceFigures& one = figures.sources.emplace_back();
      std::int64_t success = 0;
      RowReader(row).into(one.name, one.paused, one.failures, success, one.added, one.changed, one.deleted,
                          one.quarantined);
      one.last_success = std::chrono::sys_seconds(std::chrono::seconds(success));
    }
    return figures;
  });
}

}  // namespace leerwijzer
