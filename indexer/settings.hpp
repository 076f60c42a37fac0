// What the indexer needs to know: from flags, then LEERWIJZER_* variables, then a file.
#pragma once

#include "engine/core/error.hpp"

#include <optional>
#include <string>

namespace leerwijzer {

struct Settings {
  std::string database_url;  ///< flag --database, LEERWIJZER_DATABASE_URL, key database-url
  std::string index;         ///< flag --index, LEERWIJZER_INDEX, key index
  std::string credentials;   ///< flag --credentials, LEERWIJZER_CREDENTIALS, key credentials
  std::string proxy;         ///< flag --proxy, LEERWIJZER_PROXY, key proxy; https_proxy and the like are not looked at
  std::string keep_days;     ///< flag --keep-days of prune, LEERWIJZER_KEEP_DAYS, key keep-days
  std::string keep_audit_years;  ///< the same as LEERWIJZER_KEEP_AUDIT_YEARS, key keep-audit-years
  std::string today;             ///< flag --today: another date than that of the clock, for trying things out
};

/// Fills what the flags left empty from the environment, then from the file ("key = value" lines, # comments).
/// Fails with invalid_input naming file and line for a key that is not known.
[[nodiscard]] Result<Settings> complete_settings(Settings flags, const std::string& config_file);

}  // namespace leerwijzer
