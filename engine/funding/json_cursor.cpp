#include "engine/funding/json_cursor.hpp"

#include "engine/core/text.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <cmath>

namespace leerwijzer {
namespace {

/// A key as a part of a JSON pointer (RFC 6901).
std::string escaped(std::string_view key) {
  std::string out;
  for (char c : key) {
    if (c == '~') {
      out += "~0";
    } else if (c == '/') {
      out += "~1";
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace

void JsonCursor::fail(const std::string& what, const std::string& hint) const {
  throw ErrorException({ErrorCode::invalid_input, what, hint, std::string(file_) + "#" + pointer_});
}

void JsonCursor::allow_only(std::initializer_list<std::string_view> keys) const {
  for (const auto& [key, member] : members()) {
    if (std::find(keys.begin(), keys.end(), key) != keys.end()) continue;
    std::string known;
    for (std::string_view each : keys) known += (known.empty() ? "" : ", ") + std::string(each);
    member.fail("the key \"" + key + "\" is not known here", "Known keys: " + known + ".");
  }
}

JsonCursor JsonCursor::at(std::string_view key) const {
  if (auto found = find(key)) return *found;
  fail("the key \"" + std::string(key) + "\" is missing");
}

std::optional<JsonCursor> JsonCursor::find(std::string_view key) const {
  if (!value_->is_object()) fail("an object was expected");
  const auto it = value_->get_object().find(key);
  if (it == value_->get_object().end() || it->value().is_null()) return std::nullopt;
  return JsonCursor(it->value(), file_, pointer_ + "/" + escaped(key));
}

std::vector<JsonCursor> JsonCursor::items() const {
  if (!value_->is_array()) fail("a list was expected");
  std::vector<JsonCursor> out;
  std::size_t index = 0;
  for (const auto& item : value_->get_array()) out.emplace_back(item, file_, pointer_ + "/" + std::to_string(index++));
  return out;
}

std::vector<std::pair<std::string, JsonCursor>> JsonCursor::members() const {
  if (!value_->is_object()) fail("an object was expected");
  std::vector<std::pair<std::string, JsonCursor>> out;
  for (const auto& member : value_->get_object()) {
    const std::string key(member.key());
    out.emplace_back(key, JsonCursor(member.value(), file_, pointer_ + "/" + escaped(key)));
  }
  return out;
}

std::string JsonCursor::text() const {
  if (!value_->is_string()) fail("a text was expected");
  const auto& text = value_->get_string();
  if (!is_clean_utf8({text.data(), text.size()})) fail("the text is not valid UTF-8, or holds a NUL");
  return {text.data(), text.size()};
}

std::string JsonCursor::filled_text() const {
  std::string value = text();
  if (trim(value).empty()) fail("the text is empty");
  return value;
}

bool JsonCursor::flag() const {
  if (!value_->is_bool()) fail("true or false was expected");
  return value_->get_bool();
}

double JsonCursor::number() const {
  if (!value_->is_number()) fail("a number was expected");
  const double value = value_->to_number<double>();
  if (!std::isfinite(value) || std::abs(value) > 1e12) fail("the number is out of range");
  return value;
}

std::int64_t JsonCursor::whole_number() const {
  const double value = number();
  if (value != std::floor(value)) fail("a whole number was expected");
  return static_cast<std::int64_t>(value);
}

Date JsonCursor::date() const {
  const auto read = parse_iso_date(text());
  if (!read) fail(read.error().what, read.error().hint);
  return *read;
}

std::string JsonCursor::text_or_empty(std::string_view key) const {
  const auto member = find(key);
  return member ? member->text() : std::string{};
}

int JsonCursor::date_number(std::string_view key, int otherwise) const {
  const auto member = find(key);
  return member ? as_number(member->date()) : otherwise;
}

}  // namespace leerwijzer
