#include "api/wire/json_values.hpp"
#include "api/wire/writers.hpp"

#include <fmt/format.h>
#include <boost/json.hpp>

#include <algorithm>
#include <array>

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

constexpr auto k_days =
    std::to_array<std::string_view>({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"});

std::string clock(int minutes) { return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60); }

json::array write_opening_times(const std::vector<OpeningTime>& times) {
  json::array out;
  for (const OpeningTime& time : times) {
    const auto day = static_cast<std::size_t>(std::clamp(time.weekday, 1, 7) - 1);
    out.push_back(json::object{{"day", k_days[day]}, {"opens", clock(time.opens)}, {"closes", clock(time.closes)}});
  }
  return out;
}

json::value write_successor(const RoutedAdvicePoint& routed) {
  if (routed.successor_name.empty()) return nullptr;
  return json::object{
      {"id", routed.point.successor}, {"name", routed.successor_name}, {"from", date_or_null(routed.taken_over)}};
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
  out["openingTimes"] = write_opening_times(point.opening_times);
  out["languages"] = text_list(point.languages);
  out["scope"] = text_list(point.scope);
  out["follows"] = routed.by_establishment ? "establishment" : "residence";
  out["successor"] = write_successor(routed);
  out["checkFirst"] = routed.check_first;
  out["distanceKm"] = rounded_or_null(routed.distance_km, 10.0);
  out["primary"] = routed.primary;
  out["reason"] = routed.reason;
  out["rule"] = text_or_null(routed.rule);
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

json::array write_open_referrals(const AdviceAnswer& answer) {
  json::array items;
  for (const OpenReferral& open : answer.open) {
    items.push_back(json::object{{"rule", open.rule},
                                 {"text", open.text},
                                 {"question", write_next_question(open.question)},
                                 {"desks", text_list(open.desks)},
                                 {"comesFirst", open.comes_first}});
  }
  return items;
}

}  // namespace leerwijzer
