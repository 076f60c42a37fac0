// The operator's key that secrets of apps are encrypted with, from its file.
#pragma once

#include "engine/core/error.hpp"

#include <filesystem>
#include <string>

namespace leerwijzer {

/// 32 bytes, written as 64 hexadecimal digits. Fails with permission_denied when others than its owner can read the
/// file, not_found when it cannot be read, invalid_input for another form.
[[nodiscard]] Result<std::string> read_account_key(const std::filesystem::path& file);

}  // namespace leerwijzer
