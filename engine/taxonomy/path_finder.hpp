// From what a person can to an occupation that is too far for one step, over occupations that each lie near.
#pragma once

#include "engine/taxonomy/skill_graph.hpp"

#include <cstdint>
#include <vector>

namespace leerwijzer {

/// Positions of the occupations to pass, `goal` last; {goal} where it is near, empty where no way was found.
///
/// A step may be taken to an occupation of which `near` or more (weighted share) is had, and that brings the goal
/// nearer. Who took it has its essential skills. A step costs the weight of what is missing for it, and 1 so that a
/// way never gets longer for nothing; A* with what is missing for the goal as the least that is still to come.
/// Bounded: at most 4 steps, 12 ways on from each occupation, 48 occupations looked at. Equal ways: by position.
[[nodiscard]] std::vector<std::uint32_t> find_path(const SkillGraph& graph, const std::vector<double>& had,
                                                   std::uint32_t goal, double near);

}  // namespace leerwijzer
