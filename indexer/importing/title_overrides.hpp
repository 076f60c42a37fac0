// What people decided about titles, from a CSV file with the columns title, occupation and reason: the title then
// means that occupation, whatever else speaks against it.
#pragma once

#include "engine/core/error.hpp"
#include "engine/store/model_store.hpp"

#include <filesystem>
#include <vector>

namespace leerwijzer {

/// Fails with invalid_input where a column is missing or a row cannot be read. Whether occupations exist, the store
/// says.
[[nodiscard]] Result<std::vector<OverrideRow>> read_override_file(const std::filesystem::path& path);

}  // namespace leerwijzer
