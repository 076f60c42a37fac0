#include "engine/domain/geography.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace leerwijzer {

double distance_km(GeoPoint a, GeoPoint b) noexcept {
  constexpr double k_earth_radius_km = 6371.0;
  constexpr double k_degree = std::numbers::pi / 180.0;
  const double half_latitude = std::sin((b.latitude - a.latitude) * k_degree / 2);
  const double half_longitude = std::sin((b.longitude - a.longitude) * k_degree / 2);
  const double chord = half_latitude * half_latitude + std::cos(a.latitude * k_degree) *
                                                           std::cos(b.latitude * k_degree) * half_longitude *
                                                           half_longitude;
  return 2 * k_earth_radius_km * std::asin(std::sqrt(std::min(1.0, chord)));
}

bool is_plausible(GeoPoint point) noexcept {
  return point.latitude > 50.5 && point.latitude < 53.8 && point.longitude > 3.0 && point.longitude < 7.5;
}

}  // namespace leerwijzer
