#include "indexer/formats/mapped/mapping.hpp"

#include "indexer/reading/html.hpp"

#include "engine/core/text.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <span>
#include <utility>

namespace leerwijzer {
namespace {

namespace json = boost::json;

constexpr std::size_t k_most_values = 500;  // of one path in one record
constexpr std::size_t k_most_names = 50;

void add_text_of(const json::value& value, std::vector<std::string>& texts) {
  std::string text;
  if (value.is_string()) {
    text = std::string(value.get_string());
  } else if (value.is_int64() || value.is_uint64()) {
    text = value.is_int64() ? std::to_string(value.get_int64()) : std::to_string(value.get_uint64());
  } else if (value.is_double()) {
    text = csv_number(value.get_double());
  } else if (value.is_bool()) {
    text = value.get_bool() ? "ja" : "nee";
  }
  text = replace_invalid_utf8(trim(text));
  if (!text.empty()) texts.push_back(std::move(text));
}

/// Recursion is as deep as the path. A list on the way counts for each of its elements.
void collect(const json::value& value, std::span<const std::string> path, std::vector<std::string>& texts) {
  if (texts.size() >= k_most_values) return;
  if (const auto* list = value.if_array()) {
    const bool every = !path.empty() && path[0] == "*";
    for (const json::value& element : *list) {
      if (element.is_array() && !every) continue;
      collect(element, every ? path.subspan(1) : path, texts);
    }
  } else if (path.empty()) {
    add_text_of(value, texts);
  } else if (const auto* object = value.if_object()) {
    if (path[0] == "*") {
      for (const auto& [name, member] : *object) collect(member, path.subspan(1), texts);
    } else if (const auto* member = object->if_contains(path[0])) {
      collect(*member, path.subspan(1), texts);
    }
  }
}

std::string header_key(std::string_view name) { return fold(collapse_spaces(name)); }

}  // namespace

RecordMapping::RecordMapping(MappingProfile profile) : profile_(std::move(profile)) {
  for (const MappedColumn& column : profile_.columns) {
    for (const FieldSource& source : column.sources) {
      for (const std::string& name : source.from) {
        paths_[name] = profile_.json ? names_on_path(name) : std::vector<std::string>{header_key(name)};
        first_names_.insert(paths_[name].front());
      }
    }
  }
}

void RecordMapping::note_name(std::string_view name) {
  if (not_used_.size() < k_most_names && !trim(name).empty() && !first_names_.contains(name) &&
      !first_names_.contains("*"))
    not_used_.insert(replace_invalid_utf8(truncate_utf8(name, 80)));
}

CsvOfferRow RecordMapping::row_of(const json::object& record) {
  for (const auto& [name, value] : record) note_name(std::string_view(name));
  const json::value whole(record);
  return build([&](const std::string&, const std::vector<std::string>& path) {
    std::vector<std::string> texts;
    collect(whole, path, texts);
    return texts;
  });
}

CsvOfferRow RecordMapping::row_of(const std::vector<std::string>& headers, const std::vector<std::string>& fields) {
  std::map<std::string, std::string, std::less<>> cells;
  for (std::size_t i = 0; i < headers.size(); ++i) {
    const std::string key = header_key(headers[i]);
    if (!first_names_.contains(key)) note_name(headers[i]);
    if (i < fields.size()) cells.try_emplace(key, trim(fields[i]));
  }
  return build([&](const std::string& name, const std::vector<std::string>& path) {
    const auto cell = cells.find(path.front());
    if (cell != cells.end()) met_.insert(name);  // an empty column is there all the same
    return cell != cells.end() && !cell->second.empty() ? std::vector<std::string>{cell->second}
                                                        : std::vector<std::string>{};
  });
}

std::string RecordMapping::value_of(const FieldSource& source, const Lookup& lookup) {
  std::vector<std::string> parts;
  for (const std::string& name : source.from) {
    std::vector<std::string> found = lookup(name, paths_[name]);
    if (!found.empty()) met_.insert(name);
    if (!source.values.empty()) {
      for (std::string& text : found) {
        const auto ours = source.values.find(fold(collapse_spaces(text)));
        if (ours != source.values.end()) {
          text = ours->second;
        } else if (source.only_known) {
          text.clear();
        }
      }
      std::erase(found, "");
    }
    if (source.list) {
      std::vector<std::string> items;
      for (const std::string& text : found) {
        for (std::string& item : list_items(text)) {
          if (!item.ends_with(':')) items.push_back(std::move(item));  // that is what leads in a list
        }
      }
      found = std::move(items);
      for (std::string& item : found) std::replace(item.begin(), item.end(), '|', '/');
    }
    if (!found.empty()) parts.push_back(join(found, "|"));
  }
  std::string value = source.from.empty() ? source.constant : join(parts, source.list ? "|" : source.join);
  return value.empty() ? source.otherwise : value;
}

CsvOfferRow RecordMapping::build(const Lookup& lookup) {
  CsvOfferRow row;
  for (const MappedColumn& column : profile_.columns) {
    bool first = true;
    for (const FieldSource& source : column.sources) {
      std::string value = value_of(source, lookup);
      const std::string header = source.from.empty() ? column.column : join(source.from, "+");
      if (first) {
        row.set(column.column, std::move(value), header, source.language);
      } else if (!value.empty()) {
        row.translate({column.column, source.language, std::move(value)});
      }
      first = false;
    }
  }
  return row;
}

std::vector<std::string> RecordMapping::never_met() const {
  std::vector<std::string> names;
  for (const auto& [name, path] : paths_) {
    if (!met_.contains(name)) names.push_back(name);
  }
  return names;
}

}  // namespace leerwijzer
