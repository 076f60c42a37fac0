#include "indexer/formats/schemaorg/nodes.hpp"

#include "engine/core/text.hpp"

#include <boost/json/serialize.hpp>

#include <fmt/format.h>
#include <gumbo.h>

#include <algorithm>
#include <array>
#include <memory>

namespace leerwijzer {
namespace {

namespace json = boost::json;

/// Members that lead from a node to the courses it lists.
constexpr auto k_containers = std::to_array<std::string_view>(
    {"@graph", "@included", "itemListElement", "item", "itemOffered", "hasCourse", "hasPart", "mainEntity",
     "mainEntityOfPage", "hasOfferCatalog", "makesOffer", "offersCatalog", "subjectOf", "about"});

std::string_view view(const json::string& text) { return {text.data(), text.size()}; }

/// Names without prefix, in place; depth is that of the parser.
void strip_names(json::value& value) {
  if (auto* list = value.if_array()) {
    for (json::value& element : *list) strip_names(element);
  } else if (auto* object = value.if_object()) {
    std::vector<std::string> prefixed;
    for (auto& [name, member] : *object) {
      strip_names(member);
      if (schema_name({name.data(), name.size()}).size() != name.size()) prefixed.emplace_back(name);
    }
    for (const std::string& name : prefixed) {
      json::value member = std::move(object->at(name));
      object->erase(name);
      object->emplace(std::string(schema_name(name)), std::move(member));
    }
  }
}

std::string id_of(const json::object& node) {
  const auto* id = node.if_contains("@id");
  const auto* text = id != nullptr ? id->if_string() : nullptr;
  return text != nullptr ? std::string(trim(view(*text))) : std::string{};
}

/// Only an address and a name: an entry of a list, not a description.
bool is_stub(const json::object& node) {
  return std::all_of(node.begin(), node.end(), [](const auto& member) {
    const std::string_view name(member.key().data(), member.key().size());
    return name == "@id" || name == "@type" || name == "@context" || name == "url" || name == "name" ||
           name == "position";
  });
}

struct FreePage {
  void operator()(GumboOutput* page) const { gumbo_destroy_output(&kGumboDefaultOptions, page); }
};

std::string attribute_of(const GumboNode& node, const char* name) {
  const GumboAttribute* attribute = gumbo_get_attribute(&node.v.element.attributes, name);
  return attribute != nullptr && attribute->value != nullptr ? attribute->value : "";
}

std::string text_in(const GumboNode& script) {
  std::string text;
  for (unsigned i = 0; i < script.v.element.children.length; ++i) {
    const auto* child = static_cast<const GumboNode*>(script.v.element.children.data[i]);
    if (child->type == GUMBO_NODE_TEXT || child->type == GUMBO_NODE_CDATA || child->type == GUMBO_NODE_WHITESPACE)
      text += child->v.text.text;
  }
  return text;
}

/// One script at a time goes to the parser, so that no page can nest deeper than the parser can bear.
void add_script(std::string_view element, std::vector<std::string>& texts) {
  const std::string closed = std::string(element) + "</script>";
  const std::unique_ptr<GumboOutput, FreePage> page(
      gumbo_parse_with_options(&kGumboDefaultOptions, closed.data(), closed.size()));
  if (!page) return;
  std::vector<const GumboNode*> open{page->root};
  while (!open.empty()) {
    const GumboNode* node = open.back();
    open.pop_back();
    if (node->type != GUMBO_NODE_ELEMENT) continue;
    if (node->v.element.tag == GUMBO_TAG_SCRIPT &&
        to_lower_ascii(attribute_of(*node, "type")).starts_with("application/ld+json")) {
      texts.push_back(text_in(*node));
    }
    for (unsigned i = 0; i < node->v.element.children.length; ++i)
      open.push_back(static_cast<const GumboNode*>(node->v.element.children.data[i]));
  }
}

}  // namespace

PageScripts scripts_of_page(std::string_view html) {
  PageScripts found;
  const std::string lower = to_lower_ascii(html);
  bool open = false;
  for (std::size_t at = lower.find('<'); at != std::string::npos; at = lower.find('<', at)) {
    const bool comment = lower.compare(at, 4, "<!--") == 0;
    const bool script = lower.compare(at, 7, "<script") == 0;
    if (!comment && !script) {
      ++at;
      continue;
    }
    const std::size_t end = lower.find(comment ? "-->" : "</script", at + 4);
    open = end == std::string::npos;
    if (open) break;
    if (script) add_script(html.substr(at, end - at), found.texts);
    at = end + 3;
  }
  const bool page_ends = !contains(lower, "<html") || contains(lower, "</html");
  found.whole = !open && page_ends && trim(lower).ends_with('>');
  return found;
}

std::string_view schema_name(std::string_view raw) noexcept {
  for (std::string_view prefix : {"https://schema.org/", "http://schema.org/", "schema:", "sdo:"}) {
    if (raw.starts_with(prefix)) return raw.substr(prefix.size());
  }
  return raw;
}

std::vector<std::string> schema_types(const json::object& node) {
  std::vector<std::string> types;
  const auto add = [&](const json::value& value) {
    if (const auto* text = value.if_string()) types.emplace_back(schema_name(view(*text)));
  };
  const auto* type = node.if_contains("@type");
  if (type == nullptr) return types;
  if (const auto* list = type->if_array()) {
    for (const json::value& element : *list) add(element);
  } else {
    add(*type);
  }
  return types;
}

bool is_schema_type(const json::object& node, std::string_view type) {
  const auto types = schema_types(node);
  return std::find(types.begin(), types.end(), type) != types.end();
}

SchemaNodes::SchemaNodes(json::value document) : document_(std::move(document)) {
  strip_names(document_);
  index(document_);
  find(document_, nullptr);
}

void SchemaNodes::index(const json::value& value) {
  if (const auto* list = value.if_array()) {
    for (const json::value& element : *list) index(element);
  } else if (const auto* object = value.if_object()) {
    if (const std::string id = id_of(*object); !id.empty() && object->size() > 1) {
      const auto [at, fresh] = by_id_.try_emplace(id, &value);
      if (!fresh && at->second->get_object().size() < object->size()) at->second = &value;
    }
    for (const auto& [name, member] : *object) index(member);
  }
}

const json::value& SchemaNodes::follow(const json::value& value) const {
  const auto* object = value.if_object();
  if (object == nullptr || !is_stub(*object)) return value;
  const auto at = by_id_.find(id_of(*object));
  return at != by_id_.end() ? *at->second : value;
}

void SchemaNodes::find(const json::value& value, const json::object* owner) {
  if (const auto* list = value.if_array()) {
    for (const json::value& element : *list) find(element, owner);
    return;
  }
  const auto* node = value.if_object();
  if (node == nullptr) return;
  if (is_schema_type(*node, "Course")) {
    const auto& whole = follow(value).get_object();
    if (found_.insert(&whole).second) courses_.push_back({&whole, owner});
  } else if (is_schema_type(*node, "Organization") || is_schema_type(*node, "EducationalOrganization") ||
             is_schema_type(*node, "CollegeOrUniversity") || is_schema_type(*node, "LocalBusiness")) {
    owner = node;
  }
  for (std::string_view name : k_containers) {
    if (const auto* member = node->if_contains({name.data(), name.size()})) find(*member, owner);
  }
}

std::vector<const json::value*> SchemaNodes::values(const json::object& node, std::string_view name) const {
  std::vector<const json::value*> found;
  const auto* member = node.if_contains({name.data(), name.size()});
  if (member == nullptr || member->is_null()) return found;
  const auto* list = member->if_array();
  if (list == nullptr) {
    found.push_back(&follow(*member));
  } else {
    for (const json::value& element : *list) {
      if (!element.is_null()) found.push_back(&follow(element));
    }
  }
  return found;
}

std::vector<const json::object*> SchemaNodes::objects(const json::object& node, std::string_view name) const {
  std::vector<const json::object*> found;
  for (const json::value* value : values(node, name)) {
    if (const auto* object = value->if_object()) found.push_back(object);
  }
  return found;
}

std::string SchemaNodes::text_of(const json::value& value) const {
  if (const auto* text = value.if_string()) return std::string(trim(replace_invalid_utf8(view(*text))));
  if (value.is_double()) return fmt::format("{}", value.get_double());
  if (value.is_number() || value.is_bool()) return json::serialize(value);
  if (const auto* object = value.if_object()) {
    for (std::string_view name : {"@value", "name", "termCode", "url", "@id"}) {
      const auto* member = object->if_contains({name.data(), name.size()});
      if (member != nullptr && member->is_string()) return text_of(*member);
    }
  }
  return {};
}

std::string SchemaNodes::text(const json::object& node, std::string_view name) const {
  for (const json::value* value : values(node, name)) {
    if (std::string found = text_of(*value); !found.empty()) return found;
  }
  return {};
}

}  // namespace leerwijzer
