#include "indexer/reading/url_part.hpp"

namespace leerwijzer {

std::string url_part(std::string_view id) {
  constexpr std::string_view k_hex = "0123456789ABCDEF";
  std::string part;
  for (char c : id) {
    const bool plain =
        (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_' || c == '.';
    const auto byte = static_cast<unsigned char>(c);
    if (plain) {
      part += c;
    } else {
      part += {'%', k_hex[byte >> 4U], k_hex[byte & 15U]};
    }
  }
  return part;
}

}  // namespace leerwijzer
