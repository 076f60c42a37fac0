// For whom a referral is sealed: the public key of a desk, or the one for all desks. The file holds a line a key:
//   <id of the desk, or *> <64 digits and letters a to f>
// Empty lines and lines that begin with # are left out. Secret keys are never in it.
#pragma once

#include "engine/core/error.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace leerwijzer {

class ReferralKeys {
 public:
  ReferralKeys() = default;

  /// Fails with invalid_input, naming file and line, for another form and for a desk that is named twice.
  [[nodiscard]] static Result<ReferralKeys> parse(std::string_view text, std::string_view file);

  /// The public key, 32 bytes, for that desk; nothing when nobody could read what is sealed.
  [[nodiscard]] std::optional<std::string> key_for(std::string_view desk) const;

  [[nodiscard]] bool empty() const noexcept { return keys_.empty(); }

 private:
  std::map<std::string, std::string, std::less<>> keys_;
};

}  // namespace leerwijzer
