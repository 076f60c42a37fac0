// Composing plans: which few modules, which run of each, in which order. Least uncovered gap first, then
// least certain net cost, then the earliest finish. Exact by branch and bound; when the node budget ends
// first, the best found is given with a bound. Deterministic, and blind to the order of its input.
#pragma once

#include "engine/plan/plan_problem.hpp"

#include <vector>

namespace leerwijzer {

struct ComposeOptions {
  std::size_t node_budget = 15'000;  ///< for the first plan; each further plan gets a quarter
  std::vector<PlanVariant> alternatives = {PlanVariant::cheapest, PlanVariant::soonest, PlanVariant::closest,
                                           PlanVariant::most_online};
  std::size_t most_plans = 3;
  bool relaxations = true;
};

struct Composition {
  std::vector<Plan> plans;                  ///< the most complete first; none when a pin is refused
  std::vector<PlanRelaxation> relaxations;  ///< most gained first
  std::vector<RefusedPin> refused;
};

/// How much of what the first plan covers an alternative keeps, at least.
inline constexpr double k_alternative_keeps = 0.8;

[[nodiscard]] Composition compose_plans(const PlanProblem& problem, const ComposeOptions& options = {});

/// Another module that could stand in for one of a plan, with what that changes.
struct PlanSwap {
  std::size_t module = 0;        ///< in PlanProblem::modules
  double covered_share = 0.0;    ///< of the plan after the swap
  std::int64_t cost_change = 0;  ///< cents, certain
  int finish_change = 0;         ///< days
};

/// For each step of the plan, at most `most` swaps that keep every hard limit; those that keep most of the gap first.
[[nodiscard]] std::vector<std::vector<PlanSwap>> swaps_of(const PlanProblem& problem, const Plan& plan,
                                                          std::size_t most);

}  // namespace leerwijzer
