// The caseload as its page shows it, for the endpoints that show it.
#pragma once

#include "api/desk_calls.hpp"

namespace leerwijzer {

/// Of the desk of the call; `status`, `van` and `bladzijde` of the address where they were declared.
[[nodiscard]] CaseloadView caseload_view_of(const Call& call);

}  // namespace leerwijzer
