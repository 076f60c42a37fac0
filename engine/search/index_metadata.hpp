// What an index says of itself: schema, word lists, generation and the last change that was applied.
// Includes Xapian; private to engine/search.
#pragma once

#include "engine/core/error.hpp"
#include "engine/core/ids.hpp"

#include <xapian.h>

#include <string>
#include <string_view>

namespace leerwijzer {

inline constexpr std::string_view k_applied_key = "applied";

/// Writes and commits the metadata of an empty index.
void start_index(Xapian::WritableDatabase& database, const std::string& generation);

/// Fails with schema_mismatch for an index of another schema or of other word lists.
[[nodiscard]] Result<void> check_schema(const Xapian::Database& database, const std::string& where);

[[nodiscard]] ChangeNumber applied_change(const Xapian::Database& database);

}  // namespace leerwijzer
