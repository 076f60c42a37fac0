#include "indexer/reading/json_fields.hpp"

#include "indexer/reading/schedule_words.hpp"
#include "indexer/reading/vocabulary.hpp"

#include "engine/core/text.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/stream_parser.hpp>

#include <fmt/format.h>

#include <cmath>

namespace leerwijzer {
namespace {

namespace json = boost::json;

std::string scalar_text(const json::value& value) {
  if (const auto* string = value.if_string())
    return std::string(trim(replace_invalid_utf8({string->data(), string->size()})));
  if (value.is_double()) return fmt::format("{}", value.get_double());  // never in scientific form for prices
  if (value.is_number() || value.is_bool()) return json::serialize(value);
  return {};
}

}  // namespace

Result<json::value> parse_json(std::string_view text) {
  json::parse_options options;
  options.max_depth = k_json_depth;
  json::stream_parser parser({}, options);
  boost::system::error_code error;
  std::size_t used = parser.write_some({text.data(), text.size()}, error);
  if (!error) parser.finish(error);
  if (!error && !trim(text.substr(used)).empty()) error = json::error::extra_data;
  if (error) {
    return Error{
        ErrorCode::invalid_input, "This is not correct JSON: " + error.message() + " near byte " + std::to_string(used),
        error == json::error::too_deep ? "Nest less than 32 levels deep." : "Check the record with a JSON tool.", ""};
  }
  return parser.release();
}

std::string JsonFields::path_of(std::string_view name) const { return path_ + "/" + std::string(name); }

const json::value* JsonFields::find(std::string_view name) const {
  const json::value* value = object_.if_contains({name.data(), name.size()});
  return value != nullptr && !value->is_null() ? value : nullptr;
}

std::string JsonFields::text(std::string_view name) const {
  const json::value* value = find(name);
  if (value == nullptr) return {};
  if (const auto* list = value->if_array()) {
    if (list->empty()) return {};
    report_.info("list-for-text", path_of(name), "A list stands where one text was expected; the first was taken.");
    value = &list->front();
  }
  if (const auto* object = value->if_object()) {
    const json::value* inner = object->if_contains("value");
    report_.info("object-for-text", path_of(name),
                 "An object stands where a text was expected" + std::string(inner ? "; its value was taken." : "."));
    return inner != nullptr ? scalar_text(*inner) : std::string{};
  }
  return scalar_text(*value);
}

std::vector<std::string> JsonFields::texts(std::string_view name) const {
  const json::value* value = find(name);
  std::vector<std::string> texts;
  if (value == nullptr) return texts;
  const auto* list = value->if_array();
  if (list == nullptr) {
    report_.info("text-for-list", path_of(name),
                 "One value stands where a list was expected: " + raw_value(scalar_text(*value)) + ".");
    if (std::string one = scalar_text(*value); !one.empty()) texts.push_back(std::move(one));
    return texts;
  }
  for (const json::value& element : *list) {
    if (std::string one = scalar_text(element); !one.empty()) texts.push_back(std::move(one));
  }
  return texts;
}

std::optional<double> JsonFields::number(std::string_view name) const {
  const json::value* value = find(name);
  if (value == nullptr) return std::nullopt;
  if (value->is_number()) {
    const double number = value->to_number<double>();
    if (std::isfinite(number)) return number;
  }
  const std::string text = scalar_text(*value);
  const auto number = parse_number(text);
  if (number) {
    if (value->is_string())
      report_.info("text-for-number", path_of(name),
                   "A text stands where a number was expected: " + raw_value(text) + ".");
  } else {
    report_.warning("not-a-number", path_of(name), raw_value(text) + " is not a number. Write digits only.");
  }
  return number;
}

std::optional<int> JsonFields::count(std::string_view name) const {
  const auto value = number(name);
  if (!value) return std::nullopt;
  if (*value < 0.0 || *value > 1'000'000.0) {
    report_.warning("number-out-of-range", path_of(name), "This number cannot be right; it was left out.");
    return std::nullopt;
  }
  return static_cast<int>(std::lround(*value));
}

std::vector<JsonFields> JsonFields::objects(std::string_view name) const {
  std::vector<JsonFields> objects;
  const json::value* value = find(name);
  if (value == nullptr) return objects;
  if (const auto* one = value->if_object()) {
    report_.info("object-for-list", path_of(name), "One object stands where a list was expected.");
    objects.emplace_back(*one, path_of(name), report_);
    return objects;
  }
  const auto* list = value->if_array();
  if (list == nullptr) {
    report_.warning("not-a-list", path_of(name),
                    "A list of objects was expected; found " + raw_value(scalar_text(*value)) + ".");
    return objects;
  }
  for (std::size_t i = 0; i < list->size(); ++i) {
    const std::string path = path_of(name) + "/" + std::to_string(i);
    if (const auto* object = (*list)[i].if_object()) {
      objects.emplace_back(*object, path, report_);
    } else if (!(*list)[i].is_null()) {
      report_.warning("not-an-object", path,
                      "An object was expected; found " + raw_value(scalar_text((*list)[i])) + ".");
    }
  }
  return objects;
}

std::optional<JsonFields> JsonFields::object_in(std::string_view name) const {
  const json::value* value = find(name);
  if (value == nullptr) return std::nullopt;
  if (const auto* list = value->if_array(); list != nullptr) {
    if (list->empty()) return std::nullopt;
    report_.info("list-for-object", path_of(name), "A list stands where one object was expected; the first was taken.");
    value = &list->front();
  }
  if (const auto* object = value->if_object()) return JsonFields(*object, path_of(name), report_);
  report_.warning("not-an-object", path_of(name),
                  "An object was expected; found " + raw_value(scalar_text(*value)) + ".");
  return std::nullopt;
}

JsonFields::LanguageText language_text_of(const json::value& value, std::string_view path, RecordReport& report) {
  if (const auto* object = value.if_object()) {
    const JsonFields fields(*object, std::string(path), report);
    const std::string raw = fields.text("language");
    std::string language = language_of(raw);
    if (language.empty()) {
      report.info("unknown-language", fields.path_of("language"),
                  raw_value(raw) + " is not a language code; the language was found by the text. Use nl-NL or en-GB.");
    }
    return {std::move(language), fields.text("value")};
  }
  const std::string text = scalar_text(value);
  if (!text.empty()) {
    report.info("text-without-language", path,
                "A plain text stands where {language, value} was expected; the language was found by the text.");
  }
  return {"", text};
}

std::vector<JsonFields::LanguageText> JsonFields::language_texts(std::string_view name) const {
  std::vector<LanguageText> texts;
  const json::value* value = find(name);
  if (value == nullptr) return texts;
  const auto add = [&](const json::value& element, const std::string& path) {
    LanguageText text = language_text_of(element, path, report_);
    if (!text.value.empty()) texts.push_back(std::move(text));
  };
  if (const auto* list = value->if_array()) {
    for (std::size_t i = 0; i < list->size(); ++i) add((*list)[i], path_of(name) + "/" + std::to_string(i));
  } else {
    add(*value, path_of(name));
  }
  return texts;
}

std::string JsonFields::relation(std::string_view name, std::string_view id_name) const {
  const json::value* value = find(name);
  if (value == nullptr) return {};
  if (const auto* object = value->if_object()) return JsonFields(*object, path_of(name), report_).text(id_name);
  return scalar_text(*value);
}

}  // namespace leerwijzer
