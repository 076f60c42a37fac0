// A QR code as an inline SVG picture, drawn here: what it holds goes to nobody.
#pragma once

#include "engine/core/error.hpp"

#include <string>
#include <string_view>

namespace leerwijzer {

/// Dark on light with the quiet zone of four modules, and `title` for who cannot see it. Fails with too_large for text
/// that no QR code holds.
[[nodiscard]] Result<std::string> qr_picture(std::string_view text, std::string_view title);

}  // namespace leerwijzer
