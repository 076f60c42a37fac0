// Secrets with libsodium: random codes, keyed digests, encryption with a key, and envelopes that only the owner of
// a secret key opens. Bytes are std::string; nothing here is text unless it says so.
#pragma once

#include "engine/core/error.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace leerwijzer {

inline constexpr std::size_t k_key_bytes = 32;

/// Bytes from the system's secure random source.
[[nodiscard]] std::string random_bytes(std::size_t count);

/// BLAKE2b, 32 bytes, of `bytes` for one purpose: the same bytes for another purpose give another digest.
[[nodiscard]] std::string secret_digest(std::string_view purpose, std::string_view bytes);

/// A code for a person to keep: 28 letters and digits (Crockford's base 32, without I, L, O and U) in groups of four,
/// 140 bits at random.
[[nodiscard]] std::string random_code();

/// The one form of a code as a person typed it: spaces, dashes and small letters do not matter, O is 0, I and L are 1.
/// Nothing for what is no code.
[[nodiscard]] std::optional<std::string> normal_code(std::string_view typed);

/// XChaCha20-Poly1305 with a random nonce in front. `key` has k_key_bytes bytes.
[[nodiscard]] std::string encrypt(std::string_view key, std::string_view plain);
/// Nothing when the key is another, or the bytes were changed.
[[nodiscard]] std::optional<std::string> decrypt(std::string_view key, std::string_view encrypted);

/// Of X25519; the public part seals, the secret part opens.
struct KeyPair {
  std::string public_key;
  std::string secret_key;
};
[[nodiscard]] KeyPair make_key_pair();
/// The pair that a secret key belongs to. Fails with invalid_input for another number of bytes.
[[nodiscard]] Result<KeyPair> key_pair_of(std::string_view secret_key);

/// An anonymous envelope (crypto_box_seal) for the owner of the public key.
[[nodiscard]] std::string seal(std::string_view public_key, std::string_view plain);
/// Nothing when it was sealed for another key, or changed.
[[nodiscard]] std::optional<std::string> open_sealed(const KeyPair& keys, std::string_view sealed);

/// Two lower-case digits a byte.
[[nodiscard]] std::string hex_of(std::string_view bytes);
/// Nothing for another form.
[[nodiscard]] std::optional<std::string> bytes_of_hex(std::string_view hex);

}  // namespace leerwijzer
