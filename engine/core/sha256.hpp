// The digest that browsers ask for: a content security policy names a style element by it.
#pragma once

#include <string>
#include <string_view>

namespace leerwijzer {

/// SHA-256 of the bytes in base64 with padding (44 characters).
[[nodiscard]] std::string sha256_base64(std::string_view bytes);

}  // namespace leerwijzer
