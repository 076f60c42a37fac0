#include "engine/domain/referral_keys.hpp"

#include "engine/core/sealing.hpp"
#include "engine/core/text.hpp"

namespace leerwijzer {

Result<ReferralKeys> ReferralKeys::parse(std::string_view text, std::string_view file) {
  ReferralKeys keys;
  int number = 0;
  while (!text.empty()) {
    ++number;
    const std::size_t end = text.find('\n');
    const std::string_view line = trim(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    if (line.empty() || line.front() == '#') continue;
    const std::size_t space = line.find_first_of(" \t");
    const auto key = space == std::string_view::npos ? std::nullopt : bytes_of_hex(trim(line.substr(space)));
    const std::string where = std::string(file) + ":" + std::to_string(number);
    if (!key || key->size() != k_key_bytes) {
      return Error{ErrorCode::invalid_input, "A line holds a desk (or *) and a public key of 64 digits",
                   "leerwijzer-indexer referrals keygen writes such a line.", where};
    }
    if (!keys.keys_.emplace(std::string(line.substr(0, space)), *key).second) {
      return Error{ErrorCode::invalid_input, "This desk has a key already", "Leave one of the two lines out.", where};
    }
  }
  return keys;
}

std::optional<std::string> ReferralKeys::key_for(std::string_view desk) const {
  auto found = keys_.find(desk);
  if (found == keys_.end()) found = keys_.find("*");
  if (found == keys_.end()) return std::nullopt;
  return found->second;
}

}  // namespace leerwijzer
