// The word lists of schema/language that are part of the program.
#pragma once

#include "engine/core/embedded_file.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

std::span<const EmbeddedFile> language_files() noexcept;

/// The lines of one of the files without comments and empty lines; empty for an unknown name.
[[nodiscard]] std::vector<std::string_view> lines_of_language_file(std::string_view name);

/// All words of such a file.
[[nodiscard]] std::vector<std::string_view> words_of_language_file(std::string_view name);

}  // namespace leerwijzer
