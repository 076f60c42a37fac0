// What plan.mustache shows of a plan. Private to api/web.
#pragma once

#include "api/web/page_data.hpp"
#include "engine/match/planner.hpp"

#include <optional>
#include <string>

namespace leerwijzer {

/// "Uw leerplan: verzorgende"
[[nodiscard]] std::string plan_heading(const PlanAnswer& answer, const Taxonomy& taxonomy);

void add_plan(PageData& data, const PlanAnswer& answer, std::optional<PlanVariant> variant, const Taxonomy& taxonomy);

}  // namespace leerwijzer
