#include "engine/store/acting.hpp"

#include "engine/store/sql/retry_statements.hpp"
#include "engine/store/transaction.hpp"

namespace leerwijzer {

void act_for_desk(Transaction& tx, const std::string& desk) { tx.run(k_retry_sql["act-for"], desk, ""); }

void act_for_provider(Transaction& tx, ProviderId provider) {
  tx.run(k_retry_sql["act-for"], "", std::to_string(provider.value));
}

}  // namespace leerwijzer
