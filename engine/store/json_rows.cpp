#include "engine/store/json_rows.hpp"

#include "engine/core/text.hpp"

#include <boost/json/parse.hpp>

#include <array>
#include <charconv>
#include <utility>

namespace leerwijzer {
namespace {

constexpr std::string_view k_hex = "0123456789abcdef";

void append_quoted(std::string& out, std::string_view value) {
  std::string cleaned;
  if (!is_clean_utf8(value)) {
    cleaned = replace_invalid_utf8(value);
    value = cleaned;
  }
  out += '"';
  for (char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20) {
      out += "\\u00";
      out += k_hex[byte >> 4U];
      out += k_hex[byte & 0x0FU];
    } else {
      out += c;
    }
  }
  out += '"';
}

void append_list(std::string& out, const std::vector<std::string>& values) {
  out += '[';
  for (const std::string& value : values) {
    if (&value != &values.front()) out += ',';
    append_quoted(out, value);
  }
  out += ']';
}

}  // namespace

JsonRows& JsonRows::row() {
  text_ += count_++ == 0 ? "[{" : "},{";
  first_field_ = true;
  return *this;
}

JsonRows& JsonRows::set(std::string_view name, double value) {
  std::array<char, 32> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
  return key(name).bare({buffer.data(), static_cast<std::size_t>(end - buffer.data())});
}

JsonRows& JsonRows::set(std::string_view name, const std::vector<std::string>& values) {
  key(name);
  append_list(text_, values);
  return *this;
}

std::string JsonRows::take() {
  text_ += count_ == 0 ? "[]" : "}]";
  count_ = 0;
  return std::exchange(text_, {});
}

JsonRows& JsonRows::key(std::string_view name) {
  if (!first_field_) text_ += ',';
  first_field_ = false;
  text_ += '"';
  text_ += name;  // names are ours: plain words
  text_ += "\":";
  return *this;
}

JsonRows& JsonRows::text(std::string_view value) {
  append_quoted(text_, value);
  return *this;
}

JsonRows& JsonRows::bare(std::string_view value) {
  text_ += value;
  return *this;
}

std::string json_strings(const std::vector<std::string>& values) {
  std::string text;
  append_list(text, values);
  return text;
}

std::vector<std::string> strings_of_json(std::string_view text) {
  boost::system::error_code failed;
  const boost::json::value value = boost::json::parse({text.data(), text.size()}, failed);
  std::vector<std::string> strings;
  if (!failed && value.is_array()) {
    for (const auto& item : value.get_array()) {
      if (item.is_string()) strings.emplace_back(item.get_string());
    }
    if (strings.size() == value.get_array().size()) return strings;
  }
  throw ErrorException({ErrorCode::corrupt, "a stored list is no list of texts", "", "database"});
}

std::string hexadecimal(std::string_view bytes) {
  std::string text;
  text.reserve(2 * bytes.size());
  for (char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text += k_hex[byte >> 4U];
    text += k_hex[byte & 0x0FU];
  }
  return text;
}

}  // namespace leerwijzer
