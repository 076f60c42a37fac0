#include "engine/match/matcher.hpp"

#include "engine/core/text.hpp"
#include "engine/domain/sector.hpp"
#include "engine/match/constraints.hpp"
#include "engine/match/diplomas.hpp"
#include "engine/match/goal.hpp"
#include "engine/match/held_skills.hpp"
#include "engine/match/ranking.hpp"
#include "engine/match/request_check.hpp"
#include "engine/match/ways.hpp"

#include <algorithm>
#include <set>

namespace leerwijzer {
namespace {

constexpr std::size_t k_candidates = 300;
constexpr std::size_t k_open_transitions = 5;

/// What to look for in the index: words of the goal, and the skills that are missing by weight.
SearchQuery candidate_query(const MatchRequest& request, const Taxonomy& taxonomy, const UnderstoodGoal& goal,
                            const SkillsGap& gap, const std::vector<NextOccupation>& transitions) {
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
  const bool said = goal.kind == UnderstoodGoal::Kind::sector || !request.goal.sector.empty();
  const bool by_sector = said && goal.kind != UnderstoodGoal::Kind::occupation;
  if (query.filters.sectors.empty() && !sector.empty() && by_sector) {
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

std::string sector_of_occupation(const Taxonomy& taxonomy, const std::optional<OccupationMatch>& match) {
  const Occupation* occupation = match ? taxonomy.occupation(match->id) : nullptr;
  return occupation == nullptr ? std::string{} : occupation->sector;
}

/// Sectors that the person does not name follow from the work that they name: a switch to technology is one also for
/// who says "winkelmedewerker" and "lasser".
AdviceQuestion advice_question(const MatchRequest& request, const MatchAnswer& answer, const Taxonomy& taxonomy) {
  AdviceQuestion question;
  question.postcode = request.learner.postcode;
  question.municipality = request.learner.municipality;
  question.situations = request.learner.situations;
  question.date = request.today;
  Learner learner = request.learner;
  for (const auto& [held, match] : answer.held) {
    if (learner.sector.empty()) learner.sector = sector_of_occupation(taxonomy, match);
  }
  Goal goal = request.goal;
  if (goal.sector.empty()) goal.sector = answer.goal.sector;
  if (goal.sector.empty()) goal.sector = sector_of_occupation(taxonomy, answer.goal.occupation);
  question.facts = advice_facts(learner, &goal, request.today);
  return question;
}

}  // namespace

Result<MatchCandidates> Matcher::candidates(const MatchRequest& request, Nets nets) const {
  if (auto checked = check_request(request); !checked) return checked.error();
  MatchCandidates all;
  MatchAnswer& answer = all.answer;
  std::vector<std::pair<std::string, std::string>> notes;
  auto place = locate_learner(geography_, request, notes);
  if (!place) return place.error();
  auto goal = understand_goal(taxonomy_, request.goal);
  if (!goal) return goal.error();
  auto held = understand_held(taxonomy_, request.learner);
  if (!held) return held.error();
  auto interest = Interest::understand(taxonomy_, request.learner.likes, notes);
  if (!interest) return interest.error();
  auto modules = index_.offers(request.learner.modules_done);
  if (!modules) return modules.error();
  auto learner = understand_learner({taxonomy_, request.learner, *held, *modules, request.today});
  if (!learner) return learner.error();

  answer.today = request.today;
  answer.goal = std::move(*goal);
  answer.held = std::move(*held);
  answer.learner = std::move(*learner);
  answer.learner.notes.insert(answer.learner.notes.begin(), notes.begin(), notes.end());
  all.had = counted_as_had(answer.learner.skills);
  all.shares = shares_of(answer.learner.skills);
  all.interest = std::move(*interest);
  answer.gap = taxonomy_.gap(required_by(taxonomy_, answer.goal), all.shares);
  all.located = request;
  all.place = *place;
  if (!all.located.learner.education) all.located.learner.education = level_of(answer.learner.diplomas);
  answer.transitions = first_transitions(around(all, taxonomy_, shortage_), answer.goal);
  answer.learner.questions = questions_for(taxonomy_, answer);

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

  if (auto added = add_ways(*all, taxonomy_, index_, shortage_); !added) return added.error();

  const MatchedOffer* first = answer.offers.empty() ? nullptr : &answer.offers.front();
  answer.funding = funding_.evaluate(funding_question(all->located, all->place, first ? &first->offer : nullptr,
                                                      first ? first->price : CataloguePrice{}));
  if (first) answer.funding_for = first->offer.id;
  auto advice = geography_.advise(advice_question(all->located, answer, taxonomy_));
  if (!advice) return advice.error();
  answer.advice = std::move(*advice);
  return std::move(answer);
}

}  // namespace leerwijzer
