// All that an editor has to look at in the scheme files: what the rule lint finds, and what a person must
// verify on the day.
#pragma once

#include "engine/funding/scheme_check.hpp"

#include <string>
#include <utility>
#include <vector>

namespace leerwijzer {

/// The most urgent first. Fails when the files do not compile.
[[nodiscard]] Result<std::vector<SchemeFinding>> scheme_findings(
    const std::vector<std::pair<std::string, std::string>>& file_and_json, Date today);

}  // namespace leerwijzer
