#include "indexer/formats/edudex/json_element.hpp"

#include "engine/core/text.hpp"

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace leerwijzer {
namespace {

namespace json = boost::json;

std::string text_of(const json::value& value) {
  if (const auto* text = value.if_string())
    return std::string(trim(replace_invalid_utf8({text->data(), text->size()})));
  if (value.is_double()) return fmt::format("{}", value.get_double());
  return value.is_null() ? std::string{} : json::serialize(value);
}

/// {"nl": ..., "en": ...}: nothing but names of two small letters, of which "id" alone is no language.
bool is_per_language(const json::object& object) {
  return !object.empty() && std::all_of(object.begin(), object.end(), [](const auto& member) {
    const std::string_view name = member.key();
    const auto small = [](char c) { return c >= 'a' && c <= 'z'; };
    return name.size() == 2 && small(name[0]) && small(name[1]) && name != "id" && !member.value().is_object();
  });
}

void add(XmlElement& parent, std::string_view name, const json::value& value, std::string_view language);

void add_scalar(XmlElement& parent, std::string_view name, const json::value& value, std::string_view language) {
  XmlElement child;
  child.name = std::string(name);
  child.text = text_of(value);
  if (!language.empty()) child.attributes["lang"] = std::string(language);
  if (!child.text.empty()) parent.children.push_back(std::move(child));
}

void add(XmlElement& parent, std::string_view name, const json::value& value, std::string_view language) {
  if (const auto* list = value.if_array()) {
    for (const json::value& element : *list) add(parent, name, element, language);
    return;
  }
  const auto* object = value.if_object();
  if (object == nullptr) return add_scalar(parent, name, value, language);
  if (is_per_language(*object)) {
    for (const auto& member : *object) add(parent, name, member.value(), member.key());
    return;
  }
  XmlElement child = edudex_element_of(*object, std::string(name));
  if (!child.children.empty()) parent.children.push_back(std::move(child));
}

}  // namespace

XmlElement edudex_element_of(const json::object& object, std::string name) {
  XmlElement element;
  element.name = std::move(name);
  for (const auto& member : object) add(element, member.key(), member.value(), {});
  return element;
}

}  // namespace leerwijzer
