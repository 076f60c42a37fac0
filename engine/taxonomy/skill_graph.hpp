// What occupations ask, by weight: essential before optional, skills that are used everywhere
// discounted. Works on positions of occupations and skills, not on ids.
#pragma once

#include "engine/domain/taxonomy.hpp"

#include <cstdint>
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
  struct Overlap {
    std::uint32_t occupation = 0;
    double share = 0.0;  ///< weight had over weight required
    double shared_weight = 0.0;
  };

  /// `reuse` has one place for each skill. A pair that is both essential and optional is essential.
  SkillGraph(std::size_t occupations, const std::vector<ReuseLevel>& reuse, std::vector<SkillEdge> edges);

  /// Weight of a skill wherever it is asked, 0 to 1.
  [[nodiscard]] double weight(std::uint32_t skill) const { return weights_[skill]; }

  /// Heaviest first, then by position.
  [[nodiscard]] const std::vector<Requirement>& required(std::uint32_t occupation) const {
    return required_[occupation];
  }

  /// Every occupation that shares a skill, best share first, then more shared weight, then position.
  [[nodiscard]] std::vector<Overlap> overlaps(const std::vector<std::uint32_t>& had) const;

 private:
  std::vector<double> weights_;
  std::vector<std::vector<Requirement>> required_;
  std::vector<double> required_weight_;
  std::vector<std::vector<std::pair<std::uint32_t, double>>> asked_by_;  ///< skill: occupations with weights
};

}  // namespace leerwijzer
