#include "indexer/reading/text_encoding.hpp"

#include <array>
#include <cstdint>
#include <optional>

namespace leerwijzer {
namespace {

/// Code points of the Windows-1252 bytes 0x80 to 0x9F; 0: the byte has none and is read as U+0080 to U+009F.
constexpr auto k_upper =
    std::to_array<char32_t>({0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                             0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                             0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178});

struct CodePoint {
  char32_t value = 0;
  std::size_t bytes = 1;
};

/// Of valid UTF-8; a broken byte stands for itself.
CodePoint code_point_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(text[at + i])); };
  const char32_t lead = byte(0);
  const std::size_t length = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 1;
  if (at + length > text.size() || length == 1) return {lead, 1};
  char32_t value = lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) value = (value << 6U) | (byte(i) & 0x3FU);
  return {value, length};
}

void append_utf8(std::string& out, char32_t value) {
  if (value < 0x800) {
    out += static_cast<char>(0xC0U | (value >> 6U));
  } else {
    out += static_cast<char>(0xE0U | (value >> 12U));
    out += static_cast<char>(0x80U | ((value >> 6U) & 0x3FU));
  }
  out += static_cast<char>(0x80U | (value & 0x3FU));
}

/// The Windows-1252 byte of 0x80 or higher that was read as this code point.
std::optional<std::uint32_t> byte_of(char32_t value) {
  if (value >= 0x80 && value <= 0xFF) return value;
  for (std::size_t i = 0; i < k_upper.size(); ++i) {
    if (k_upper[i] == value && value != 0) return static_cast<std::uint32_t>(0x80 + i);
  }
  return std::nullopt;
}

bool is_likely(char32_t value) {
  return (value >= 0xA0 && value <= 0x17F) || (value >= 0x2010 && value <= 0x2044) || value == 0x20AC ||
         value == 0x2122;
}

struct Repair {
  char32_t value = 0;
  std::size_t bytes = 0;  ///< of the damaged text
};

/// A damaged character that begins here.
std::optional<Repair> repair_at(std::string_view text, std::size_t at) {
  const CodePoint first = code_point_at(text, at);
  const auto lead = byte_of(first.value);
  const bool two_bytes = lead && *lead >= 0xC2 && *lead <= 0xC5;
  if (!two_bytes && lead != 0xE2U) return std::nullopt;
  const std::size_t more = *lead == 0xE2 ? 2 : 1;
  Repair repair{*lead & (more == 2 ? 0x0FU : 0x1FU), first.bytes};
  for (std::size_t i = 0; i < more; ++i) {
    if (at + repair.bytes >= text.size()) return std::nullopt;
    const CodePoint next = code_point_at(text, at + repair.bytes);
    const auto byte = byte_of(next.value);
    if (!byte || *byte > 0xBF) return std::nullopt;
    // A capital before a closing quotation mark is honest text.
    if (*lead >= 0xC4 && more == 1 && *byte >= 0x91 && *byte <= 0x94) return std::nullopt;
    repair.value = (repair.value << 6U) | (*byte & 0x3FU);
    repair.bytes += next.bytes;
  }
  if (!is_likely(repair.value) && !(repair.value >= 0x80 && repair.value < 0xA0)) return std::nullopt;
  return repair;
}

/// "Ã" and a no-break space was "à"; the space has become a common one when white space was put right.
bool is_a_grave(std::string_view text, std::size_t at) {
  constexpr std::string_view k_a_tilde = "\xC3\x83";
  if (!text.substr(at).starts_with(k_a_tilde)) return false;
  const std::size_t after = at + k_a_tilde.size();
  const bool at_end = after == text.size() || text[after] == ' ' || text[after] == '<';
  const bool after_small = at == 0 || text[at - 1] == ' ' || (text[at - 1] >= 'a' && text[at - 1] <= 'z');
  return at_end && after_small;
}

std::string repaired_once(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      out += text[at++];
    } else if (const auto repair = repair_at(text, at)) {
      append_utf8(out, repair->value);
      at += repair->bytes;
    } else if (is_a_grave(text, at)) {
      out += "\xC3\xA0";
      at += 2;
    } else {
      const std::size_t bytes = code_point_at(text, at).bytes;
      out.append(text.substr(at, bytes));
      at += bytes;
    }
  }
  return out;
}

}  // namespace

std::string repaired_encoding(std::string_view text) {
  constexpr int k_most_times = 3;
  std::string now(text);
  for (int i = 0; i < k_most_times; ++i) {
    std::string next = repaired_once(now);
    if (next == now) break;
    now = std::move(next);
  }
  return now;
}

}  // namespace leerwijzer
