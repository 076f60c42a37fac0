#include "indexer/formats/mapped/profile.hpp"

#include "indexer/formats/csv/row.hpp"
#include "indexer/reading/json_fields.hpp"
#include "indexer/reading/vocabulary.hpp"

#include "engine/core/text.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>

namespace leerwijzer {
namespace {

namespace json = boost::json;

constexpr std::size_t k_longest_path = 16;

[[noreturn]] void refuse(const std::string& where, const std::string& what, const std::string& hint) {
  throw ErrorException(
      {ErrorCode::invalid_input, "The mapping profile is not right: " + what, hint, where.empty() ? "/" : where});
}

/// Columns that hold a text in a language; only these may come in several.
bool holds_text(std::string_view column) {
  constexpr auto k_texts = std::to_array<std::string_view>(
      {"title", "summary", "description", "prior_education", "assessment", "enrolment", "accessibility", "outcomes"});
  return std::find(k_texts.begin(), k_texts.end(), column) != k_texts.end();
}

const json::object& object_at(const json::value& value, const std::string& where) {
  if (!value.is_object()) refuse(where, "an object was expected", "Write { ... } here.");
  return value.get_object();
}

std::string text_at(const json::value& value, const std::string& where) {
  if (!value.is_string()) refuse(where, "a text was expected", "Write it between quotes.");
  return std::string(value.get_string());
}

void check_names(const json::object& object, const std::string& where, std::initializer_list<std::string_view> known) {
  for (const auto& [name, value] : object) {
    if (std::find(known.begin(), known.end(), std::string_view(name)) != known.end()) continue;
    std::string names;
    for (std::string_view one : known) names += (names.empty() ? "" : ", ") + std::string(one);
    refuse(where + "/" + std::string(name), "this name is not known", "Use one of " + names + ".");
  }
}

std::string path_text(const json::value& value, const std::string& where) {
  std::string path = text_at(value, where);
  if (path.empty()) refuse(where, "the name of a field is empty", "Name the field of the feed.");
  if (names_on_path(path).size() > k_longest_path) refuse(where, "the path is too long", "Use at most 16 names.");
  return path;
}

void read_values(const json::value& value, const std::string& where, FieldSource& source) {
  for (const auto& [word, ours] : object_at(value, where))
    source.values[fold(collapse_spaces(std::string_view(word)))] = text_at(ours, where + "/" + std::string(word));
  if (source.values.empty()) refuse(where, "there is no value in it", "Give words of the feed with words of ours.");
}

void read_language(const json::value& value, const std::string& where, std::string_view column, FieldSource& source) {
  source.language = language_of(text_at(value, where));
  if (source.language.empty()) refuse(where, "this is not a language", "Write nl or en.");
  if (!holds_text(column)) refuse(where, "this column holds no text in a language", "Leave the language out.");
}

bool flag_at(const json::value& value, const std::string& where) {
  if (!value.is_bool()) refuse(where, "true or false was expected", "");
  return value.get_bool();
}

FieldSource source_of(const json::value& value, const std::string& where, std::string_view column) {
  FieldSource source;
  if (value.is_string()) {
    source.from.push_back(path_text(value, where));
    return source;
  }
  const json::object& object = object_at(value, where);
  check_names(object, where, {"from", "join", "constant", "values", "onlyKnown", "default", "language", "list"});
  if (const auto* from = object.if_contains("from")) {
    if (!from->is_array()) source.from.push_back(path_text(*from, where + "/from"));
    for (std::size_t i = 0; from->is_array() && i < from->get_array().size(); ++i)
      source.from.push_back(path_text(from->get_array()[i], where + "/from/" + std::to_string(i)));
  }
  if (const auto* join = object.if_contains("join")) source.join = text_at(*join, where + "/join");
  if (const auto* constant = object.if_contains("constant")) source.constant = text_at(*constant, where + "/constant");
  if (source.from.empty() == source.constant.empty())
    refuse(where, "it must say either from or constant", "Name a field of the feed, or give the value itself.");
  if (const auto* values = object.if_contains("values")) read_values(*values, where + "/values", source);
  if (const auto* only = object.if_contains("onlyKnown")) source.only_known = flag_at(*only, where + "/onlyKnown");
  if (source.only_known && source.values.empty())
    refuse(where + "/onlyKnown", "there are no values to choose from", "Give values too.");
  if (const auto* other = object.if_contains("default")) source.otherwise = text_at(*other, where + "/default");
  if (const auto* list = object.if_contains("list")) source.list = flag_at(*list, where + "/list");
  if (const auto* language = object.if_contains("language"))
    read_language(*language, where + "/language", column, source);
  return source;
}

/// The canonical name of a column that the profile names in Dutch or English.
std::string column_named(std::string_view name, const std::string& where) {
  const std::string column = is_canonical_csv_column(name) ? std::string(name) : canonical_csv_column(name);
  if (column.empty()) refuse(where, "there is no column of that name", "Use a name of schema/samples/csv/TEMPLATE.md.");
  return column;
}

MappedColumn column_of(std::string_view name, const json::value& value) {
  const std::string where = "/fields/" + std::string(name);
  MappedColumn mapped;
  mapped.column = column_named(name, where);
  if (!value.is_array()) {
    mapped.sources.push_back(source_of(value, where, mapped.column));
    return mapped;
  }
  const json::array& list = value.get_array();
  for (std::size_t i = 0; i < list.size(); ++i) {
    const std::string at = where + "/" + std::to_string(i);
    mapped.sources.push_back(source_of(list[i], at, mapped.column));
    if (mapped.sources.back().language.empty())
      refuse(at, "one of several sources of a column must name its language", "Add \"language\": \"en\".");
  }
  if (list.empty()) refuse(where, "the list is empty", "Name a field of the feed.");
  return mapped;
}

MappingProfile read_profile(const json::value& value) {
  const json::object& object = object_at(value, "");
  check_names(object, "", {"about", "format", "records", "fields"});
  MappingProfile profile;
  if (const auto* about = object.if_contains("about")) static_cast<void>(text_at(*about, "/about"));
  const auto* format = object.if_contains("format");
  const std::string kind = format != nullptr ? text_at(*format, "/format") : "";
  if (kind != "json" && kind != "csv") refuse("/format", "it must be json or csv", "Write \"format\": \"json\".");
  profile.json = kind == "json";
  if (const auto* records = object.if_contains("records")) {
    if (!profile.json) refuse("/records", "a CSV has no path to its records", "Leave it out.");
    const std::string path = text_at(*records, "/records");
    if (!path.empty() && !path.starts_with('/'))
      refuse("/records", "a path begins with a slash", "Write \"/data/courses\".");
    profile.records = path.empty() ? std::vector<std::string>{} : names_on_path(path);
    if (profile.records.size() > k_longest_path) refuse("/records", "the path is too long", "Use at most 16 names.");
  }
  const auto* fields = object.if_contains("fields");
  if (fields == nullptr) refuse("/fields", "it is missing", "Say which field of the feed goes into which column.");
  for (const auto& [name, source] : object_at(*fields, "/fields")) {
    profile.columns.push_back(column_of(std::string_view(name), source));
    const std::string& column = profile.columns.back().column;
    const auto same = std::count_if(profile.columns.begin(), profile.columns.end(),
                                    [&](const MappedColumn& other) { return other.column == column; });
    if (same > 1) refuse("/fields/" + std::string(name), "this column is filled twice", "Leave one of the two out.");
  }
  for (std::string_view needed : {"key", "title"}) {
    if (std::none_of(profile.columns.begin(), profile.columns.end(),
                     [&](const MappedColumn& column) { return column.column == needed; }))
      refuse("/fields", "nothing fills the column " + std::string(needed), "Every offer needs a key and a title.");
  }
  return profile;
}

}  // namespace

std::vector<std::string> names_on_path(std::string_view path) {
  if (!path.starts_with('/')) return {std::string(path)};
  std::vector<std::string> names;
  for (std::size_t from = 1; from <= path.size();) {
    const std::size_t to = std::min(path.find('/', from), path.size());
    std::string name(path.substr(from, to - from));
    for (const auto& [escaped, plain] : {std::pair{"~1", '/'}, {"~0", '~'}}) {
      for (std::size_t at = name.find(escaped); at != std::string::npos; at = name.find(escaped, at + 1))
        name.replace(at, 2, 1, plain);
    }
    names.push_back(std::move(name));
    from = to + 1;
  }
  return names;
}

Result<MappingProfile> parse_mapping_profile(std::string_view text) {
  const auto value = parse_json(text);
  if (!value) {
    return Error{ErrorCode::invalid_input, "The mapping profile is not JSON: " + value.error().what,
                 "Look at that place; schema/profiles/README.md has an example.", value.error().where};
  }
  try {
    return read_profile(*value);
  } catch (const ErrorException& refused) {
    return refused.error();
  }
}

}  // namespace leerwijzer
