// What Geography looks things up in; private to engine/advice.
#pragma once

#include "engine/advice/geography.hpp"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace leerwijzer {

struct RegionMembership {
  const Region* region = nullptr;
  std::optional<Date> from;
  std::optional<Date> until;
};

/// What a name stands for: a municipality, or a place within one.
struct NamedPlace {
  std::string municipality;
  std::string place;
};

struct GeographyModel {
  std::vector<Region> regions;  ///< by slug
  ReferralRules rules;
  std::map<std::string, std::vector<RegionMembership>> municipality_regions;
  std::map<std::string, Postcode> postcodes;
  std::map<std::string, NamedPlace> names;                           ///< by folded letters
  std::vector<std::string> display_names;                            ///< sorted
  std::vector<std::pair<std::string, std::string>> suggested_names;  ///< folded letters and name, sorted
  std::map<std::string, GeoPoint> municipality_points;
  std::map<std::string, GeoPoint> place_points;

  [[nodiscard]] const Region* region_of(const std::string& municipality, Date date) const;
  [[nodiscard]] FoundPlace place_in(const std::string& municipality, Date date) const;
};

struct Geography::Model : GeographyModel {};

}  // namespace leerwijzer
