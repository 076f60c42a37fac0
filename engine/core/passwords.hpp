// Passwords with Argon2id (crypto_pwhash_str of libsodium): a hash names its own parameters, and says when they are no
// longer those of today. Each hash takes much memory, so only a few are made at once and the rest wait, or are refused.
#pragma once

#include "engine/core/embedded_file.hpp"
#include "engine/core/error.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <semaphore>
#include <span>
#include <string>
#include <string_view>

namespace leerwijzer {

/// RFC 9106 for machines without much memory: 64 MiB, three passes. About 0.2 s.
struct PasswordCost {
  unsigned long long passes = 3;
  std::size_t memory_bytes = std::size_t{64} << 20U;
};

inline constexpr std::size_t k_shortest_password = 12;
inline constexpr std::size_t k_longest_password = 128;

/// Why this cannot be a password, in Dutch; nothing when it can. Counted in characters; no rules of composition. It may
/// not be a common one (the shipped list), nor one letter or row of digits over and over, nor hold the account's name
/// (what stands before the @).
[[nodiscard]] std::optional<std::string> fault_of_password(std::string_view password, std::string_view email);

struct PasswordCheck {
  bool matches = false;
  bool outdated = false;  ///< matches, but was hashed at another cost: hash it again
};

class Passwords {
 public:
  static constexpr int k_most_at_once = 16;

  /// At most `at_once` hashes at a time (1 to 16); others wait up to `patience`.
  explicit Passwords(PasswordCost cost = {}, int at_once = 2,
                     std::chrono::milliseconds patience = std::chrono::seconds(1));

  /// Fails with overloaded when too many wait.
  [[nodiscard]] Result<std::string> hash(std::string_view password);

  /// An empty hash (an account that is not there) takes as long, and never matches. Fails as hash().
  [[nodiscard]] Result<PasswordCheck> check(const std::string& hash, std::string_view password);

 private:
  [[nodiscard]] Result<void> enter();

  PasswordCost cost_;
  std::chrono::milliseconds patience_;
  std::counting_semaphore<k_most_at_once> places_;
  std::string nobodys_hash_;
};

/// The list of common passwords, in small letters, one a line (built in from schema/passwords).
[[nodiscard]] std::span<const EmbeddedFile> embedded_passwords() noexcept;

}  // namespace leerwijzer
