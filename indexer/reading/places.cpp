#include "indexer/reading/places.hpp"

#include "engine/core/text.hpp"

#include <algorithm>
#include <utility>

namespace leerwijzer {

std::string normal_postcode(std::string_view text) {
  std::string bare;
  for (char c : trim(text)) {
    if (c == ' ' || c == '\t' || c == '\xC2' || c == '\xA0') continue;
    bare += static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  }
  if (bare.starts_with("NL-")) bare.erase(0, 3);
  // A spreadsheet takes the four digits for a number: 3542.0, 3,542.
  if (bare.size() == 6 && (bare.ends_with(".0") || bare.ends_with(",0"))) bare.resize(4);
  if (bare.size() == 5 && (bare[1] == '.' || bare[1] == ',')) bare.erase(1, 1);
  const bool digits = bare.size() >= 4 && bare[0] >= '1' && bare[0] <= '9' &&
                      std::all_of(bare.begin(), bare.begin() + 4, [](char c) { return c >= '0' && c <= '9'; });
  const bool letters = bare.size() == 6 && bare[4] >= 'A' && bare[4] <= 'Z' && bare[5] >= 'A' && bare[5] <= 'Z';
  return digits && (bare.size() == 4 || letters) ? bare : std::string{};
}

void read_postcode(std::string_view raw, std::string_view path, Location& location, RecordReport& report) {
  if (trim(raw).empty()) return;
  location.postcode = normal_postcode(raw);
  if (location.postcode.empty()) {
    report.warning("bad-postcode", path,
                   raw_value(raw) + " is not a Dutch postcode; it was left out. Write it as 3511 EP.");
  }
}

void read_point(std::optional<double> latitude, std::optional<double> longitude, std::string_view path,
                Location& location, RecordReport& report) {
  if (!latitude || !longitude) return;
  const GeoPoint point{*latitude, *longitude};
  if (is_plausible(point)) {
    location.point = point;
  } else {
    report.warning("implausible-coordinates", path,
                   "Latitude " + std::to_string(*latitude) + ", longitude " + std::to_string(*longitude) +
                       " lies far from the Netherlands; it was left out. Check the order of the two.");
  }
}

bool is_empty(const Location& location) noexcept { return location == Location{}; }

void add_location(std::vector<Location>& locations, Location location) {
  if (is_empty(location) || std::find(locations.begin(), locations.end(), location) != locations.end()) return;
  locations.push_back(std::move(location));
}

}  // namespace leerwijzer
