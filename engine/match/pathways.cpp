#include "engine/match/pathways.hpp"

#include "engine/core/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace leerwijzer {
namespace {

constexpr std::size_t k_most_ways = 3;
constexpr std::size_t k_first_steps = 5;
constexpr std::size_t k_most_steps = 3;

/// ISCO-08 skill level, 1 to 4 (source: ILO, ISCO-08, "skill level"); 0 where the group does not say it.
int skill_level(const Occupation& occupation) {
  if (occupation.isco_group.empty()) return 0;
  switch (occupation.isco_group.front()) {
    case '1':
    case '2': return 4;
    case '3': return 3;
    case '9': return 1;
    case '4':
    case '5':
    case '6':
    case '7':
    case '8': return 2;
    default: return 0;
  }
}

/// Who did this work, or learned for it, has its essential skills.
void learn(const Taxonomy& taxonomy, OccupationId occupation, std::vector<SkillShare>& had) {
  for (const RequiredSkill& one : taxonomy.required_skills(occupation)) {
    if (one.kind == RelationKind::essential) had.push_back({one.skill, 1.0});
  }
}

double missing_share(const Taxonomy& taxonomy, OccupationId occupation, std::span<const SkillShare> had) {
  return 1.0 - taxonomy.transition_to(occupation, had).overlap;
}

std::string months_text(const std::pair<double, double>& months) {
  const auto from = std::max<long>(1, std::lround(months.first));
  const auto to = std::max<long>(1, std::lround(months.second));
  if (to == 1) return "ongeveer een maand";
  return from == to ? fmt::format("ongeveer {} maanden", to) : fmt::format("{} tot {} maanden", from, to);
}

std::string euros(const CentsInterval& cost) {
  const auto from = cost.min.value / 100;
  const auto to = (cost.max.value + 99) / 100;
  return from == to ? fmt::format("€ {}", to) : fmt::format("€ {} tot € {}", from, to);
}

std::string text_of(const Taxonomy& taxonomy, const Pathway& way) {
  std::vector<std::string> labels;
  for (const PathStep& step : way.steps) labels.emplace_back(taxonomy.label(step.to.occupation));
  std::string text;
  if (way.steps.size() > 1) {
    text = fmt::format("In een keer is deze stap groot. Dit kan in {} stappen: eerst {}.", way.steps.size(),
                       join(labels, ", dan "));
  } else if (way.steps.front().to.overlap < k_near_overlap) {
    text = "Dit is een grote stap. U kunt nog weinig van wat dit werk vraagt, en we vinden geen kleinere stappen.";
  } else {
    text = "Dit kan in een stap: " + labels.front() + ".";
  }
  if (way.months) text += " Dat duurt " + months_text(*way.months) + ", volgens de scholen.";
  if (!way.months) text += " Hoe lang alles duurt, weten we niet.";
  text += way.cost ? " De opleidingen kosten samen " + euros(*way.cost) + ", zonder vergoeding."
                   : " Wat alles kost, weten we niet.";
  return text;
}

}  // namespace

std::vector<OccupationId> way_to(const Taxonomy& taxonomy, OccupationId goal, std::span<const SkillShare> had) {
  auto way = taxonomy.path_to(goal, had);
  if (way.empty()) way.push_back(goal);
  return way;
}

std::vector<std::vector<OccupationId>> ways_that_grow(const NextOccupationsQuestion& question,
                                                      std::span<const NextOccupation> first) {
  const Taxonomy& taxonomy = question.taxonomy;
  std::map<OccupationId, double> now;
  for (const NearOccupation& one : taxonomy.near(question.had)) now[one.occupation->id] = one.overlap;
  std::vector<std::vector<OccupationId>> ways;
  std::vector<OccupationId> reached;
  for (std::size_t i = 0; i < std::min(k_first_steps, first.size()) && ways.size() < k_most_ways; ++i) {
    if (first[i].overlap < k_near_overlap) continue;
    std::vector<OccupationId> way = {first[i].occupation};
    std::vector<SkillShare> had(question.had.begin(), question.had.end());
    const Occupation* at = taxonomy.occupation(first[i].occupation);
    while (at != nullptr && way.size() < k_most_steps) {
      learn(taxonomy, at->id, had);
      const Occupation* next = nullptr;
      for (const NearOccupation& one : taxonomy.near(had)) {  // nearest first
        if (one.overlap < k_near_overlap) break;
        const Occupation& to = *one.occupation;
        const auto before = now.find(to.id);
        const bool far_now = before == now.end() || before->second < k_near_overlap;
        const bool new_one = std::find(way.begin(), way.end(), to.id) == way.end() &&
                             std::find(reached.begin(), reached.end(), to.id) == reached.end() &&
                             std::find(question.held.begin(), question.held.end(), to.id) == question.held.end();
        const bool wanted = to.sector == at->sector || question.interest.likes_sector(to.sector);
        if (!far_now || !new_one || !wanted || skill_level(to) <= skill_level(*at)) continue;
        next = &to;
        break;
      }
      if (next == nullptr) break;
      way.push_back(next->id);
      at = next;
    }
    if (way.size() < 2) continue;
    reached.push_back(way.back());
    ways.push_back(std::move(way));
  }
  return ways;
}

Pathway describe_way(const NextOccupationsQuestion& question, std::span<const OccupationId> way,
                     const ModuleReach& reach) {
  Pathway path;
  const Taxonomy& taxonomy = question.taxonomy;
  std::vector<SkillShare> had(question.had.begin(), question.had.end());
  std::pair<double, double> months{0.0, 0.0};
  CentsInterval cost{Cents{0}, Cents{0}};
  bool all_months = true;
  bool all_costs = true;
  bool any = false;
  for (const OccupationId to : way) {
    PathStep step;
    step.to = taxonomy.transition_to(to, had);
    step.estimate = reach.estimate(taxonomy.gap(taxonomy.required_skills(to), had).missing);
    any = any || !step.estimate.modules.empty();
    learn(taxonomy, to, had);
    step.still_to_goal = to == way.back() ? 0.0 : missing_share(taxonomy, way.back(), had);
    if (step.estimate.months) {
      months.first += step.estimate.months->first;
      months.second += step.estimate.months->second;
    } else if (!step.to.missing.empty()) {
      all_months = false;
    }
    if (step.estimate.cost) {
      cost.min += step.estimate.cost->min;
      cost.max += step.estimate.cost->max;
    } else if (!step.to.missing.empty()) {
      all_costs = false;
    }
    path.steps.push_back(std::move(step));
  }
  if (any && all_months) path.months = months;
  if (any && all_costs) path.cost = cost;
  if (!path.steps.empty()) path.text = text_of(taxonomy, path);
  return path;
}

std::vector<std::pair<SkillId, double>> missing_on(const Taxonomy& taxonomy,
                                                   std::span<const std::vector<OccupationId>> ways,
                                                   std::span<const SkillShare> had) {
  std::map<SkillId, double> missing;
  for (const auto& way : ways) {
    for (const OccupationId to : way) {
      for (const RequiredSkill& one : taxonomy.gap(taxonomy.required_skills(to), had).missing)
        missing[one.skill] = std::max(missing[one.skill], one.weight);
    }
  }
  return {missing.begin(), missing.end()};
}

}  // namespace leerwijzer
