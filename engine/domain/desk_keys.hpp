// Keys of the cases of desks: the operator's key, which is in a file, wraps one key a desk, and that one wraps a key a
// case. A case goes to another desk by wrapping its key again; without the file nothing that is stored can be read.
#pragma once

#include "engine/core/error.hpp"
#include "engine/core/sealing.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace leerwijzer {

class OperatorKey {
 public:
  /// 64 digits and letters a to f, with white space around. Fails with invalid_input, naming the file.
  [[nodiscard]] static Result<OperatorKey> parse(std::string_view text, std::string_view file);

  /// The key of a desk, as it is stored: it opens as the key of that desk only.
  [[nodiscard]] std::string wrap(std::string_view desk, std::string_view desk_key) const;
  /// Throws ErrorException with corrupt when it was wrapped with another key, or for another desk.
  [[nodiscard]] std::string unwrap(std::string_view desk, std::string_view wrapped) const;

 private:
  explicit OperatorKey(std::string key) : key_(std::move(key)) {}
  std::string key_;
};

/// `purpose` keeps what one key encrypts apart: "label", "profile", "note", "shown", "share-code", "template".
[[nodiscard]] std::string encrypt_for(std::string_view purpose, std::string_view key, std::string_view plain);
/// Throws ErrorException with corrupt when the bytes were changed or are of another key or purpose.
[[nodiscard]] std::string decrypt_for(std::string_view purpose, std::string_view key, std::string_view encrypted);

/// What the database knows the code of a client by. `code` in its one form.
[[nodiscard]] std::string digest_of_case_code(std::string_view code);

/// Secret keys of desks, with which a server may open referrals for who is logged in. The file holds a line a key:
///   <id of the desk, or *> <64 digits and letters a to f>
class ReferralSecrets {
 public:
  ReferralSecrets() = default;
  /// Fails with invalid_input, naming file and line, and never a part of a key.
  [[nodiscard]] static Result<ReferralSecrets> parse(std::string_view text, std::string_view file);

  /// That of the desk, else the one for all desks; nothing without either.
  [[nodiscard]] std::optional<KeyPair> keys_of(std::string_view desk) const;

 private:
  std::map<std::string, KeyPair, std::less<>> keys_;
};

}  // namespace leerwijzer
