// A matcher over the shipped taxonomy and regions, a few courses in care, and a small table of shortages; asked with
// the JSON of a request, as a client would.
#pragma once

#include "api/http/problem.hpp"
#include "api/wire/requests.hpp"
#include "engine/match/matcher.hpp"
#include "tests/support/regions.hpp"
#include "tests/support/search_offers.hpp"
#include "tests/support/taxonomy.hpp"

#include <boost/json.hpp>

#include <memory>
#include <string>
#include <vector>

namespace leerwijzer::testing {

inline const Date k_person_today = day(2026, 11, 21);

inline OccupationId occupation_named(const std::string& label) {
  return shipped_taxonomy().resolve_occupations(label, 1).at(0).id;
}
inline SkillId skill_named(const std::string& label) { return shipped_taxonomy().resolve_skills(label, 1).at(0).id; }

/// An offer that teaches what an occupation asks.
inline Offer course_for(std::int64_t id, const std::string& title, const std::string& occupation) {
  Offer offer = bare_offer(id, title);
  offer.provider.value = id;
  offer.sector = "zorg-welzijn";
  offer.modes = {DeliveryMode::on_site};
  offer.locations = {place_at("Utrecht", {52.09, 5.12})};
  offer.runs = {run_from(day(2027, 2, 8))};
  for (const RequiredSkill& one : shipped_taxonomy().required_skills(occupation_named(occupation)))
    offer.outcomes.push_back({std::string(shipped_taxonomy().label(one.skill)), "nl", one.skill, 1.0});
  return offer;
}

/// 1: verzorgende, twelve months, 1,200 euro. 2: mbo-verpleegkundige, of which the school says neither duration nor
/// price. 3: hbo-verpleegkundige in Groningen. 4: hair.
inline std::vector<Offer> courses_in_care() {
  Offer carer = course_for(1, "Opleiding Verzorgende IG", "verzorgende");
  carer.duration_months = 12;
  carer.costs = {price_of(120'000)};
  Offer nurse = course_for(2, "Opleiding Mbo-verpleegkundige", "verpleegkundige (mbo)");
  Offer bachelor = course_for(3, "Hbo-verpleegkunde", "verpleegkundige (hbo)");
  bachelor.duration_months = 48;
  bachelor.costs = {price_of(1'000'000)};
  bachelor.locations = {place_at("Groningen", {53.22, 6.57})};
  Offer hair = bare_offer(4, "Knippen en stylen");
  hair.provider.value = 4;
  return {carer, nurse, bachelor, hair};
}

inline ShortageTable small_shortage() {
  return ShortageTable({{"midden-utrecht", "zorg-welzijn", Tension::very_tight, day(2026, 9, 30), "verzonnen", true},
                        {"midden-utrecht", "detailhandel", Tension::very_wide, day(2026, 9, 30), "verzonnen", true}});
}

class PersonDesk {
 public:
  PersonDesk() : funding_(FundingRules::compile({}).value()), shortage_(small_shortage()) {
    write_index(folder_.path() / "index", courses_in_care());
    index_ = std::make_unique<SearchIndex>(SearchIndex::open({folder_.path() / "index", 1}).value());
  }

  static const PersonDesk& instance() {
    static const PersonDesk one;
    return one;
  }

  /// What the body of a request gives; a fault that its reader finds becomes an error too.
  [[nodiscard]] Result<MatchAnswer> ask(const std::string& body) const {
    MatchRequest request;
    try {
      request = read_match_request(body, true, k_person_today);
    } catch (const InvalidInput& wrong) {
      const FieldError& first = wrong.errors().front();
      return Error{ErrorCode::invalid_input, first.what, first.hint, first.field};
    }
    return ask(request);
  }
  [[nodiscard]] Result<MatchAnswer> ask(const MatchRequest& request) const {
    return Matcher(shipped_taxonomy(), *index_, funding_, shipped_geography(), &shortage_).match(request);
  }

  [[nodiscard]] const SearchIndex& index() const { return *index_; }
  [[nodiscard]] const ShortageTable& shortage() const { return shortage_; }

 private:
  TemporaryFolder folder_;
  FundingRules funding_;
  ShortageTable shortage_;
  std::unique_ptr<SearchIndex> index_;
};

}  // namespace leerwijzer::testing
