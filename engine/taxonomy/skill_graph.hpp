// What occupations ask, by weight: essential before optional, skills that are used everywhere
// discounted. Works on positions of occupations and skills, not on ids.
#pragma once

#include "engine/domain/taxonomy.hpp"

#include <cstdint>
#include <utility>
#include <vector>

namespace leerwijzer {

struct SkillEdge {
  std::uint32_t occupation = 0;
  std::uint32_t skill = 0;
  RelationKind kind = RelationKind::essential;
};

class SkillGraph {
 public:
  struct Requirement {
    std::uint32_t skill = 0;
    RelationKind kind = RelationKind::essential;
    double weight = 0.0;
  };
  /// `reuse` has one place for each skill. A pair that is both essential and optional is essential.
  SkillGraph(std::size_t occupations, const std::vector<ReuseLevel>& reuse, std::vector<SkillEdge> edges);

  /// Weight of a skill wherever it is asked, 0 to 1.
  [[nodiscard]] double weight(std::uint32_t skill) const { return weights_[skill]; }

  /// Heaviest first, then by position.
  [[nodiscard]] const std::vector<Requirement>& required(std::uint32_t occupation) const {
    return required_[occupation];
  }

  /// Weight of all that an occupation asks.
  [[nodiscard]] double required_weight(std::uint32_t occupation) const { return required_weight_[occupation]; }

  /// The occupations that ask a skill, with its weight there.
  [[nodiscard]] const std::vector<std::pair<std::uint32_t, double>>& asked_by(std::uint32_t skill) const {
    return asked_by_[skill];
  }

  /// For every occupation the weight of what it asks that is had: `had` holds for every skill the share of it that
  /// counts, 0 to 1.
  [[nodiscard]] std::vector<double> had_weights(const std::vector<double>& had) const;

 private:
  std::vector<double> weights_;
  std::vector<std::vector<Requirement>> required_;
  std::vector<double> required_weight_;
  std::vector<std::vector<std::pair<std::uint32_t, double>>> asked_by_;  ///< skill: occupations with weights
};

}  // namespace leerwijzer
