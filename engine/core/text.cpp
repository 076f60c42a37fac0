#include "engine/core/text.hpp"

#include <sodium/crypto_generichash.h>
#include <utf8proc.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>

namespace leerwijzer {
namespace {

constexpr std::string_view k_no_break_space = "\xC2\xA0";

bool is_ascii_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v'; }

/// Bytes of the white space at the start of `text`, 0 for none.
std::size_t space_length(std::string_view text) noexcept {
  if (text.empty()) return 0;
  if (is_ascii_space(text.front())) return 1;
  return text.front() == k_no_break_space.front() && text.starts_with(k_no_break_space) ? k_no_break_space.size() : 0;
}

char lower_ascii(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Length of the valid code point at the start of `text`, or 0.
std::size_t code_point_length(std::string_view text) noexcept {
  utf8proc_int32_t code = 0;
  const auto length = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                       static_cast<utf8proc_ssize_t>(text.size()), &code);
  return length > 0 ? static_cast<std::size_t>(length) : 0;
}

/// Length of the run at the start of `text` of ASCII without NUL. Most text is such a run, so eight bytes are judged
/// at a time: none has its highest bit set, and none is 0 (which a subtraction of 1 would borrow from).
std::size_t ascii_run(std::string_view text) noexcept {
  constexpr std::uint64_t k_high = 0x8080808080808080U;
  constexpr std::uint64_t k_ones = 0x0101010101010101U;
  std::size_t length = 0;
  for (std::uint64_t word = 0; text.size() - length >= sizeof word; length += sizeof word) {
    std::memcpy(&word, text.data() + length, sizeof word);
    if (((word | (word - k_ones)) & k_high) != 0) break;
  }
  while (length < text.size() && static_cast<unsigned char>(text[length]) < 0x80 && text[length] != '\0') ++length;
  return length;
}

bool is_ascii(std::string_view text) noexcept { return ascii_run(text) == text.size(); }

std::string mapped(std::string_view text, utf8proc_option_t options) {
  std::string valid = is_clean_utf8(text) ? std::string(text) : [&] {
    std::string kept;
    for (std::size_t i = 0; i < text.size();) {
      const std::size_t length = text[i] == '\0' ? 0 : code_point_length(text.substr(i));
      kept.append(text.substr(i, length));
      i += length == 0 ? 1 : length;
    }
    return kept;
  }();
  utf8proc_uint8_t* raw = nullptr;
  const auto length = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(valid.data()),
                                   static_cast<utf8proc_ssize_t>(valid.size()), &raw, options);
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(raw, &std::free);
  if (length < 0) return valid;
  return {reinterpret_cast<const char*>(raw), static_cast<std::size_t>(length)};
}

}  // namespace

std::string_view trim(std::string_view text) noexcept {
  for (;;) {
    if (!text.empty() && is_ascii_space(text.front())) {
      text.remove_prefix(1);
    } else if (text.starts_with(k_no_break_space)) {
      text.remove_prefix(2);
    } else if (!text.empty() && is_ascii_space(text.back())) {
      text.remove_suffix(1);
    } else if (text.ends_with(k_no_break_space)) {
      text.remove_suffix(2);
    } else {
      return text;
    }
  }
}

std::string collapse_spaces(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    std::size_t word = 0;
    while (word < text.size() && space_length(text.substr(word)) == 0) ++word;
    if (word != 0 && !out.empty()) out += ' ';
    out.append(text.substr(0, word));
    text.remove_prefix(word);
    while (const std::size_t space = space_length(text)) text.remove_prefix(space);
  }
  return out;
}

std::string to_lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = lower_ascii(c);
  return out;
}

std::string fold(std::string_view text) {
  constexpr auto k_folding = static_cast<utf8proc_option_t>(UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK |
                                                            UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
  std::string out;
  out.reserve(text.size());
  // Marks are dropped and nothing is composed, so no code point depends on its neighbours: only what is not ASCII
  // goes the long way.
  while (!text.empty()) {
    const std::size_t plain = ascii_run(text);
    for (char c : text.substr(0, plain)) out += lower_ascii(c);
    text.remove_prefix(plain);
    std::size_t rest = 0;
    while (rest < text.size() && (static_cast<unsigned char>(text[rest]) >= 0x80 || text[rest] == '\0')) ++rest;
    if (rest != 0) out += mapped(text.substr(0, rest), k_folding);
    text.remove_prefix(rest);
  }
  return out;
}

std::string to_lower(std::string_view text) {
  if (is_ascii(text)) return to_lower_ascii(text);
  return mapped(text, static_cast<utf8proc_option_t>(UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD));
}

bool is_clean_utf8(std::string_view text) noexcept {
  for (;;) {
    text.remove_prefix(ascii_run(text));
    if (text.empty()) return true;
    if (text.front() == '\0') return false;
    const std::size_t length = code_point_length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
}

std::string replace_invalid_utf8(std::string_view text) {
  if (is_clean_utf8(text)) return std::string(text);
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const std::size_t length = text.front() == '\0' ? 0 : code_point_length(text);
    if (length == 0) {
      out += "\xEF\xBF\xBD";
      text.remove_prefix(1);
    } else {
      out.append(text.substr(0, length));
      text.remove_prefix(length);
    }
  }
  return out;
}

std::size_t count_code_points(std::string_view text) noexcept {
  std::size_t count = 0;
  for (char c : text) count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
  return count;
}

std::string_view truncate_utf8(std::string_view text, std::size_t bytes) noexcept {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) --bytes;
  return text.substr(0, bytes);
}

std::vector<std::string> split_trimmed(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t at = text.find(separator);
    const std::string_view part = trim(text.substr(0, at));
    if (!part.empty()) parts.emplace_back(part);
    if (at == std::string_view::npos) break;
    text.remove_prefix(at + 1);
  }
  return parts;
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
  std::string out;
  for (const std::string& part : parts) {
    if (&part != &parts.front()) out += separator;
    out += part;
  }
  return out;
}

bool contains(std::string_view text, std::string_view part) noexcept {
  return text.find(part) != std::string_view::npos;
}

std::string digest(std::string_view bytes) {
  static constexpr std::string_view k_hex = "0123456789abcdef";
  std::array<unsigned char, 16> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                     nullptr, 0);
  std::string out;
  for (unsigned char byte : hash) {
    out += k_hex[byte >> 4U];
    out += k_hex[byte & 0x0FU];
  }
  return out;
}

}  // namespace leerwijzer
