#include "engine/store/change_age.hpp"

#include "engine/store/row_reader.hpp"
#include "engine/store/sql/batch_statements.hpp"
#include "engine/store/transaction.hpp"

namespace leerwijzer {

std::chrono::milliseconds oldest_change_waits(Pool& pool, ChangeNumber applied) {
  return in_transaction(pool, Access::read, [&](Transaction& tx) {
    std::int64_t milliseconds = 0;
    RowReader(tx.run(k_change_sql["oldest-waiting-change"], applied.value)[0]).into(milliseconds);
    return std::chrono::milliseconds(milliseconds);
  });
}

}  // namespace leerwijzer
