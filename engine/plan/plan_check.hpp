// Does a plan keep every limit? Written on its own, from the problem and the plan alone, so that it shares no
// mistake with the search. A property test asks it about every plan.
#pragma once

#include "engine/plan/plan_problem.hpp"

#include <optional>
#include <string>
#include <vector>

namespace leerwijzer {

struct PlanFault {
  std::optional<PlanLimit> limit;  ///< nothing: the plan contradicts itself, a pin, a ban or the catalogue
  bool soft = false;               ///< the limit is soft: allowed, but to be told
  std::string what;                ///< English, for developers
};

/// Empty for a plan that keeps everything.
[[nodiscard]] std::vector<PlanFault> check_plan(const PlanProblem& problem, const Plan& plan);

}  // namespace leerwijzer
