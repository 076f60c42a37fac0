#include "indexer/settings.hpp"

#include "engine/core/text.hpp"

#include <cstdlib>
#include <fstream>

namespace leerwijzer {
namespace {

void fill(std::string& value, const char* variable) {
  const char* found = std::getenv(variable);
  if (value.empty() && found != nullptr) value = found;
}

}  // namespace

Result<Settings> complete_settings(Settings flags, const std::string& config_file) {
  Settings settings = std::move(flags);
  fill(settings.database_url, "LEERWIJZER_DATABASE_URL");
  fill(settings.index, "LEERWIJZER_INDEX");
  fill(settings.credentials, "LEERWIJZER_CREDENTIALS");
  fill(settings.proxy, "LEERWIJZER_PROXY");
  fill(settings.keep_days, "LEERWIJZER_KEEP_DAYS");
  fill(settings.keep_audit_years, "LEERWIJZER_KEEP_AUDIT_YEARS");
  std::string file = config_file;
  fill(file, "LEERWIJZER_CONFIG");
  if (file.empty()) return settings;
  std::ifstream in(file);
  if (!in) return Error{ErrorCode::not_found, "The settings file cannot be opened", "Check the path.", file};
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    const std::string_view bare = trim(line);
    if (bare.empty() || bare.starts_with('#')) continue;
    const std::size_t equals = bare.find('=');
    const std::string key(trim(bare.substr(0, equals)));
    const std::string value(equals == std::string_view::npos ? "" : trim(bare.substr(equals + 1)));
    std::string* to = key == "database-url"       ? &settings.database_url
                      : key == "index"            ? &settings.index
                      : key == "credentials"      ? &settings.credentials
                      : key == "proxy"            ? &settings.proxy
                      : key == "keep-days"        ? &settings.keep_days
                      : key == "keep-audit-years" ? &settings.keep_audit_years
                                                  : nullptr;
    if (to == nullptr || equals == std::string_view::npos) {
      return Error{ErrorCode::invalid_input, "The setting \"" + key + "\" is not known",
                   "Use database-url, index, credentials, proxy, keep-days or keep-audit-years, as key = value.",
                   file + ":" + std::to_string(number)};
    }
    if (to->empty()) *to = value;
  }
  return settings;
}

}  // namespace leerwijzer
