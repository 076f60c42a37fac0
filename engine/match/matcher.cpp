#include "engine/match/matcher.hpp"

#include "engine/core/text.hpp"
#include "engine/domain/sector.hpp"
#include "engine/match/constraints.hpp"
#include "engine/match/goal.hpp"
#include "engine/match/ranking.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace leerwijzer {
namespace {

constexpr std::size_t k_candidates = 300;
constexpr std::size_t k_open_transitions = 5;
constexpr std::size_t k_shown_transitions = 8;

constexpr auto k_situations = std::to_array<std::string_view>(
    {"employee", "self_employed", "no_benefit", "at_risk", "ww", "bijstand", "wia", "zw", "wajong",
     "youth_no_startkwalificatie", "no_startkwalificatie_working", "low_basic_skills", "employer"});

Error bad_field(std::string field, std::string what, std::string hint) {
  return {ErrorCode::invalid_input, std::move(what), std::move(hint), std::move(field)};
}

bool outside(const std::optional<double>& value, double low, double high) {
  return value && !(std::isfinite(*value) && *value >= low && *value <= high);
}

/// Refuses values that no person can mean.
Result<void> check(const MatchRequest& request) {
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
  for (const auto& [field, sector] :
       {std::pair{"/learner/sector", &learner.sector}, std::pair{"/goal/sector", &request.goal.sector}}) {
    if (!sector->empty() && !sector_of_name(*sector)) {
      return bad_field(field, "De sector \"" + *sector + "\" kennen we niet",
                       "Gebruik een sector uit de lijst, bijvoorbeeld zorg-welzijn.");
    }
  }
  return k_ok;
}

/// The learner's place; nothing when none was given or the postcode is not in the data.
Result<std::optional<FoundPlace>> locate(const Geography& geography, const MatchRequest& request) {
  const Learner& learner = request.learner;
  if (!learner.postcode.empty()) {
    auto place = geography.locate_postcode(learner.postcode, request.today);
    if (place) return std::optional(*place);
    if (place.error().code == ErrorCode::invalid_input) {
      Error error = place.error();
      error.where = "/learner/postcode";
      return error;
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

/// What to look for in the index: words of the goal, and the skills that are missing by weight.
SearchQuery candidate_query(const MatchRequest& request, const Taxonomy& taxonomy, const UnderstoodGoal& goal,
                            const SkillsGap& gap, const std::vector<Transition>& transitions) {
  SearchQuery query;
  query.filters = request.filters;
  query.today = request.today;
  query.limit = k_candidates;
  query.spread_providers = false;
  for (const RequiredSkill& skill : gap.missing) query.skill_weights.emplace_back(skill.skill, skill.weight);
  switch (goal.kind) {
    case UnderstoodGoal::Kind::occupation: query.text = taxonomy.label(goal.occupation->id); break;
    case UnderstoodGoal::Kind::text:
      query.text = !request.goal.text.empty() ? request.goal.text
                   : request.goal.occupation  ? request.goal.occupation->text
                                              : "";
      break;
    case UnderstoodGoal::Kind::skills:
    case UnderstoodGoal::Kind::sector: query.text = request.goal.text; break;
    case UnderstoodGoal::Kind::open: break;
  }
  if (goal.kind == UnderstoodGoal::Kind::open) {
    std::set<SkillId> wanted;
    for (std::size_t i = 0; i < std::min(k_open_transitions, transitions.size()); ++i) {
      wanted.insert(transitions[i].missing.begin(), transitions[i].missing.end());
    }
    for (SkillId skill : wanted) query.skill_weights.emplace_back(skill, taxonomy.weight(skill));
  }
  const std::string& sector = !goal.sector.empty() ? goal.sector : request.learner.sector;
  if (query.filters.sectors.empty() && !sector.empty() && goal.kind == UnderstoodGoal::Kind::sector) {
    query.filters.sectors = {std::string(sector_of_name(sector).value_or(sector))};
  }
  return query;
}

/// An open goal, and words with which nothing is found, also get the offers that are meant for finding out.
Result<void> add_orientation(const SearchIndex& index, const MatchRequest& request, SearchAnswer& answer) {
  SearchQuery query;
  query.filters = request.filters;
  query.filters.kinds = {OfferKind::orientation};
  query.filters.known_only = false;
  query.today = request.today;
  query.limit = 60;
  auto found = index.search(query);
  if (!found) return found.error();
  std::set<OfferId> known;
  for (const SearchHit& hit : answer.hits) known.insert(hit.offer.id);
  for (SearchHit& hit : found->hits) {
    if (known.insert(hit.offer.id).second) answer.hits.push_back(std::move(hit));
  }
  answer.total = std::max(answer.total, answer.hits.size());
  return k_ok;
}

FundingQuestion funding_question(const MatchRequest& request, const std::optional<FoundPlace>& place,
                                 const Offer* offer, const CataloguePrice& price) {
  FundingQuestion question;
  question.date = request.today;
  FactSources sources;
  sources.learner = &request.learner;
  sources.offer = offer;
  sources.today = request.today;
  if (place) {
    sources.municipality = place->municipality;
    sources.region_name = place->region_name;
  }
  if (offer != nullptr) {
    question.course_start = first_start(*offer, request.today);
    sources.course_start = question.course_start;
    if (price.gross) question.price = price.gross->max;
  }
  question.facts = derive_facts(sources);
  return question;
}

AdviceQuestion advice_question(const MatchRequest& request, const UnderstoodGoal& understood) {
  AdviceQuestion question;
  question.postcode = request.learner.postcode;
  question.municipality = request.learner.municipality;
  question.situations = request.learner.situations;
  question.date = request.today;
  Goal goal = request.goal;
  if (goal.sector.empty()) goal.sector = understood.sector;
  question.facts = advice_facts(request.learner, &goal, request.today);
  return question;
}

std::vector<OccupationId> occupations_of(const HeldMatches& held) {
  std::vector<OccupationId> ids;
  for (const auto& [occupation, match] : held) {
    if (match) ids.push_back(match->id);
  }
  return ids;
}

}  // namespace

Result<MatchCandidates> Matcher::candidates(const MatchRequest& request, Nets nets) const {
  if (auto checked = check(request); !checked) return checked.error();
  auto place = locate(geography_, request);
  if (!place) return place.error();
  auto goal = understand_goal(taxonomy_, request.goal);
  if (!goal) return goal.error();
  auto held = understand_held(taxonomy_, request.learner);
  if (!held) return held.error();
  auto had = skills_had(taxonomy_, request.learner, *held);
  if (!had) return had.error();

  MatchCandidates all;
  MatchAnswer& answer = all.answer;
  answer.today = request.today;
  answer.goal = std::move(*goal);
  answer.held = std::move(*held);
  answer.gap = taxonomy_.gap(required_by(taxonomy_, answer.goal), *had);
  all.had = std::move(*had);
  const std::string& sector = !request.goal.sector.empty() ? request.goal.sector : request.learner.sector;
  answer.transitions = taxonomy_.transitions(all.had, occupations_of(answer.held), sector, k_shown_transitions);

  all.located = request;
  all.place = *place;
  if (*place && (*place)->point) all.located.filters.centre = (*place)->point;
  const SearchQuery query = candidate_query(all.located, taxonomy_, answer.goal, answer.gap, answer.transitions);
  all.by_words = !query.text.empty();
  auto found = index_.search(query);
  if (!found) return found.error();
  const bool nothing_found = answer.goal.kind == UnderstoodGoal::Kind::text && found->hits.empty();
  if (nothing_found) {
    answer.goal.text = "Met uw woorden vinden we geen opleiding. We laten zien waar u kunt ontdekken wat bij u past.";
  }
  if (answer.goal.kind == UnderstoodGoal::Kind::open || nothing_found) {
    if (auto added = add_orientation(index_, all.located, *found); !added) return added.error();
  }
  all.hits = std::move(found->hits);
  for (const SearchHit& hit : all.hits) {
    all.prices.push_back(catalogue_price(hit.offer));
    const CataloguePrice& price = all.prices.back();
    // What costs no more than the budget before funding costs no more after it.
    const auto& budget = request.learner.budget;
    const bool matters = nets == Nets::all || (budget && price.gross && price.gross->max > *budget);
    all.nets.push_back(matters ? funding_.net_price(funding_question(all.located, *place, &hit.offer, price))
                               : std::nullopt);
  }
  answer.total = found->total;
  answer.facets = std::move(found->facets);
  answer.index = found->index;
  answer.rules_snapshot = funding_.snapshot();
  answer.taxonomy_version = taxonomy_.version();
  return all;
}

FundingAnswer Matcher::funding_of(const MatchCandidates& all, std::size_t hit) const {
  return funding_.evaluate(funding_question(all.located, all.place, &all.hits[hit].offer, all.prices[hit]));
}

Result<MatchAnswer> Matcher::match(const MatchRequest& request) const {
  auto all = candidates(request, Nets::over_budget);
  if (!all) return all.error();
  MatchAnswer& answer = all->answer;
  RankingInput input{&all->located, &taxonomy_, &answer.gap, &answer.goal, all->by_words, {}};
  for (std::size_t i = 0; i < all->hits.size(); ++i) input.candidates.push_back(candidate_of(*all, i));
  Ranking ranking = rank(input);
  answer.offers = std::move(ranking.offers);
  for (MatchedOffer& one : answer.offers) {
    if (!one.net) one.net = funding_.net_price(funding_question(all->located, all->place, &one.offer, one.price));
  }
  answer.fitting = ranking.fitting;
  answer.relax = std::move(ranking.relax);

  const MatchedOffer* first = answer.offers.empty() ? nullptr : &answer.offers.front();
  answer.funding = funding_.evaluate(funding_question(all->located, all->place, first ? &first->offer : nullptr,
                                                      first ? first->price : CataloguePrice{}));
  if (first) answer.funding_for = first->offer.id;
  auto advice = geography_.advise(advice_question(request, answer.goal));
  if (!advice) return advice.error();
  answer.advice = std::move(*advice);
  return std::move(answer);
}

}  // namespace leerwijzer
