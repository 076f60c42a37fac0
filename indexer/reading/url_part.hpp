// Identifiers of a feed as parts of an address.
#pragma once

#include <string>
#include <string_view>

namespace leerwijzer {

/// Percent-encodes all but letters, digits, '-', '_' and '.', so that an id stays one part of a path.
[[nodiscard]] std::string url_part(std::string_view id);

}  // namespace leerwijzer
