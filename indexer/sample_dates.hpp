// Date tokens in the sample catalogues, so that they are never out of date: {{today+45}}, {{sep}},
// {{feb-30|dd-mm-yyyy}}. sep and feb are the first Monday of September or February at least 14 days
// ahead; a result of today±N on a weekend moves to the Monday after.
#pragma once

#include "engine/core/date.hpp"
#include "engine/core/error.hpp"

#include <string>
#include <string_view>

namespace leerwijzer {

/// The text with every token replaced. Fails with invalid_input that names the token that is not understood.
[[nodiscard]] Result<std::string> expand_sample_dates(std::string_view text, Date today);

}  // namespace leerwijzer
