// The region around a person as inline SVG. Its land is drawn from the postcodes of the region itself: around each a
// disc, together one outline. It holds links, so it is a group with a label, and all that it shows is in the list too.
#pragma once

#include "api/web/texts.hpp"
#include "engine/domain/geography.hpp"

#include <optional>
#include <string>
#include <vector>

namespace leerwijzer {

struct MapMark {
  GeoPoint point;
  std::string sign;     ///< a number, or "i" for a desk
  std::string label;    ///< for who hears it
  std::string address;  ///< "#opleiding-1"
  bool desk = false;
};

struct MapQuestion {
  const Region& region;
  std::optional<GeoPoint> home;
  std::optional<double> travel_km;
  std::vector<MapMark> marks;
};

/// Marks far outside the region are left out. Empty where the region has no postcodes.
[[nodiscard]] std::string map_picture(const Texts& texts, const MapQuestion& question);

}  // namespace leerwijzer
