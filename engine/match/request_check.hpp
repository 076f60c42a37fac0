// What no person can mean: values out of range, and a profile that contradicts itself. Private to engine/match.
#pragma once

#include "engine/match/matcher.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace leerwijzer {

/// Fails with invalid_input, in Dutch, naming the field as a JSON pointer.
[[nodiscard]] Result<void> check_request(const MatchRequest& request);

/// The learner's place; nothing when none was given. A postcode that is not in the data is an error where the data
/// holds the whole country, and else becomes a note: the person may well live there.
[[nodiscard]] Result<std::optional<FoundPlace>> locate_learner(const Geography& geography, const MatchRequest& request,
                                                               std::vector<std::pair<std::string, std::string>>& notes);

}  // namespace leerwijzer
