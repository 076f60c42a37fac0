#include "api/wire/vocabulary.hpp"

#include "engine/domain/sector.hpp"

namespace leerwijzer {

std::vector<std::string_view> situation_names() {
  return {"employee",
          "self_employed",
          "no_benefit",
          "at_risk",
          "ww",
          "bijstand",
          "wia",
          "zw",
          "wajong",
          "youth_no_startkwalificatie",
          "no_startkwalificatie_working",
          "low_basic_skills",
          "employer"};
}

std::vector<std::string_view> sector_names() {
  std::vector<std::string_view> names;
  for (const Sector& sector : sectors()) names.push_back(sector.code);
  return names;
}

std::vector<std::string_view> language_names() {
  return {"nl", "en", "de", "fr", "es", "it", "pt", "pl", "tr", "ar", "uk", "ru", "zh", "ro", "bg", "fy"};
}

}  // namespace leerwijzer
