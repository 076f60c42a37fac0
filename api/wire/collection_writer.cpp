#include "api/wire/json_values.hpp"
#include "api/wire/writers.hpp"

#include <boost/json.hpp>

namespace leerwijzer {

namespace json = boost::json;

void write_provenance(json::object& answer, const Provenance& provenance) {
  json::object from;
  from["indexGeneration"] = provenance.index ? text_or_null(provenance.index->generation) : json::value(nullptr);
  from["indexChange"] = provenance.index ? json::value(provenance.index->change.value) : json::value(nullptr);
  from["rulesSnapshot"] = provenance.rules_snapshot;
  from["taxonomy"] = provenance.taxonomy_version;
  from["today"] = format_iso(provenance.today);
  if (provenance.offer != nullptr) {
    from["sources"] = write_sources(*provenance.offer);
    from["fields"] = write_field_origins(*provenance.offer);
  }
  answer["provenance"] = std::move(from);
  if (!provenance.sample) return;
  answer["sample"] = true;
  answer["notice"] = "Dit is voorbeelddata: scholen, prijzen en data zijn verzonnen.";
}

json::object write_facets(const std::map<std::string, std::vector<FacetCount>>& facets) {
  json::object out;
  for (const auto& [name, counts] : facets) {
    json::array list;
    for (const FacetCount& one : counts) {
      list.push_back(json::object{{"value", one.value}, {"label", one.label}, {"count", one.count}});
    }
    out[name] = std::move(list);
  }
  return out;
}

json::object write_collection(json::array items, std::size_t total,
                              const std::map<std::string, std::vector<FacetCount>>& facets, json::object understood,
                              const std::string& next) {
  json::object out;
  out["items"] = std::move(items);
  out["total"] = total;
  out["facets"] = write_facets(facets);
  out["understood"] = std::move(understood);
  out["next"] = text_or_null(next);
  return out;
}

}  // namespace leerwijzer
