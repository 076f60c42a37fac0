#include "api/live/postgres_plans.hpp"

#include "engine/core/text.hpp"

#include <algorithm>

namespace leerwijzer {

Result<std::string> read_public_address(std::string_view text) {
  std::string_view bare = trim(text);
  while (bare.ends_with('/')) bare.remove_suffix(1);
  if (bare.empty()) return std::string{};
  const std::size_t host = bare.starts_with("https://") ? 8 : bare.starts_with("http://") ? 7 : 0;
  const std::string_view rest = bare.substr(host);
  const bool plain = std::all_of(rest.begin(), rest.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
           c == ':' || c == '[' || c == ']';
  });
  if (host > 0 && !rest.empty() && plain) return std::string(bare);
  return Error{ErrorCode::invalid_input, "This is no address that links can be made of.",
               "Give the scheme and the host, for example https://leerwijzer.example.", "--public-address"};
}

}  // namespace leerwijzer
