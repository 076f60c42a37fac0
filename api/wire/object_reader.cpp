#include "api/wire/object_reader.hpp"

#include "engine/core/text.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <cmath>

namespace leerwijzer {
namespace {

namespace json = boost::json;

constexpr std::size_t k_depth = 32;

std::string type_name(const json::value& value) {
  switch (value.kind()) {
    case json::kind::null: return "null";
    case json::kind::bool_: return "true or false";
    case json::kind::int64:
    case json::kind::uint64:
    case json::kind::double_: return "a number";
    case json::kind::string: return "a text";
    case json::kind::array: return "a list";
    case json::kind::object: return "an object";
  }
  return "something else";
}

std::string wanted(std::string_view want, const json::value& got) {
  return "This must be " + std::string(want) + ", not " + type_name(got) + ".";
}

std::string plain(double value) {
  return value == std::floor(value) ? std::to_string(static_cast<std::int64_t>(value)) : std::to_string(value);
}

std::string range(double min, double max) { return "Give a number from " + plain(min) + " to " + plain(max) + "."; }

}  // namespace

json::object parse_body(std::string_view body) {
  json::parse_options options;
  options.max_depth = k_depth;
  boost::system::error_code error;
  json::value value = json::parse({body.data(), body.size()}, error, {}, options);
  if (error) {
    const std::string what =
        trim(body).empty() ? "The body is empty." : "The body is not JSON: " + error.message() + ".";
    throw InvalidInput({{"", what, "Send one JSON object in UTF-8, nested at most 32 deep."}});
  }
  if (!value.is_object()) throw InvalidInput({{"", wanted("an object", value), "Send one JSON object."}});
  return std::move(value.get_object());
}

ObjectReader::ObjectReader(const json::object& object, std::string pointer, std::vector<FieldError>& errors)
    : object_(object), pointer_(std::move(pointer)), errors_(errors) {}

std::string ObjectReader::pointer(std::string_view key) const {
  std::string out = pointer_ + "/";
  for (const char c : truncate_utf8(key, 100)) {
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

void ObjectReader::fault(std::string_view key, std::string what, std::string hint) {
  if (errors_.size() < 100) errors_.push_back({pointer(key), std::move(what), std::move(hint)});
}

const json::value* ObjectReader::find(std::string_view key) {
  asked_.emplace_back(key);
  const json::value* value = object_.if_contains({key.data(), key.size()});
  return value == nullptr || value->is_null() ? nullptr : value;
}

const json::value* ObjectReader::any(std::string_view key) { return find(key); }

std::optional<std::string> ObjectReader::clean_text(const json::value& value, std::string_view key,
                                                    std::size_t characters) {
  if (!value.is_string()) {
    fault(key, wanted("a text", value), "Put it between quotes.");
    return std::nullopt;
  }
  const std::string_view text(value.get_string().data(), value.get_string().size());
  if (!is_clean_utf8(text)) {
    fault(key, "The text is not UTF-8 without NUL.", "Leave the NUL character out.");
    return std::nullopt;
  }
  if (count_code_points(text) > characters) {
    fault(key, "The text is too long.", "Use at most " + std::to_string(characters) + " characters.");
    return std::nullopt;
  }
  return std::string(text);
}

std::optional<std::string> ObjectReader::text(std::string_view key, std::size_t characters) {
  const json::value* value = find(key);
  return value == nullptr ? std::nullopt : clean_text(*value, key, characters);
}

std::optional<double> ObjectReader::number(std::string_view key, double min, double max, std::string_view refusal) {
  const json::value* value = find(key);
  if (value == nullptr) return std::nullopt;
  if (!value->is_number()) {
    fault(key, wanted("a number", *value), range(min, max));
    return std::nullopt;
  }
  const double number = value->to_number<double>();
  if (!std::isfinite(number) || number < min || number > max) {
    if (refusal.empty()) {
      fault(key, "The number is out of range.", range(min, max));
    } else {
      fault(key, std::string(refusal), "Vul een getal in van " + plain(min) + " tot " + plain(max) + ".");
    }
    return std::nullopt;
  }
  return number;
}

std::optional<std::int64_t> ObjectReader::integer(std::string_view key, std::int64_t min, std::int64_t max,
                                                  std::string_view refusal) {
  const auto number = this->number(key, static_cast<double>(min), static_cast<double>(max), refusal);
  if (!number) return std::nullopt;
  if (*number != std::floor(*number)) {
    fault(key, "This is not a whole number.", range(static_cast<double>(min), static_cast<double>(max)));
    return std::nullopt;
  }
  return static_cast<std::int64_t>(*number);
}

std::optional<bool> ObjectReader::boolean(std::string_view key) {
  const json::value* value = find(key);
  if (value == nullptr) return std::nullopt;
  if (value->is_bool()) return value->get_bool();
  fault(key, wanted("true or false", *value), "Use true or false, without quotes.");
  return std::nullopt;
}

std::optional<Date> ObjectReader::date(std::string_view key) {
  const auto text = this->text(key);
  if (!text) return std::nullopt;
  const auto date = parse_iso_date(*text);
  if (date) return *date;
  fault(key, "This is not a date.", "Use year, month and day, for example 2027-02-08.");
  return std::nullopt;
}

const json::array* ObjectReader::list(std::string_view key, std::size_t most, std::string_view refusal) {
  const json::value* value = find(key);
  if (value == nullptr) return nullptr;
  if (!value->is_array()) {
    fault(key, wanted("a list", *value), "Put it between [ and ].");
    return nullptr;
  }
  if (value->get_array().size() > most) {
    if (refusal.empty()) {
      fault(key, "The list is too long.", "Give at most " + std::to_string(most) + ".");
    } else {
      fault(key, std::string(refusal), "Noem er hoogstens " + std::to_string(most) + ".");
    }
    return nullptr;
  }
  return &value->get_array();
}

std::vector<std::string> ObjectReader::texts(std::string_view key, std::size_t most) {
  std::vector<std::string> out;
  const json::array* values = list(key, most);
  if (values == nullptr) return out;
  for (std::size_t i = 0; i < values->size(); ++i) {
    ObjectReader element(object_, pointer(key), errors_);
    if (auto text = element.clean_text((*values)[i], std::to_string(i), k_text_characters))
      out.push_back(std::move(*text));
  }
  return out;
}

std::vector<std::int64_t> ObjectReader::integers(std::string_view key, std::int64_t min, std::int64_t max) {
  std::vector<std::int64_t> out;
  const json::array* values = list(key, k_list_length);
  if (values == nullptr) return out;
  for (std::size_t i = 0; i < values->size(); ++i) {
    boost::system::error_code error;
    const auto number = (*values)[i].to_number<std::int64_t>(error);
    if (error || number < min || number > max) {
      ObjectReader(object_, pointer(key), errors_)
          .fault(std::to_string(i), "This is not a whole number in range.",
                 range(static_cast<double>(min), static_cast<double>(max)));
    } else {
      out.push_back(number);
    }
  }
  return out;
}

bool ObjectReader::known(std::string_view value, std::string_view key, std::span<const std::string_view> choices) {
  if (std::find(choices.begin(), choices.end(), value) != choices.end()) return true;
  const std::string_view near = nearest(value, choices);
  std::string hint = near.empty() ? "Use one of:" : "Did you mean \"" + std::string(near) + "\"? Use one of:";
  for (const std::string_view one : choices) hint += " " + std::string(one);
  fault(key, "This value is not known.", hint + ".");
  return false;
}

std::optional<std::string> ObjectReader::choice(std::string_view key, std::span<const std::string_view> choices) {
  auto text = this->text(key);
  if (text && !known(*text, key, choices)) return std::nullopt;
  return text;
}

std::vector<std::string> ObjectReader::choices(std::string_view key, std::span<const std::string_view> choices) {
  std::vector<std::string> out;
  const std::vector<std::string> given = texts(key, k_list_length);
  for (std::size_t i = 0; i < given.size(); ++i) {
    ObjectReader element(object_, pointer(key), errors_);
    if (element.known(given[i], std::to_string(i), choices)) out.push_back(given[i]);
  }
  return out;
}

void ObjectReader::object(std::string_view key, const std::function<void(ObjectReader&)>& read) {
  const json::value* value = find(key);
  if (value == nullptr) return;
  if (!value->is_object()) return fault(key, wanted("an object", *value), "Put it between { and }.");
  ObjectReader inner(value->get_object(), pointer(key), errors_);
  read(inner);
  inner.finish();
}

void ObjectReader::objects(std::string_view key, const std::function<void(ObjectReader&)>& read,
                           std::string_view refusal) {
  const json::array* values = list(key, k_list_length, refusal);
  if (values == nullptr) return;
  for (std::size_t i = 0; i < values->size(); ++i) {
    const std::string place = pointer(key) + "/" + std::to_string(i);
    if (!(*values)[i].is_object()) {
      ObjectReader(object_, pointer(key), errors_).fault(std::to_string(i), wanted("an object", (*values)[i]), "");
      continue;
    }
    ObjectReader inner((*values)[i].get_object(), place, errors_);
    read(inner);
    inner.finish();
  }
}

void ObjectReader::take_all_keys() {
  for (const auto& entry : object_) asked_.emplace_back(entry.key());
}

void ObjectReader::finish() {
  const std::vector<std::string_view> names(asked_.begin(), asked_.end());
  for (const auto& entry : object_) {
    const std::string_view key(entry.key().data(), entry.key().size());
    if (std::find(names.begin(), names.end(), key) != names.end()) continue;
    const std::string_view near = nearest(key, names);
    fault(key, "This field is not known here.",
          near.empty() ? "Leave it out." : "Did you mean \"" + std::string(near) + "\"?");
  }
}

}  // namespace leerwijzer
