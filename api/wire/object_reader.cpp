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

std::string_view dutch_type_name(const json::value& value) {
  if (value.is_number()) return "een getal";
  if (value.is_string()) return "een tekst";
  if (value.is_bool()) return "true of false";
  return value.is_array() ? "een lijst" : value.is_object() ? "een object" : "leeg";
}

std::string wanted_in(FaultLanguage language, std::string_view english, std::string_view dutch,
                      const json::value& got) {
  if (language == FaultLanguage::dutch)
    return "Dit moet " + std::string(dutch) + " zijn, en is " + std::string(dutch_type_name(got)) + ".";
  return "This must be " + std::string(english) + ", not " + type_name(got) + ".";
}

std::string plain(double value) {
  return value == std::floor(value) ? std::to_string(static_cast<std::int64_t>(value)) : std::to_string(value);
}

}  // namespace

std::string ObjectReader::say(std::string_view english, std::string_view dutch) const {
  return std::string(language_ == FaultLanguage::dutch ? dutch : english);
}

std::string ObjectReader::wanted(std::string_view want, std::string_view want_in_dutch, const json::value& got) const {
  return wanted_in(language_, want, want_in_dutch, got);
}

std::string ObjectReader::range(double min, double max) const {
  return say("Give a number from ", "Geef een getal van ") + plain(min) + say(" to ", " tot en met ") + plain(max) +
         ".";
}

json::object parse_body(std::string_view body, FaultLanguage language) {
  json::parse_options options;
  options.max_depth = k_depth;
  boost::system::error_code error;
  json::value value = json::parse({body.data(), body.size()}, error, {}, options);
  if (error && language == FaultLanguage::dutch) {
    throw InvalidInput(
        {{"", trim(body).empty() ? "Er is niets meegestuurd." : "Dit is geen JSON: " + error.message() + ".",
          "Stuur een JSON-object in UTF-8, hoogstens 32 niveaus diep."}});
  }
  if (error) {
    const std::string what =
        trim(body).empty() ? "The body is empty." : "The body is not JSON: " + error.message() + ".";
    throw InvalidInput({{"", what, "Send one JSON object in UTF-8, nested at most 32 deep."}});
  }
  if (!value.is_object()) {
    throw InvalidInput({{"", wanted_in(language, "an object", "een object", value),
                         language == FaultLanguage::dutch ? "Stuur een JSON-object." : "Send one JSON object."}});
  }
  return std::move(value.get_object());
}

ObjectReader::ObjectReader(const json::object& object, std::string pointer, std::vector<FieldError>& errors,
                           FaultLanguage language)
    : object_(object), pointer_(std::move(pointer)), errors_(errors), language_(language) {}

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
    fault(key, wanted("a text", "een tekst", value), say("Put it between quotes.", "Zet het tussen aanhalingstekens."));
    return std::nullopt;
  }
  const std::string_view text(value.get_string().data(), value.get_string().size());
  if (!is_clean_utf8(text)) {
    fault(key, say("The text is not UTF-8 without NUL.", "De tekst is geen UTF-8 zonder NUL."),
          say("Leave the NUL character out.", "Laat het teken NUL weg."));
    return std::nullopt;
  }
  if (count_code_points(text) > characters) {
    fault(key, say("The text is too long.", "De tekst is te lang."),
          say("Use at most ", "Gebruik hoogstens ") + std::to_string(characters) + say(" characters.", " tekens."));
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
    fault(key, wanted("a number", "een getal", *value), range(min, max));
    return std::nullopt;
  }
  const double number = value->to_number<double>();
  if (!std::isfinite(number) || number < min || number > max) {
    if (refusal.empty()) {
      fault(key, say("The number is out of range.", "Dit getal kan niet."), range(min, max));
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
    fault(key, say("This is not a whole number.", "Dit is geen heel getal."),
          range(static_cast<double>(min), static_cast<double>(max)));
    return std::nullopt;
  }
  return static_cast<std::int64_t>(*number);
}

std::optional<bool> ObjectReader::boolean(std::string_view key) {
  const json::value* value = find(key);
  if (value == nullptr) return std::nullopt;
  if (value->is_bool()) return value->get_bool();
  fault(key, wanted("true or false", "true of false", *value),
        say("Use true or false, without quotes.", "Schrijf true of false, zonder aanhalingstekens."));
  return std::nullopt;
}

std::optional<Date> ObjectReader::date(std::string_view key) {
  const auto text = this->text(key);
  if (!text) return std::nullopt;
  const auto date = parse_iso_date(*text);
  if (date) return *date;
  fault(
      key, say("This is not a date.", "Dit is geen datum."),
      say("Use year, month and day, for example 2027-02-08.", "Schrijf jaar, maand en dag, bijvoorbeeld 2027-02-08."));
  return std::nullopt;
}

const json::array* ObjectReader::list(std::string_view key, std::size_t most, std::string_view refusal) {
  const json::value* value = find(key);
  if (value == nullptr) return nullptr;
  if (!value->is_array()) {
    fault(key, wanted("a list", "een lijst", *value), say("Put it between [ and ].", "Zet het tussen [ en ]."));
    return nullptr;
  }
  if (value->get_array().size() > most) {
    if (refusal.empty()) {
      fault(key, say("The list is too long.", "De lijst is te lang."),
            say("Give at most ", "Geef er hoogstens ") + std::to_string(most) + ".");
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
    ObjectReader element(object_, pointer(key), errors_, language_);
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
      ObjectReader(object_, pointer(key), errors_, language_)
          .fault(std::to_string(i), say("This is not a whole number in range.", "Dit is geen heel getal dat kan."),
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
  std::string hint = near.empty() ? say("Use one of:", "Kies uit:")
                                  : say("Did you mean \"", "Bedoelt u \"") + std::string(near) +
                                        say("\"? Use one of:", "\"? Kies uit:");
  for (const std::string_view one : choices) hint += " " + std::string(one);
  fault(key, say("This value is not known.", "Deze waarde kennen we niet."), hint + ".");
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
    ObjectReader element(object_, pointer(key), errors_, language_);
    if (element.known(given[i], std::to_string(i), choices)) out.push_back(given[i]);
  }
  return out;
}

void ObjectReader::object(std::string_view key, const std::function<void(ObjectReader&)>& read) {
  const json::value* value = find(key);
  if (value == nullptr) return;
  if (!value->is_object())
    return fault(key, wanted("an object", "een object", *value),
                 say("Put it between { and }.", "Zet het tussen { en }."));
  ObjectReader inner(value->get_object(), pointer(key), errors_, language_);
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
      ObjectReader(object_, pointer(key), errors_, language_)
          .fault(std::to_string(i), wanted("an object", "een object", (*values)[i]), "");
      continue;
    }
    ObjectReader inner((*values)[i].get_object(), place, errors_, language_);
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
    fault(key, say("This field is not known here.", "Dit veld kennen we hier niet."),
          near.empty() ? say("Leave it out.", "Laat het weg.")
                       : say("Did you mean \"", "Bedoelt u \"") + std::string(near) + "\"?");
  }
}

}  // namespace leerwijzer
