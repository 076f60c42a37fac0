#include "engine/taxonomy/skill_graph.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <unordered_map>

namespace leerwijzer {
namespace {

constexpr double k_optional = 0.4;
constexpr double k_transversal = 0.35;
constexpr double k_cross_sector = 0.7;
constexpr double k_asked_everywhere = 0.3;  ///< what is left of a skill that every occupation asks

double reuse_discount(ReuseLevel reuse) {
  switch (reuse) {
    case ReuseLevel::transversal: return k_transversal;
    case ReuseLevel::cross_sector: return k_cross_sector;
    case ReuseLevel::unknown:
    case ReuseLevel::sector_specific:
    case ReuseLevel::occupation_specific: return 1.0;
  }
  return 1.0;
}

/// 1 for a skill of one occupation, falling with the logarithm of how many ask it.
double rarity(std::size_t asked_by, std::size_t occupations) {
  if (asked_by <= 1 || occupations <= 1) return 1.0;
  const double all = static_cast<double>(occupations);
  const double rare = std::log(all / static_cast<double>(asked_by)) / std::log(all);
  return k_asked_everywhere + (1.0 - k_asked_everywhere) * rare;
}

}  // namespace

SkillGraph::SkillGraph(std::size_t occupations, const std::vector<ReuseLevel>& reuse, std::vector<SkillEdge> edges)
    : required_(occupations), required_weight_(occupations, 0.0), asked_by_(reuse.size()) {
  const auto key = [](const SkillEdge& e) { return std::make_tuple(e.occupation, e.skill, e.kind); };
  std::sort(edges.begin(), edges.end(), [&](const SkillEdge& a, const SkillEdge& b) { return key(a) < key(b); });
  const auto same = [](const SkillEdge& a, const SkillEdge& b) {
    return a.occupation == b.occupation && a.skill == b.skill;
  };
  edges.erase(std::unique(edges.begin(), edges.end(), same), edges.end());

  std::vector<std::size_t> asked(reuse.size(), 0);
  for (const SkillEdge& edge : edges) ++asked[edge.skill];
  for (std::size_t skill = 0; skill < reuse.size(); ++skill) {
    weights_.push_back(reuse_discount(reuse[skill]) * rarity(asked[skill], occupations));
  }
  for (const SkillEdge& edge : edges) {
    const double weight = weights_[edge.skill] * (edge.kind == RelationKind::essential ? 1.0 : k_optional);
    required_[edge.occupation].push_back({edge.skill, edge.kind, weight});
    required_weight_[edge.occupation] += weight;
    asked_by_[edge.skill].emplace_back(edge.occupation, weight);
  }
  for (auto& list : required_) {
    std::stable_sort(list.begin(), list.end(),
                     [](const Requirement& a, const Requirement& b) { return a.weight > b.weight; });
  }
}

std::vector<double> SkillGraph::had_weights(const std::vector<double>& had) const {
  std::vector<double> weights(required_.size(), 0.0);
  for (std::size_t skill = 0; skill < had.size(); ++skill) {
    if (had[skill] <= 0.0) continue;
    for (const auto& [occupation, weight] : asked_by_[skill]) weights[occupation] += weight * had[skill];
  }
  return weights;
}

}  // namespace leerwijzer
