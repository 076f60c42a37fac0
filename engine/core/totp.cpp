#include "engine/core/totp.hpp"

#include <liboath/oath.h>
#include <sodium.h>

#include <array>
#include <stdexcept>

namespace leerwijzer {
namespace {

constexpr std::string_view k_base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

void start_oath() {
  static const int started = oath_init();
  if (started != OATH_OK) throw std::runtime_error("liboath could not be started");
}

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view k_hex = "0123456789ABCDEF";
  constexpr std::string_view k_plain = "-._~";
  std::string out;
  for (const char c : text) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter || k_plain.find(c) != std::string_view::npos) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += {'%', k_hex[byte >> 4U], k_hex[byte & 15U]};
    }
  }
  return out;
}

}  // namespace

std::int64_t totp_step(std::int64_t now) noexcept { return now / k_totp_seconds; }

std::string totp_code(std::string_view secret, std::int64_t step, int digits) {
  start_oath();
  std::array<char, 16> code{};
  const int failed =
      oath_hotp_generate(secret.data(), secret.size(), static_cast<std::uint64_t>(step), static_cast<unsigned>(digits),
                         false, OATH_HOTP_DYNAMIC_TRUNCATION, code.data());
  if (failed != OATH_OK) throw std::runtime_error(std::string("liboath: ") + oath_strerror(failed));
  return code.data();
}

std::optional<std::int64_t> matching_step(std::string_view secret, std::string_view code, std::int64_t now,
                                          std::int64_t last_used) {
  std::string typed;
  for (const char c : code.substr(0, 20)) {
    if (c != ' ') typed += c;
  }
  if (code.size() > 20 || typed.size() != k_totp_digits) typed.assign(k_totp_digits, ' ');
  std::optional<std::int64_t> found;
  const std::int64_t current = totp_step(now);
  for (std::int64_t step = current - 1; step <= current + 1; ++step) {
    const std::string wanted = totp_code(secret, step);
    const bool same = sodium_memcmp(wanted.data(), typed.data(), k_totp_digits) == 0;
    if (same && step > last_used && !found) found = step;
  }
  return found;
}

std::string base32_of(std::string_view bytes) {
  std::string out;
  unsigned buffer = 0;
  int bits = 0;
  for (const char c : bytes) {
    buffer = (buffer << 8U) | static_cast<unsigned char>(c);
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      out += k_base32[(buffer >> static_cast<unsigned>(bits)) & 31U];
    }
    buffer &= (1U << static_cast<unsigned>(bits)) - 1U;
  }
  if (bits > 0) out += k_base32[(buffer << static_cast<unsigned>(5 - bits)) & 31U];
  return out;
}

std::string totp_uri(std::string_view secret, std::string_view account) {
  return "otpauth://totp/Leerwijzer:" + percent_encoded(account) + "?secret=" + base32_of(secret) +
         "&issuer=Leerwijzer&algorithm=SHA1&digits=6&period=30";
}

}  // namespace leerwijzer
