#include "api/wire/json_values.hpp"
#include "api/wire/writers.hpp"

#include <boost/json.hpp>

#include <array>
#include <utility>

namespace leerwijzer {
namespace {

namespace json = boost::json;

/// Fields of the answer that say again, or follow from, another.
constexpr auto k_follow = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"texts/title", "title"},
    {"texts/summary", "summary"},
    {"level", "levelBasis"},
    {"level", "levelText"},
    {"sector", "sectorLabel"},
    {"price", "costs"},
    {"runs", "firstStart"},
    {"locations", "location"},
});

}  // namespace

json::object write_field_origins(const TracedOffer& offer) {
  json::object fields;
  for (const FieldOrigin& origin : offer.shown.origins) {
    const json::object from{{"source", origin.member}, {"basis", name_of(origin.basis)}};
    fields[origin.field] = from;
    for (const auto& [field, follower] : k_follow) {
      if (field == origin.field) fields[follower] = from;
    }
  }
  return fields;
}

json::array write_sources(const TracedOffer& offer) {
  json::array sources;
  for (const MemberOrigin& member : offer.members) {
    sources.push_back(json::object{{"name", member.source},
                                   {"format", text_or_null(member.format)},
                                   {"register", member.is_register},
                                   {"recordKey", member.key},
                                   {"offerId", member.offer.value},
                                   {"fetchedAt", text_or_null(member.fetched_at)}});
  }
  return sources;
}

}  // namespace leerwijzer
