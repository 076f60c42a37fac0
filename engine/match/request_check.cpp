#include "engine/match/request_check.hpp"

#include "engine/core/text.hpp"
#include "engine/domain/sector.hpp"
#include "engine/match/constraints.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace leerwijzer {
namespace {

constexpr int k_youngest_worker = 12;
constexpr std::size_t k_longest_list = 200;
/// The Netherlands have some 4,070 postcodes of four digits; a file that holds fewer than this is not of all of it.
constexpr std::size_t k_postcodes_of_the_country = 3'800;

constexpr auto k_situations = std::to_array<std::string_view>(
    {"employee", "self_employed", "no_benefit", "at_risk", "ww", "bijstand", "wia", "zw", "wajong",
     "youth_no_startkwalificatie", "no_startkwalificatie_working", "low_basic_skills", "employer"});

Error bad_field(std::string field, std::string what, std::string hint) {
  return {ErrorCode::invalid_input, std::move(what), std::move(hint), std::move(field)};
}

bool outside(const std::optional<double>& value, double low, double high) {
  return value && !(std::isfinite(*value) && *value >= low && *value <= high);
}

Result<void> check_numbers(const MatchRequest& request) {
  const Learner& learner = request.learner;
  const int year = static_cast<int>(request.today.year());
  if (request.limit < 1 || request.limit > 100)
    return bad_field("/limit", "limit is 1 tot 100", "Vraag hoogstens 100 opleidingen.");
  if (learner.birth_year && (*learner.birth_year < year - 120 || *learner.birth_year > year - 10)) {
    return bad_field("/learner/birthYear", "Dit geboortejaar kan niet kloppen", "Vul het jaar met vier cijfers in.");
  }
  if (outside(learner.hours_per_week, 0, 80)) {
    return bad_field("/learner/hoursPerWeek", "Het aantal uur per week is 0 tot 80",
                     "Vul in hoeveel uur u per week kunt leren.");
  }
  if (outside(learner.max_travel_km, 0, 500)) {
    return bad_field("/learner/maxTravelKm", "De reisafstand is 0 tot 500 kilometer", "Vul in hoe ver u wilt reizen.");
  }
  if (outside(learner.max_months, 0.1, 120)) {
    return bad_field("/learner/maxMonths", "De duur is 1 tot 120 maanden", "Vul in hoe lang u hoogstens wilt leren.");
  }
  if (learner.budget && learner.budget->value < 0) {
    return bad_field("/learner/budgetCents", "Het budget kan niet onder nul zijn", "Vul in wat u zelf kunt betalen.");
  }
  if (outside(learner.can_or_want, 0, 1)) {
    return bad_field("/learner/canOrWant", "Deze waarde is 0 tot 1",
                     "Vul 0 in voor wat u kunt, 1 voor wat u wilt, of iets ertussen.");
  }
  return k_ok;
}

Result<void> check_names(const MatchRequest& request) {
  const Learner& learner = request.learner;
  for (std::size_t i = 0; i < learner.situations.size(); ++i) {
    if (std::find(k_situations.begin(), k_situations.end(), learner.situations[i]) == k_situations.end()) {
      return bad_field("/learner/situation/" + std::to_string(i),
                       "De situatie \"" + learner.situations[i] + "\" kennen we niet",
                       "Kies uit: " + join({k_situations.begin(), k_situations.end()}, ", ") + ".");
    }
  }
  for (std::size_t i = 0; i < learner.hard.size(); ++i) {
    if (is_stated(learner, learner.hard[i])) continue;
    return bad_field("/learner/hard/" + std::to_string(i),
                     "U noemt een harde grens (" + std::string(name_of(learner.hard[i])) + ") die u niet invult",
                     "Vul in wat uw grens is, of haal deze weg uit de lijst.");
  }
  std::vector<std::pair<std::string, const std::string*>> sectors = {{"/learner/sector", &learner.sector},
                                                                     {"/goal/sector", &request.goal.sector}};
  for (std::size_t i = 0; i < learner.likes.sectors.size(); ++i)
    sectors.emplace_back("/learner/likes/sectors/" + std::to_string(i), &learner.likes.sectors[i]);
  for (const auto& [field, sector] : sectors) {
    if (!sector->empty() && !sector_of_name(*sector)) {
      return bad_field(field, "De sector \"" + *sector + "\" kennen we niet",
                       "Gebruik een sector uit de lijst, bijvoorbeeld zorg-welzijn.");
    }
  }
  return k_ok;
}

Result<void> check_lengths(const MatchRequest& request) {
  const Learner& learner = request.learner;
  for (const auto& [field, size] : {std::pair{"/learner/skills", learner.skills.size()},
                                    {"/learner/skillsNotHad", learner.skills_not_had.size()},
                                    {"/learner/occupations", learner.occupations.size()},
                                    {"/learner/modulesDone", learner.modules_done.size()},
                                    {"/learner/education/diplomas", learner.diplomas.size()},
                                    {"/learner/likes/skills", learner.likes.skills.size()},
                                    {"/goal/skills", request.goal.skills.size()}}) {
    if (size > k_longest_list) {
      return bad_field(field, fmt::format("Dit zijn er {}. Dat is te veel", size),
                       "Noem er hoogstens 200. Kies wat het belangrijkst is.");
    }
  }
  return k_ok;
}

/// Work of which the years do not fit the age, or the calendar.
Result<void> check_work(const MatchRequest& request) {
  const Learner& learner = request.learner;
  const int this_year = static_cast<int>(request.today.year());
  for (std::size_t i = 0; i < learner.occupations.size(); ++i) {
    const HeldOccupation& held = learner.occupations[i];
    const std::string field = "/learner/occupations/" + std::to_string(i);
    if (outside(held.years, 0, 80))
      return bad_field(field + "/years", "Het aantal jaren is 0 tot 80", "Vul in hoeveel jaar u dit werk deed.");
    if (held.last_year && (*held.last_year > this_year || *held.last_year < this_year - 100)) {
      return bad_field(field + "/lastYear", "Dit jaar kan niet kloppen",
                       "Vul het jaar in waarin u dit werk voor het laatst deed. Doet u het nog? Laat het dan leeg.");
    }
    if (!learner.birth_year) continue;
    const int until = held.last_year.value_or(this_year);
    if (until < *learner.birth_year + k_youngest_worker) {
      return bad_field(field + "/lastYear",
                       fmt::format("U bent geboren in {} en deed dit werk tot {}. Dat kan niet allebei kloppen",
                                   *learner.birth_year, until),
                       "Kijk het jaar en uw geboortejaar na.");
    }
    const int most = until - *learner.birth_year - k_youngest_worker;
    if (held.years && *held.years > most) {
      return bad_field(field + "/years",
                       fmt::format("U bent geboren in {} en deed dit werk {:g} jaar. Dat kan niet allebei kloppen",
                                   *learner.birth_year, *held.years),
                       "Kijk het aantal jaren en uw geboortejaar na.");
    }
  }
  return k_ok;
}

Result<void> check_dates(const MatchRequest& request) {
  if (request.learner.start_from && *request.learner.start_from < request.today) {
    return bad_field("/learner/startFrom", "De dag waarop u wilt beginnen is al voorbij",
                     "Kies vandaag of een latere dag, of laat het leeg.");
  }
  const SearchFilters& filters = request.filters;
  if (filters.starts_from && filters.starts_before && *filters.starts_before < *filters.starts_from) {
    return bad_field("/filters/startsBefore", "De laatste dag ligt voor de eerste dag", "Wissel de twee dagen om.");
  }
  return k_ok;
}

std::size_t postcodes_in(const Geography& geography) {
  std::size_t count = 0;
  for (const Region* region : geography.regions()) count += region->postcodes.size();
  return count;
}

}  // namespace

