#include "engine/search/search_hit.hpp"

#include "engine/search/document.hpp"
#include "engine/search/offer_codec.hpp"

namespace leerwijzer {

SearchHit hit_of(const Xapian::Document& document, double score, const std::optional<GeoPoint>& centre) {
  SearchHit hit;
  hit.offer = decode_offer(document.get_data()).value();
  hit.score = score;
  if (centre) {
    for (const Location& place : places_of(hit.offer)) {
      if (!place.point) continue;
      const double distance = distance_km(*centre, *place.point);
      if (!hit.distance_km || distance < *hit.distance_km) hit.distance_km = distance;
    }
  }
  return hit;
}

}  // namespace leerwijzer
