// What kept_plan.mustache shows of a kept plan. Private to api/web.
#pragma once

#include "api/web/page_data.hpp"
#include "api/web/pages.hpp"

namespace leerwijzer {

void add_kept_plan(PageData& data, const KeptPlanPage& content, Date today);

}  // namespace leerwijzer
