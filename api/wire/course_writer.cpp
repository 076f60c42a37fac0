// schema.org Course and CourseInstance as JSON-LD. What is not known is left out, never guessed.
#include "api/wire/json_values.hpp"
#include "api/wire/writers.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

namespace json = boost::json;

void put(json::object& out, std::string_view key, std::string_view text) {
  if (!text.empty()) out[json::string_view(key.data(), key.size())] = text;
}

std::string euro(Cents amount) {
  const std::string cents = std::to_string(amount.value % 100);
  return std::to_string(amount.value / 100) + "." + (cents.size() == 1 ? "0" + cents : cents);
}

json::object write_course_location(const Location& location) {
  json::object address{{"@type", "PostalAddress"}, {"addressCountry", "NL"}};
  put(address, "streetAddress", location.street);
  put(address, "postalCode", location.postcode);
  put(address, "addressLocality", location.city);
  json::object place{{"@type", "Place"}, {"address", std::move(address)}};
  put(place, "name", location.name);
  if (location.point) {
    place["geo"] = json::object{
        {"@type", "GeoCoordinates"}, {"latitude", location.point->latitude}, {"longitude", location.point->longitude}};
  }
  return place;
}

std::string_view course_mode(const std::vector<DeliveryMode>& modes) {
  bool online = false;
  bool here = false;
  for (const DeliveryMode mode : modes) {
    if (mode == DeliveryMode::blended) return "Blended";
    (mode == DeliveryMode::online || mode == DeliveryMode::self_study ? online : here) = true;
  }
  if (online && here) return "Blended";
  return online ? "Online" : here ? "Onsite" : "";
}

json::object write_instance(const Offer& offer, const Run& run) {
  json::object out{{"@type", "CourseInstance"}};
  if (run.start) out["startDate"] = format_iso(*run.start);
  if (run.end) out["endDate"] = format_iso(*run.end);
  put(out, "courseMode", course_mode(run.modes.empty() ? offer.modes : run.modes));
  if (run.location && *run.location != Location{}) out["location"] = write_course_location(*run.location);
  if (run.places_max) out["maximumAttendeeCapacity"] = *run.places_max;
  return out;
}

}  // namespace

json::object write_offer_as_course(const Offer& offer, const std::optional<Provider>& provider,
                                   const CataloguePrice& price, const Taxonomy& taxonomy) {
  json::object out{{"@context", "https://schema.org"}, {"@type", "Course"}};
  out["identifier"] = std::to_string(offer.id.value);
  put(out, "name", title_of(offer));
  put(out, "description", text_of(offer, TextField::description));
  put(out, "url", offer.url);
  put(out, "educationalCredentialAwarded", offer.awarded);
  if (offer.level.nlqf && offer.level.basis != LevelBasis::inferred) {
    out["educationalLevel"] = "NLQF " + std::string(name_of(*offer.level.nlqf));
  }
  if (!offer.languages.empty()) out["inLanguage"] = text_list(offer.languages);
  json::object by{{"@type", "Organization"}};
  put(by, "name", provider ? std::string_view(provider->name) : offer.provider_name);
  if (provider) put(by, "url", provider->url);
  out["provider"] = std::move(by);
  json::array teaches;
  for (const Outcome& outcome : offer.outcomes) {
    const Skill* skill = outcome.skill.stored() ? taxonomy.skill(outcome.skill) : nullptr;
    if (skill == nullptr) {
      teaches.emplace_back(json::string(outcome.text));
    } else {
      json::object term{{"@type", "DefinedTerm"}, {"name", taxonomy.label(outcome.skill)}};
      put(term, "@id", skill->uri);
      teaches.push_back(std::move(term));
    }
  }
  if (!teaches.empty()) out["teaches"] = std::move(teaches);
  if (price.gross) {
    out["offers"] = json::array{json::object{
        {"@type", "Offer"}, {"price", euro(price.gross->max)}, {"priceCurrency", "EUR"}, {"category", "Paid"}}};
    if (price.gross->max.value == 0) out["offers"].as_array()[0].as_object()["category"] = "Free";
  }
  json::array instances;
  for (const Run& run : offer.runs) instances.push_back(write_instance(offer, run));
  if (!instances.empty()) out["hasCourseInstance"] = std::move(instances);
  return out;
}

}  // namespace leerwijzer
