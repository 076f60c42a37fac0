// Labour-market regions, municipalities, postcodes and desks: who may help whom, where, and when.
// Nothing here is called RMT or Leerwerkloket: those are names and kinds of desks with a validity.
#pragma once

#include "engine/core/date.hpp"

#include <optional>
#include <string>
#include <vector>

namespace leerwijzer {

/// WGS 84, in degrees.
struct GeoPoint {
  double latitude = 0.0;
  double longitude = 0.0;
  bool operator==(const GeoPoint&) const = default;
};

/// Great-circle distance in kilometres (haversine, mean earth radius 6371.0 km).
[[nodiscard]] double distance_km(GeoPoint a, GeoPoint b) noexcept;

/// A point in the Netherlands and its close surroundings?
[[nodiscard]] bool is_plausible(GeoPoint point) noexcept;

struct Municipality {
  std::string name;
  std::string region;  ///< slug of its labour-market region
  std::optional<Date> valid_from;
  std::optional<Date> valid_until;
  std::vector<std::string> aliases;
};

struct Postcode {
  std::string digits;  ///< four digits
  GeoPoint point;
  std::string place;
  std::string municipality;
};

/// A place name that is no municipality ("Vleuten").
struct Place {
  std::string name;
  std::string municipality;
};

/// How to reach a desk. Only what was verified is filled in.
struct Channels {
  std::string url;
  std::string phone;
  std::string email;
  std::string address;
  std::string opening_hours;
};

/// One stretch of a week in which a desk is open.
struct OpeningTime {
  int weekday = 1;  ///< 1 Monday to 7 Sunday
  int opens = 0;    ///< minutes after midnight
  int closes = 0;   ///< minutes after midnight, later than `opens`
  bool operator==(const OpeningTime&) const = default;
};

struct AdvicePoint {
  std::string id;
  std::string name;
  /// werkcentrum, leerwerkloket, wsp, uwv, municipality, doorstroompunt, taalhuis, sbb, servicepunt_techniek
  std::string kind;
  std::string region;  ///< slug; empty: national
  std::string municipality;
  std::optional<GeoPoint> point;
  std::optional<Date> valid_from;
  std::optional<Date> valid_until;
  std::optional<Date> verified_at;
  std::vector<std::string> scope;     ///< situations it serves, see learner.hpp; "any" for everyone
  bool serves_residence = true;       ///< for persons, by where they live
  bool serves_establishment = false;  ///< for employers, by where the company is
  Channels channels;
  std::vector<OpeningTime> opening_times;  ///< in order of the week; empty: not known
  std::vector<std::string> languages;      ///< ISO 639-1, in which somebody is helped; empty: not known
  std::string successor;                   ///< id of the desk that takes over
  std::string source;
  std::string confidence;
  std::string note;  ///< for operators, never shown to citizens
};

struct Region {
  int number = 0;  ///< as in the national table; 0 with slug "national" holds the desks of the whole country
  std::string slug;
  std::string name;
  std::optional<Date> valid_from;
  std::optional<Date> valid_until;
  std::string source;
  std::string confidence;
  std::vector<Municipality> municipalities;
  std::vector<Place> places;
  std::vector<Postcode> postcodes;
  std::vector<AdvicePoint> advice_points;
};

}  // namespace leerwijzer
