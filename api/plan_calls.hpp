// The plan of the answers in a person's browser, for the page and for the calendar.
#pragma once

#include "api/page_calls.hpp"
#include "engine/match/planner.hpp"

#include <array>

namespace leerwijzer {

/// `manier`: in what respect the plan is best.
inline constexpr auto k_plan_parameters = std::to_array<Parameter>(
    {{.name = "manier", .type = ParameterType::choice, .choices = names_of<PlanVariant>, .usual = "complete"}});

[[nodiscard]] Result<PlanAnswer> plan_of(const Call& call, const Asked& asked);

}  // namespace leerwijzer
