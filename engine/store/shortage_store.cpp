#include "engine/store/shortage_store.hpp"

#include "engine/store/row_reader.hpp"
#include "engine/store/sql/shortage_statements.hpp"
#include "engine/store/transaction.hpp"

namespace leerwijzer {

void ShortageStore::put(const std::vector<ShortageRow>& rows) {
  in_transaction(pool_, Access::write, [&](Transaction& tx) {
    JsonRows json;
    for (const ShortageRow& one : rows) {
      json.row()
          .set("region", one.region)
          .set("sector", one.sector)
          .set("measured_on", one.measured_on)
          .set("tension", one.tension)
          .set("source", one.source)
          .set("sample", one.sample);
    }
    tx.run(k_shortage_sql["clear-shortage"]);
    tx.run(k_shortage_sql["add-shortage"], json.take());
  });
}

std::vector<ShortageRow> ShortageStore::rows() {
  return in_transaction(pool_, Access::read, [](Transaction& tx) {
    std::vector<ShortageRow> rows;
    for (const auto& row : tx.run(k_shortage_sql["read-shortage"])) {
      ShortageRow& one = rows.emplace_back();
      RowReader(row).into(one.region, one.sector, one.measured_on, one.tension, one.source, one.sample);
    }
    return rows;
  });
}

}  // namespace leerwijzer
