// Files that are part of the program (cmake/embed.cmake).
#pragma once

#include "engine/core/embedded_file.hpp"

#include <span>

namespace leerwijzer {

/// schema/openapi.json, the only one.
[[nodiscard]] std::span<const EmbeddedFile> embedded_openapi() noexcept;

/// schema/texts: the words of the pages, a file a language.
[[nodiscard]] std::span<const EmbeddedFile> embedded_texts() noexcept;

/// Templates, styles, script, font and signs of the pages, from api/web.
[[nodiscard]] std::span<const EmbeddedFile> embedded_web() noexcept;

}  // namespace leerwijzer
