// The days of a kept plan for a calendar, with a reminder before it is erased.
#pragma once

#include "api/kept_plan.hpp"

#include <string>

namespace leerwijzer {

/// iCalendar. `code` is in its one form; nothing in the answer tells it.
[[nodiscard]] Answer calendar_of(const Call& call, const OpenedPlan& plan, const std::string& code);

}  // namespace leerwijzer
