// The words that requests may use where a list of choices is closed.
#pragma once

#include <string_view>
#include <vector>

namespace leerwijzer {

/// Situations of a learner, see domain/learner.hpp.
[[nodiscard]] std::vector<std::string_view> situation_names();

/// Codes of the sectors.
[[nodiscard]] std::vector<std::string_view> sector_names();

/// Languages of instruction that can be filtered on, ISO 639-1.
[[nodiscard]] std::vector<std::string_view> language_names();

}  // namespace leerwijzer
