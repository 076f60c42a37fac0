// Files that are part of the program (cmake/embed.cmake).
#pragma once

#include "engine/core/embedded_file.hpp"

#include <span>

namespace leerwijzer {

/// schema/openapi.json, the only one.
[[nodiscard]] std::span<const EmbeddedFile> embedded_openapi() noexcept;

/// Templates and styles of the pages, from api/web.
[[nodiscard]] std::span<const EmbeddedFile> embedded_web() noexcept;

}  // namespace leerwijzer
