// Which desks help somebody, for the pages.
#pragma once

#include "api/page_calls.hpp"

namespace leerwijzer {

/// Desks by where the person lives and what fits; any desk where nothing is known.
[[nodiscard]] HelpView help_view_of(const Call& call, Asked asked);

}  // namespace leerwijzer
