// One case as its page shows it, for the endpoints that show it.
#pragma once

#include "api/desk_calls.hpp"

namespace leerwijzer {

/// `file` must outlive the view. Desks that the case can be handed to are those of the region of the desk, and of the
/// others those that people can go to anywhere.
[[nodiscard]] CaseView case_view_of(const Call& call, const CaseFile& file);

}  // namespace leerwijzer
