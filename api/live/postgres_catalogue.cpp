#include "api/live/postgres_catalogue.hpp"

namespace leerwijzer {

Result<void> PostgresCatalogue::check() {
  try {
    if (auto ping = checking_.ping(); !ping) return ping;
    return require_current_schema(checking_);
  } catch (const ErrorException& error) {
    return error.error();
  }
}

}  // namespace leerwijzer
