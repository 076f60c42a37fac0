#include "indexer/formats/csv/row.hpp"

#include "engine/core/text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace leerwijzer {
namespace {

/// Column names in Dutch and English, and what else occurs, to the canonical name.
constexpr auto k_columns = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"sleutel", "key"},
    {"key", "key"},
    {"id", "key"},
    {"code", "key"},
    {"titel", "title"},
    {"title", "title"},
    {"naam", "title"},
    {"name", "title"},
    {"samenvatting", "summary"},
    {"summary", "summary"},
    {"omschrijving", "description"},
    {"description", "description"},
    {"beschrijving", "description"},
    {"aanbieder", "provider"},
    {"provider", "provider"},
    {"instelling", "provider"},
    {"soort", "kind"},
    {"kind", "kind"},
    {"type", "kind"},
    {"niveau", "level"},
    {"level", "level"},
    {"sector", "sector"},
    {"vorm", "mode"},
    {"mode", "mode"},
    {"lesvorm", "mode"},
    {"taal", "language"},
    {"language", "language"},
    {"voertaal", "language"},
    {"prijs", "price"},
    {"price", "price"},
    {"btw", "vat"},
    {"vat", "vat"},
    {"examenkosten", "exam_cost"},
    {"exam_cost", "exam_cost"},
    {"bijkomende_kosten", "extra_costs"},
    {"extra_costs", "extra_costs"},
    {"duur", "duration"},
    {"duration", "duration"},
    {"studiebelasting", "study_load"},
    {"study_load", "study_load"},
    {"uren_per_week", "hours_per_week"},
    {"hours_per_week", "hours_per_week"},
    {"dagdelen", "dayparts"},
    {"dayparts", "dayparts"},
    {"startdata", "start_dates"},
    {"startdatum", "start_dates"},
    {"start_dates", "start_dates"},
    {"start_date", "start_dates"},
    {"einddata", "end_dates"},
    {"einddatum", "end_dates"},
    {"end_dates", "end_dates"},
    {"end_date", "end_dates"},
    {"inschrijven_voor", "enrol_before"},
    {"enrol_before", "enrol_before"},
    {"min_deelnemers", "min_participants"},
    {"min_participants", "min_participants"},
    {"max_deelnemers", "max_participants"},
    {"max_participants", "max_participants"},
    {"locatie", "location_name"},
    {"location_name", "location_name"},
    {"location", "location_name"},
    {"straat", "street"},
    {"street", "street"},
    {"adres", "street"},
    {"address", "street"},
    {"postcode", "postcode"},
    {"postal_code", "postcode"},
    {"zipcode", "postcode"},
    {"plaats", "city"},
    {"city", "city"},
    {"plaatsnaam", "city"},
    {"website", "url"},
    {"url", "url"},
    {"link", "url"},
    {"email", "email"},
    {"e-mail", "email"},
    {"mail", "email"},
    {"telefoon", "phone"},
    {"phone", "phone"},
    {"leerdoelen", "outcomes"},
    {"outcomes", "outcomes"},
    {"leeruitkomsten", "outcomes"},
    {"vooropleiding", "prior_education"},
    {"prior_education", "prior_education"},
    {"toelating", "prior_education"},
    {"crebo", "crebo"},
    {"croho", "croho"},
    {"isced", "isced"},
    {"aanbieder_url", "provider_url"},
    {"provider_url", "provider_url"},
    {"aanbieder_omschrijving", "provider_description"},
    {"provider_description", "provider_description"},
    {"toegankelijkheid", "accessibility"},
    {"accessibility", "accessibility"},
    {"toetsing", "assessment"},
    {"assessment", "assessment"},
    {"aanmelden", "enrolment"},
    {"enrolment", "enrolment"},
    {"enrollment", "enrolment"},
});

}  // namespace

std::string canonical_csv_column(std::string_view raw) {
  std::string key = fold(collapse_spaces(raw));
  std::replace(key.begin(), key.end(), ' ', '_');
  for (const auto& [name, canonical] : k_columns) {
    if (name == key) return std::string(canonical);
  }
  std::replace(key.begin(), key.end(), '-', '_');
  for (const auto& [name, canonical] : k_columns) {
    if (name == key) return std::string(canonical);
  }
  return {};
}

bool is_canonical_csv_column(std::string_view name) {
  return std::any_of(k_columns.begin(), k_columns.end(), [&](const auto& column) { return column.second == name; });
}

}  // namespace leerwijzer
