#include "indexer/formats/rio/objects.hpp"

#include "engine/core/text.hpp"

#include <boost/json/serialize.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

namespace leerwijzer {
namespace {

namespace json = boost::json;

std::string scalar_text(const json::value& value) {
  if (const auto* text = value.if_string()) return replace_invalid_utf8({text->data(), text->size()});
  if (value.is_double()) return fmt::format("{}", value.get_double());
  if (value.is_number() || value.is_bool()) return json::serialize(value);
  return {};
}

const json::value* member(const json::object& object, std::string_view name) {
  for (const auto& [key, value] : object) {
    if (!value.is_null() && register_name({key.data(), key.size()}) == name) return &value;
  }
  return nullptr;
}

bool has(const json::object& object, std::string_view name) { return member(object, name) != nullptr; }

std::string text_of(const json::object& object, std::string_view name) {
  const auto* value = member(object, name);
  return value != nullptr ? scalar_text(*value) : std::string{};
}

void collect_objects(const json::value& value, std::vector<const json::object*>& into) {
  if (const auto* object = value.if_object()) into.push_back(object);
  if (const auto* list = value.if_array()) {
    for (const json::value& element : *list) {
      if (const auto* object = element.if_object()) into.push_back(object);
    }
  }
}

/// {"href": ...}, a list of them, or the address itself.
std::string href_of(const json::value& link) {
  if (link.is_string()) return scalar_text(link);
  if (const auto* list = link.if_array()) return list->empty() ? std::string{} : href_of(list->front());
  const auto* object = link.if_object();
  const std::string href = object != nullptr ? text_of(*object, "HREF") : std::string{};
  return href.substr(0, href.find('{'));  // a template: its parameters are optional
}

std::string link_to(const json::object& object, std::string_view name) {
  const auto* links = object.if_contains("_links");
  const auto* by_name = links != nullptr ? links->if_object() : nullptr;
  const auto* link = by_name != nullptr ? member(*by_name, name) : nullptr;
  if (link == nullptr || (link->is_array() && link->get_array().size() > 20)) return {};
  return href_of(*link);
}

/// The last part of an address where it looks like an id (1001O5642, 113A881, a UUID).
std::string id_at_end(std::string_view href) {
  href = href.substr(0, href.find_first_of("?{#"));
  while (href.ends_with('/')) href.remove_suffix(1);
  const std::string_view last = href.substr(href.rfind('/') == std::string_view::npos ? 0 : href.rfind('/') + 1);
  const bool digit = std::any_of(last.begin(), last.end(), [](char c) { return c >= '0' && c <= '9'; });
  return digit && last.size() <= 100 ? std::string(last) : std::string{};
}

}  // namespace

RioKind rio_kind_of(const json::object& object) {
  const std::string type = register_name(text_of(object, "TYPE"));
  if (contains(type, "COHORT") || has(object, "BEGINAANMELDPERIODE") || has(object, "INSTROOMMOMENT"))
    return RioKind::cohort;
  if (type.starts_with("AANGEBODEN") || has(object, "AANGEBODENOPLEIDINGCODE")) return RioKind::offered;
  if (has(object, "OPLEIDINGSEENHEIDCODE")) return RioKind::unit;
  if (has(object, "ERKENDEOPLEIDINGSCODE")) return RioKind::recognition;
  if (has(object, "ONDERWIJSLOCATIECODE") || has(object, "GPSLATITUDE")) return RioKind::place;
  if (type.starts_with("ONDERWIJSAANBIEDER") || type == "ONDERWIJSBESTUUR" || has(object, "INBEDRIJFDATUM"))
    return RioKind::provider;
  return RioKind::other;
}

std::string rio_id_of(const json::object& object, RioKind kind) {
  const auto first = [&](std::initializer_list<std::string_view> names) {
    for (std::string_view name : names) {
      if (std::string found = text_of(object, name); !found.empty())
        return std::string(truncate_utf8(trim(found), 150));
    }
    return std::string{};
  };
  switch (kind) {
    case RioKind::offered: return first({"AANGEBODENOPLEIDINGCODE", "ID"});
    case RioKind::unit: return first({"OPLEIDINGSEENHEIDCODE", "ID"});
    case RioKind::cohort: return first({"ID", "CODE"});
    case RioKind::place: return first({"ONDERWIJSLOCATIECODE", "ID"});
    case RioKind::provider: return first({"CODE", "ID"});
    case RioKind::recognition:
    case RioKind::other: return first({"ID"});
  }
  return {};
}

RegisterRecord rio_record_of(const json::object& object, const std::string& path) {
  RegisterRecord record;
  for (const auto& [key, value] : object) {
    const std::string_view name(key.data(), key.size());
    std::string text = scalar_text(value);
    if (const auto* list = value.if_array()) {
      for (const json::value& element : *list) {
        const std::string one = scalar_text(element);
        if (!one.empty()) text += (text.empty() ? "" : ",") + one;
      }
    }
    const std::string upper = register_name(name);
    if (contains(upper, "PRIJS") && text.empty()) {
      std::vector<const json::object*> prices;
      collect_objects(value, prices);
      if (!prices.empty()) record.add("PRIJS", text_of(*prices.front(), "BEDRAG"), path + "/" + std::string(name));
    }
    record.add(name, text, path + "/" + std::string(name));
  }
  return record;
}

RioRelation rio_relation(const json::object& object, std::span<const std::string_view> names) {
  RioRelation relation;
  for (std::string_view name : names) {
    const auto* embedded = object.if_contains("_embedded");
    if (embedded != nullptr && embedded->is_object() && relation.inlined.empty()) {
      if (const auto* value = member(embedded->get_object(), name)) collect_objects(*value, relation.inlined);
    }
    if (const auto* value = member(object, name)) {
      if (relation.inlined.empty()) collect_objects(*value, relation.inlined);
      if (relation.id.empty()) relation.id = scalar_text(*value);
    }
    for (std::string_view suffix : {"ID", "CODE"}) {
      if (relation.id.empty()) relation.id = text_of(object, std::string(name) + std::string(suffix));
    }
    if (relation.href.empty()) relation.href = link_to(object, name);
  }
  if (relation.id.empty()) relation.id = id_at_end(relation.href);
  return relation;
}

RioPage rio_page_of(const json::value& document) {
  RioPage page;
  const auto* object = document.if_object();
  if (object == nullptr) {
    collect_objects(document, page.objects);
    return page;
  }
  if (rio_kind_of(*object) == RioKind::other) {
    const auto* embedded = object->if_contains("_embedded");
    page.hal = embedded != nullptr || object->contains("page") || object->contains("_links");
    if (embedded != nullptr && embedded->is_object()) {
      for (const auto& [name, value] : embedded->get_object()) collect_objects(value, page.objects);
    } else if (!page.hal) {
      page.objects.push_back(object);
    }
    page.self = link_to(*object, "SELF");
    page.next = link_to(*object, "NEXT");
    return page;
  }
  page.objects.push_back(object);
  return page;
}

RioPageAddress rio_page_address(std::string_view href) {
  RioPageAddress address;
  const std::size_t query = href.find_first_of("?{");
  std::string_view path = href.substr(0, query);
  while (path.ends_with('/')) path.remove_suffix(1);
  address.listing = std::string(path.substr(path.rfind('/') == std::string_view::npos ? 0 : path.rfind('/') + 1));
  if (query == std::string_view::npos) return address;
  for (const std::string& part : split_trimmed(href.substr(query + 1), '&')) {
    if (part.starts_with("page=")) address.page = std::atoi(part.c_str() + 5);
  }
  return address;
}

}  // namespace leerwijzer
