#include "api/live/postgres_catalogue.hpp"

namespace leerwijzer {

Result<void> PostgresCatalogue::check() {
  try {
    if (auto ping = pool_.ping(); !ping) return ping;
    return require_current_schema(pool_);
  } catch (const ErrorException& error) {
    return error.error();
  }
}

Result<std::chrono::milliseconds> index_lag(Pool& pool, ChangeNumber applied) {
  try {
    return CatalogueStore(pool).waiting_since(applied);
  } catch (const ErrorException& error) {
    return error.error();
  }
}

}  // namespace leerwijzer
