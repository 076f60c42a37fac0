#include "api/wire/json_values.hpp"
#include "api/wire/writers.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

namespace json = boost::json;

json::value write_region(const std::string& slug, const Geography& geography) {
  if (slug.empty()) return nullptr;
  for (const Region* region : geography.regions()) {
    if (region->slug == slug) return json::object{{"slug", slug}, {"name", region->name}};
  }
  return json::object{{"slug", slug}, {"name", slug}};
}

json::object write_advice_point(const RoutedAdvicePoint& routed, const Geography& geography) {
  const AdvicePoint& point = routed.point;
  json::object out;
  out["id"] = point.id;
  out["name"] = point.name;
  out["kind"] = point.kind;
  out["region"] = write_region(point.region, geography);
  out["municipality"] = text_or_null(point.municipality);
  out["validFrom"] = date_or_null(point.valid_from);
  out["validUntil"] = date_or_null(point.valid_until);
  out["verifiedDate"] = date_or_null(point.verified_at);
  out["channels"] = json::object{{"url", text_or_null(point.channels.url)},
                                 {"phone", text_or_null(point.channels.phone)},
                                 {"email", text_or_null(point.channels.email)},
                                 {"address", text_or_null(point.channels.address)},
                                 {"openingHours", text_or_null(point.channels.opening_hours)}};
  out["checkFirst"] = routed.check_first;
  out["distanceKm"] = rounded_or_null(routed.distance_km, 10.0);
  out["primary"] = routed.primary;
  out["reason"] = routed.reason;
  return out;
}

}  // namespace

json::value write_place(const std::optional<FoundPlace>& place) {
  if (!place) return nullptr;
  json::object out;
  out["postcode"] = text_or_null(place->postcode);
  out["place"] = text_or_null(place->place);
  out["municipality"] = text_or_null(place->municipality);
  out["region"] = place->region.empty()
                      ? json::value(nullptr)
                      : json::value(json::object{{"slug", place->region}, {"name", place->region_name}});
  return out;
}

json::array write_advice_points(const AdviceAnswer& answer, const Geography& geography) {
  json::array items;
  for (const RoutedAdvicePoint& point : answer.points) items.push_back(write_advice_point(point, geography));
  return items;
}

}  // namespace leerwijzer
