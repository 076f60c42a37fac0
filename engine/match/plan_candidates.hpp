// From the candidates of a match to a plan problem: which offers may be modules of a plan, what each teaches of
// the gap, when it can be followed, and what the person's wishes mean as limits.
#pragma once

#include "engine/match/matcher.hpp"
#include "engine/plan/plan_problem.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace leerwijzer {

/// What a person wants of a plan, beside what is said to a match.
struct PlanPreferences {
  std::vector<PlanVariant> alternatives = {PlanVariant::cheapest, PlanVariant::soonest, PlanVariant::closest,
                                           PlanVariant::most_online};
  std::vector<PlanLimit> soft;
  std::size_t most_modules = 6;  ///< 1 to 12
  std::size_t most_at_once = 2;  ///< 1 to 4
  std::optional<Date> finish_by;
  std::optional<Cents> per_month;  ///< what the person can pay out in one calendar month
};

struct PlanRequest {
  MatchRequest match;
  std::vector<OfferId> pins;
  std::vector<OfferId> bans;
  PlanPreferences preferences;
};

/// Stands for the goal itself where it names no skills: an orientation for "I don't know yet", else how well the
/// words fit.
inline constexpr SkillId k_goal_itself{-1};

/// Modules are in the order of `all.hits`; PlanProblem::modules[i] is all.hits[i]. What fails a hard language or
/// accessibility of the person is banned; the other wishes are limits of the plan. PlanModule::pays is left empty.
[[nodiscard]] PlanProblem plan_problem_of(const PlanRequest& request, const MatchCandidates& all,
                                          const Taxonomy& taxonomy);

}  // namespace leerwijzer