Result<void> check_request(const MatchRequest& request) {
  for (const auto check : {check_numbers, check_names, check_lengths, check_work, check_dates}) {
    if (auto checked = check(request); !checked) return checked;
  }
  return k_ok;
}

Result<std::optional<FoundPlace>> locate_learner(const Geography& geography, const MatchRequest& request,
                                                 std::vector<std::pair<std::string, std::string>>& notes) {
  const Learner& learner = request.learner;
  if (!learner.postcode.empty()) {
    auto place = geography.locate_postcode(learner.postcode, request.today);
    if (place) return std::optional(*place);
    if (place.error().code == ErrorCode::invalid_input) {
      Error error = place.error();
      error.where = "/learner/postcode";
      return error;
    }
    if (postcodes_in(geography) >= k_postcodes_of_the_country) {
      return bad_field("/learner/postcode", "De postcode " + learner.postcode + " bestaat niet",
                       "Kijk de vier cijfers na, of vul uw gemeente in.");
    }
    if (learner.municipality.empty()) {
      notes.emplace_back(
          "/learner/postcode",
          "De postcode " + learner.postcode + " staat niet in onze gegevens. Klopt hij? Vul dan ook uw gemeente in.");
    }
  }
  if (!learner.municipality.empty()) {
    auto place = geography.locate_name(learner.municipality, request.today);
    if (place) return std::optional(*place);
    Error error = place.error();
    error.code = ErrorCode::invalid_input;
    error.where = "/learner/municipality";
    return error;
  }
  return std::optional<FoundPlace>{};
}

}  // namespace leerwijzer
