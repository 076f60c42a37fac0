#include "engine/store/grants.hpp"

#include "engine/store/sql/migration_statements.hpp"
#include "engine/store/transaction.hpp"

#include <string>

namespace leerwijzer {

Result<bool> apply_grants(Pool& pool) {
  try {
    return in_transaction(pool, Access::bulk, [](Transaction& tx) -> Result<bool> {
      tx.run(k_migration_sql["lock-migrations"]);
      if (!tx.run(k_migration_sql["has-program-roles"])[0][0].as<bool>()) return false;
      for (const EmbeddedFile& file : embedded_grants()) tx.run_script(std::string(file.text), file.name);
      return true;
    });
  } catch (const ErrorException& e) {
    return e.error();
  }
}

}  // namespace leerwijzer
