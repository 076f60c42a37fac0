#include "engine/store/reference_version.hpp"

#include "engine/store/sql/reference_version_statements.hpp"
#include "engine/store/transaction.hpp"

namespace leerwijzer {

std::string reference_version(Pool& pool) {
  return in_transaction(pool, Access::read, [](Transaction& tx) {
    return tx.run(k_reference_version_sql["reference-version"])[0][0].as<std::string>();
  });
}

}  // namespace leerwijzer
