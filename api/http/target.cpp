#include "api/http/target.hpp"

#include "engine/core/text.hpp"

#include <optional>

namespace leerwijzer {
namespace {

int hex_value(char c) noexcept {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// Nothing for a broken percent code.
std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus_is_space) {
      out += ' ';
    } else if (text[i] != '%') {
      out += text[i];
    } else {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = hex_value(text[i + 1]);
      const int low = hex_value(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      out += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  return out;
}

Error bad_target(std::string what) {
  return {ErrorCode::invalid_input, std::move(what), "Send an absolute path with percent-encoded UTF-8.", ""};
}

Error bad_value(std::string_view key, std::string what) {
  return {ErrorCode::invalid_input, std::move(what), "Send percent-encoded UTF-8.",
          std::string(truncate_utf8(key, 100))};
}

bool has_bad_byte(std::string_view text) noexcept {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || byte >= 0x7f || c == '#' || c == '\\' || c == '"' || c == '<' || c == '>') return true;
  }
  return false;
}

bool has_dot_segment(std::string_view path) {
  for (const std::string& segment : split_trimmed(path, '/')) {
    if (segment == "." || segment == "..") return true;
  }
  return false;
}

}  // namespace

Result<std::vector<std::pair<std::string, std::string>>> parse_form(std::string_view text) {
  std::vector<std::pair<std::string, std::string>> pairs;
  while (!text.empty()) {
    const std::size_t end = text.find('&');
    const std::string_view part = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (part.empty()) continue;
    const std::size_t equals = part.find('=');
    const auto key = percent_decode(part.substr(0, equals), true);
    const auto value = percent_decode(equals == std::string_view::npos ? "" : part.substr(equals + 1), true);
    if (!key) return bad_target("A percent sign is not followed by two hexadecimal digits.");
    if (!is_clean_utf8(*key)) return bad_target("The text is not UTF-8 without NUL.");
    if (!value) return bad_value(*key, "A percent sign is not followed by two hexadecimal digits.");
    if (!is_clean_utf8(*value)) return bad_value(*key, "The text is not UTF-8 without NUL.");
    pairs.emplace_back(*key, *value);
  }
  return pairs;
}

Result<Target> parse_target(std::string_view text) {
  if (text.empty() || text.front() != '/') return bad_target("The request target is not an absolute path.");
  if (text.substr(0, 2) == "//") return bad_target("The path starts with two slashes.");
  if (has_bad_byte(text)) return bad_target("The request target holds a character that must be percent-encoded.");
  const std::size_t mark = text.find('?');
  const std::string_view raw_path = text.substr(0, mark);
  const std::string lower = to_lower_ascii(raw_path);
  if (contains(lower, "%2f") || contains(lower, "%5c")) return bad_target("The path holds an encoded slash.");
  auto path = percent_decode(raw_path, false);
  if (!path) return bad_target("A percent sign is not followed by two hexadecimal digits.");
  if (!is_clean_utf8(*path)) return bad_target("The path is not UTF-8 without NUL.");
  if (has_dot_segment(*path)) return bad_target("The path holds a dot segment.");
  Target target{std::move(*path), {}};
  if (mark == std::string_view::npos) return target;
  auto query = parse_form(text.substr(mark + 1));
  if (!query) return query.error();
  target.query = std::move(*query);
  return target;
}

std::string percent_encode(std::string_view text) {
  static constexpr std::string_view k_digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                       c == '.' || c == '_' || c == '~';
    if (plain) {
      out += c;
    } else {
      out += '%';
      out += k_digits[byte >> 4U];
      out += k_digits[byte & 15U];
    }
  }
  return out;
}

}  // namespace leerwijzer
