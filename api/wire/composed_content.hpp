// What a person keeps of a plan that was composed for them, as a program would send it to POST /v1/plans.
#pragma once

#include "api/wire/stored_plan_wire.hpp"
#include "engine/match/planner.hpp"

#include <string>

namespace leerwijzer {

/// `request`: what the plan was composed for. Throws InvalidInput where it is more than may be kept.
[[nodiscard]] PlanContent content_to_keep(const PlanRequest& request, const PlanAnswer& answer,
                                          const ComposedPlan& plan, const std::string& title);

}  // namespace leerwijzer
