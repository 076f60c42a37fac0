// What a search found, in the words of the problem. Private to engine/plan.
#pragma once

#include "engine/plan/plan_search.hpp"

namespace leerwijzer::plan {

[[nodiscard]] Plan plan_of(const PlanProblem& problem, const Model& model, const Found& found, PlanVariant variant);

}  // namespace leerwijzer::plan
