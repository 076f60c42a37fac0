#include "engine/match/transitions.hpp"

#include <algorithm>

namespace leerwijzer {
namespace {

constexpr std::size_t k_least_looked_at = 12;
constexpr std::size_t k_courses = 200;

ModuleReach look_for_courses(const SearchIndex& index, const TransitionsRequest& request,
                             std::vector<std::pair<SkillId, double>> skills) {
  SearchQuery query;
  query.skill_weights = std::move(skills);
  query.today = request.today;
  query.limit = k_courses;
  query.facets = false;
  query.spread_providers = false;
  if (request.place && request.place->point) {
    query.filters.centre = request.place->point;
    query.filters.radius_km = request.max_travel_km;
  }
  const auto found = index.search(query);
  if (!found) return {};
  return {found->hits, request.max_travel_km, true};
}

}  // namespace

Result<TransitionsAnswer> transitions_from(const Taxonomy& taxonomy, const SearchIndex* index,
                                           const ShortageTable* shortage, const TransitionsRequest& request) {
  TransitionsAnswer answer;
  auto interest = Interest::understand(taxonomy, request.likes, answer.notes);
  if (!interest) return interest.error();
  std::vector<SkillShare> had;
  for (const RequiredSkill& one : taxonomy.required_skills(request.from)) {
    if (one.kind == RelationKind::essential) had.push_back({one.skill, 1.0});
  }
  NextOccupationsQuestion question{
      taxonomy, had, {request.from}, request.sector, *interest, request.can_or_want, shortage, {}, {}};
  if (request.place) {
    question.region = request.place->region;
    question.region_name = request.place->region_name;
  }
  answer.occupations = next_occupations(question, std::max(request.limit, k_least_looked_at));
  const auto ways = ways_that_grow(question, answer.occupations);
  ModuleReach reach;
  if (index != nullptr) {
    auto asked = ways;
    for (const NextOccupation& one : answer.occupations) asked.push_back({one.occupation});
    auto skills = missing_on(taxonomy, asked, had);
    if (!skills.empty()) reach = look_for_courses(*index, request, std::move(skills));
  }
  weigh_modules(answer.occupations, question, reach);
  if (answer.occupations.size() > request.limit) answer.occupations.resize(request.limit);
  for (const auto& way : ways) answer.paths.push_back(describe_way(question, way, reach));
  return answer;
}

}  // namespace leerwijzer
