#include "engine/search/index_metadata.hpp"

#include "engine/search/analysis.hpp"
#include "engine/search/fields.hpp"

#include <charconv>

namespace leerwijzer {
namespace {

constexpr std::string_view k_schema_key = "schema";
constexpr std::string_view k_analysis_key = "analysis";
constexpr std::string_view k_generation_key = "generation";

}  // namespace

void start_index(Xapian::WritableDatabase& database, const std::string& generation) {
  database.set_metadata(std::string(k_schema_key), std::to_string(k_index_schema));
  database.set_metadata(std::string(k_analysis_key), analysis_version());
  database.set_metadata(std::string(k_generation_key), generation);
  database.set_metadata(std::string(k_applied_key), "0");
  database.commit();
}

Result<void> check_schema(const Xapian::Database& database, const std::string& where) {
  const std::string schema = database.get_metadata(std::string(k_schema_key));
  if (schema != std::to_string(k_index_schema)) {
    const std::string found = schema.empty() ? "no schema version" : "schema " + schema;
    return Error{ErrorCode::schema_mismatch,
                 "the search index has " + found + ", this program needs schema " + std::to_string(k_index_schema),
                 "run leerwijzer-indexer rebuild", where};
  }
  if (database.get_metadata(std::string(k_analysis_key)) != analysis_version()) {
    return Error{ErrorCode::schema_mismatch, "the search index was made with other word lists than this program has",
                 "run leerwijzer-indexer rebuild", where};
  }
  return k_ok;
}

ChangeNumber applied_change(const Xapian::Database& database) {
  const std::string text = database.get_metadata(std::string(k_applied_key));
  ChangeNumber change;
  std::from_chars(text.data(), text.data() + text.size(), change.value);
  return change;
}

}  // namespace leerwijzer
