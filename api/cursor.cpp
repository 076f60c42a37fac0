#include "api/cursor.hpp"

#include "engine/core/text.hpp"

#include <array>
#include <charconv>
#include <optional>

namespace leerwijzer {
namespace {

constexpr std::string_view k_version = "1";
constexpr std::size_t k_check = 8;       ///< letters of the checksum
constexpr std::size_t k_longest = 1000;  ///< letters of a token
constexpr std::string_view k_letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

std::string to_base64url(std::string_view bytes) {
  std::string out;
  std::uint32_t held = 0;
  unsigned bits = 0;
  for (const char c : bytes) {
    held = (held << 8U) | static_cast<unsigned char>(c);
    bits += 8;
    while (bits >= 6) {
      bits -= 6;
      out += k_letters[(held >> bits) & 63U];
    }
  }
  if (bits > 0) out += k_letters[(held << (6 - bits)) & 63U];
  return out;
}

/// Nothing for other letters, and for a second way to write the same bytes.
std::optional<std::string> from_base64url(std::string_view text) {
  std::string out;
  std::uint32_t held = 0;
  unsigned bits = 0;
  for (const char c : text) {
    const std::size_t value = k_letters.find(c);
    if (value == std::string_view::npos) return std::nullopt;
    held = (held << 6U) | static_cast<std::uint32_t>(value);
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    out += static_cast<char>((held >> bits) & 255U);
  }
  if (to_base64url(out) != text) return std::nullopt;
  return out;
}

std::string check_of(std::string_view content) { return digest(content).substr(0, k_check); }

std::string hexadecimal(std::uint64_t number) {
  std::array<char, 16> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number, 16).ptr;
  return {digits.data(), end};
}

template <typename T>
std::optional<T> number_from(std::string_view text, int base) {
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// The text up to the next line end, which is taken off.
std::optional<std::string_view> line_of(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end + 1);
  return line;
}

Error not_a_cursor() {
  return {ErrorCode::invalid_input, "This is not a place in a list of results.",
          "Take `next` of an answer as it is, or leave cursor out to begin at the first page.", "cursor"};
}

}  // namespace

std::string write_cursor(const Cursor& cursor) {
  const std::string content = std::string(k_version) + '\n' + hexadecimal(cursor.question) + '\n' +
                              cursor.index.generation + '\n' + std::to_string(cursor.index.change.value) + '\n' +
                              cursor.position.text;
  return to_base64url(check_of(content) + content);
}

Result<Cursor> read_cursor(std::string_view token) {
  if (token.size() > k_longest) return not_a_cursor();
  const auto bytes = from_base64url(token);
  if (!bytes || bytes->size() < k_check) return not_a_cursor();
  std::string_view rest = std::string_view(*bytes).substr(k_check);
  if (check_of(rest) != bytes->substr(0, k_check)) return not_a_cursor();
  const auto version = line_of(rest);
  const auto question = line_of(rest);
  const auto generation = line_of(rest);
  const auto change = line_of(rest);
  if (version != k_version || !question || !generation || !change) return not_a_cursor();
  const auto question_number = number_from<std::uint64_t>(*question, 16);
  const auto change_number = number_from<std::int64_t>(*change, 10);
  if (!question_number || !change_number) return not_a_cursor();
  return Cursor{*question_number, {std::string(*generation), ChangeNumber{*change_number}}, {std::string(rest)}};
}

std::uint64_t question_of(const TextPairs& query) {
  std::string text;
  for (const auto& [name, value] : query) {
    if (name == "page" || name == "pageSize" || name == "cursor") continue;
    text += std::to_string(name.size()) + ':' + name + std::to_string(value.size()) + ':' + value;
  }
  return number_from<std::uint64_t>(std::string_view(digest(text)).substr(0, 16), 16).value_or(0);
}

}  // namespace leerwijzer
