#include "engine/match/ways.hpp"

#include "engine/domain/sector.hpp"
#include "engine/match/questions.hpp"

#include <algorithm>
#include <map>

namespace leerwijzer {
namespace {

constexpr std::size_t k_shown_transitions = 8;
constexpr std::size_t k_looked_at = 12;
constexpr std::size_t k_courses = 200;
constexpr std::size_t k_transitions_asked_about = 5;

using Kind = UnderstoodGoal::Kind;

bool is_wide(const UnderstoodGoal& goal) { return goal.kind == Kind::open || goal.kind == Kind::sector; }

Result<SearchAnswer> courses_for(const MatchRequest& located, std::vector<std::pair<SkillId, double>> skills,
                                 const SearchIndex& index) {
  SearchQuery query;
  query.filters = located.filters;
  if (query.filters.centre && !query.filters.radius_km) query.filters.radius_km = located.learner.max_travel_km;
  query.skill_weights = std::move(skills);
  query.today = located.today;
  query.limit = k_courses;
  query.facets = false;
  query.spread_providers = false;
  return index.search(query);
}

}  // namespace

NextOccupationsQuestion around(const MatchCandidates& all, const Taxonomy& taxonomy, const ShortageTable* shortage) {
  const MatchRequest& request = all.located;
  const std::string& sector = !request.goal.sector.empty() ? request.goal.sector : request.learner.sector;
  NextOccupationsQuestion question{taxonomy, all.shares, {}, {}, all.interest, request.learner.can_or_want,
                                   shortage, {},         {}};
  for (const auto& [held, match] : all.answer.held) {
    if (match) question.held.push_back(match->id);
  }
  question.sector = std::string(sector_of_name(sector).value_or(sector));
  if (all.place) {
    question.region = all.place->region;
    question.region_name = all.place->region_name;
  }
  return question;
}

std::vector<NextOccupation> first_transitions(const NextOccupationsQuestion& question, const UnderstoodGoal& goal) {
  return next_occupations(question, is_wide(goal) ? k_looked_at : k_shown_transitions);
}

std::vector<ConfirmingQuestion> questions_for(const Taxonomy& taxonomy, const MatchAnswer& answer) {
  if (!answer.gap.required.empty()) return confirming_questions(taxonomy, answer.gap.required, answer.learner.skills);
  std::map<SkillId, double> asked;
  const std::size_t count = std::min(k_transitions_asked_about, answer.transitions.size());
  for (std::size_t i = 0; i < count; ++i) {
    double all = 0.0;
    const auto required = taxonomy.required_skills(answer.transitions[i].occupation);
    for (const RequiredSkill& one : required) all += one.weight;
    for (const RequiredSkill& one : required) asked[one.skill] += one.weight / all / static_cast<double>(count);
  }
  std::vector<RequiredSkill> skills;
  for (const auto& [skill, weight] : asked) skills.push_back({skill, RelationKind::essential, weight});
  if (skills.empty()) {
    const auto widely = taxonomy.widely_asked();
    skills.assign(widely.begin(), widely.end());
  }
  return confirming_questions(taxonomy, skills, answer.learner.skills);
}

Result<void> add_ways(MatchCandidates& all, const Taxonomy& taxonomy, const SearchIndex& index,
                      const ShortageTable* shortage) {
  MatchAnswer& answer = all.answer;
  const NextOccupationsQuestion question = around(all, taxonomy, shortage);
  const Learner& learner = all.located.learner;
  const bool online_ok = learner.online_ok.value_or(true);
  std::vector<std::vector<OccupationId>> ways;
  if (is_wide(answer.goal)) {
    ways = ways_that_grow(question, answer.transitions);
  } else if (answer.goal.occupation && !answer.gap.missing.empty()) {
    ways.push_back(way_to(taxonomy, answer.goal.occupation->id, all.shares));
  }
  ModuleReach reach(all.hits, learner.max_travel_km, online_ok);
  const bool looks_again =
      is_wide(answer.goal) || std::any_of(ways.begin(), ways.end(), [](const auto& way) { return way.size() > 1; });
  if (looks_again) {
    auto asked = ways;
    if (is_wide(answer.goal)) {
      for (const NextOccupation& one : answer.transitions) asked.push_back({one.occupation});
    }
    auto skills = missing_on(taxonomy, asked, all.shares);
    if (!skills.empty()) {
      const auto found = courses_for(all.located, std::move(skills), index);
      if (!found) return found.error();
      reach = ModuleReach(found->hits, learner.max_travel_km, online_ok);
    }
    if (is_wide(answer.goal)) weigh_modules(answer.transitions, question, reach);
  }
  if (answer.transitions.size() > k_shown_transitions) answer.transitions.resize(k_shown_transitions);
  for (const auto& way : ways) answer.paths.push_back(describe_way(question, way, reach));
  return k_ok;
}

}  // namespace leerwijzer
