#include "engine/core/sealing.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace leerwijzer {
namespace {

constexpr std::string_view k_alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t k_code_letters = 28;
constexpr std::size_t k_group = 4;

static_assert(crypto_aead_xchacha20poly1305_ietf_KEYBYTES == k_key_bytes);
static_assert(crypto_box_PUBLICKEYBYTES == k_key_bytes && crypto_box_SECRETKEYBYTES == k_key_bytes);

void start_sodium() {
  static const int started = sodium_init();
  if (started < 0) throw std::runtime_error("libsodium could not be started");
}

// Strings hold bytes; libsodium wants them unsigned.
const unsigned char* raw(std::string_view bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); }
unsigned char* raw(std::string& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }

void require_key(std::string_view key) {
  if (key.size() != k_key_bytes) throw std::invalid_argument("a key has 32 bytes");
}

}  // namespace

std::string random_bytes(std::size_t count) {
  start_sodium();
  std::string bytes(count, '\0');
  randombytes_buf(bytes.data(), bytes.size());
  return bytes;
}

std::string secret_digest(std::string_view purpose, std::string_view bytes) {
  start_sodium();
  std::string digest(k_key_bytes, '\0');
  crypto_generichash_state state;
  // The purpose is the key, at most 64 bytes, so that no purpose and text can be mistaken for another pair.
  const std::string_view key = purpose.substr(0, crypto_generichash_KEYBYTES_MAX);
  crypto_generichash_init(&state, raw(key), key.size(), digest.size());
  crypto_generichash_update(&state, raw(bytes), bytes.size());
  crypto_generichash_final(&state, raw(digest), digest.size());
  return digest;
}

std::string random_code() {
  const std::string bytes = random_bytes(k_code_letters);
  std::string code;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i > 0 && i % k_group == 0) code += '-';
    code += k_alphabet[static_cast<unsigned char>(bytes[i]) % k_alphabet.size()];  // 256 is a multiple of 32: no bias
  }
  return code;
}

std::optional<std::string> normal_code(std::string_view typed) {
  std::string letters;
  for (char c : typed.substr(0, 100)) {
    if (c == ' ' || c == '-') continue;
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c == 'O') c = '0';
    if (c == 'I' || c == 'L') c = '1';
    if (k_alphabet.find(c) == std::string_view::npos) return std::nullopt;
    letters += c;
  }
  if (letters.size() != k_code_letters || typed.size() > 100) return std::nullopt;
  return letters;
}

std::string encrypt(std::string_view key, std::string_view plain) {
  require_key(key);
  const std::string nonce = random_bytes(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
  std::string cipher(plain.size() + crypto_aead_xchacha20poly1305_ietf_ABYTES, '\0');
  unsigned long long length = 0;
  crypto_aead_xchacha20poly1305_ietf_encrypt(raw(cipher), &length, raw(plain), plain.size(), nullptr, 0, nullptr,
                                             raw(nonce), raw(key));
  return nonce + cipher;
}

std::optional<std::string> decrypt(std::string_view key, std::string_view encrypted) {
  require_key(key);
  start_sodium();
  constexpr std::size_t k_nonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
  constexpr std::size_t k_tag = crypto_aead_xchacha20poly1305_ietf_ABYTES;
  if (encrypted.size() < k_nonce + k_tag) return std::nullopt;
  const std::string_view cipher = encrypted.substr(k_nonce);
  std::string plain(cipher.size() - k_tag, '\0');
  unsigned long long length = 0;
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(raw(plain), &length, nullptr, raw(cipher), cipher.size(), nullptr, 0,
                                                 raw(encrypted), raw(key)) != 0) {
    return std::nullopt;
  }
  return plain;
}

KeyPair make_key_pair() {
  start_sodium();
  KeyPair keys{std::string(k_key_bytes, '\0'), std::string(k_key_bytes, '\0')};
  crypto_box_keypair(raw(keys.public_key), raw(keys.secret_key));
  return keys;
}

Result<KeyPair> key_pair_of(std::string_view secret_key) {
  start_sodium();
  if (secret_key.size() != k_key_bytes) {
    return Error{ErrorCode::invalid_input,
                 "This is no secret key: it has " + std::to_string(secret_key.size()) + " bytes",
                 "A secret key has 32 bytes, written as 64 digits and letters a to f.", ""};
  }
  KeyPair keys{std::string(k_key_bytes, '\0'), std::string(secret_key)};
  crypto_scalarmult_base(raw(keys.public_key), raw(keys.secret_key));
  return keys;
}

std::string seal(std::string_view public_key, std::string_view plain) {
  require_key(public_key);
  start_sodium();
  std::string sealed(plain.size() + crypto_box_SEALBYTES, '\0');
  if (crypto_box_seal(raw(sealed), raw(plain), plain.size(), raw(public_key)) != 0)
    throw std::invalid_argument("this public key cannot seal anything");
  return sealed;
}

std::optional<std::string> open_sealed(const KeyPair& keys, std::string_view sealed) {
  require_key(keys.public_key);
  require_key(keys.secret_key);
  start_sodium();
  if (sealed.size() < crypto_box_SEALBYTES) return std::nullopt;
  std::string plain(sealed.size() - crypto_box_SEALBYTES, '\0');
  if (crypto_box_seal_open(raw(plain), raw(sealed), sealed.size(), raw(keys.public_key), raw(keys.secret_key)) != 0)
    return std::nullopt;
  return plain;
}

std::string hex_of(std::string_view bytes) {
  constexpr std::string_view k_digits = "0123456789abcdef";
  std::string hex;
  hex.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    hex += k_digits[byte >> 4U];
    hex += k_digits[byte & 15U];
  }
  return hex;
}

std::optional<std::string> bytes_of_hex(std::string_view hex) {
  const auto value = [](char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
  };
  if (hex.size() % 2 != 0) return std::nullopt;
  std::string bytes;
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    const int high = value(hex[i]);
    const int low = value(hex[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    bytes += static_cast<char>(high * 16 + low);
  }
  return bytes;
}

}  // namespace leerwijzer
