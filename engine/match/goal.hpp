// What the words of a request mean: the goal, and the work that a person did. Private to engine/match.
#pragma once

#include "engine/match/matcher.hpp"

#include <utility>
#include <vector>

namespace leerwijzer {

using HeldMatches = std::vector<std::pair<HeldOccupation, std::optional<OccupationMatch>>>;

/// A label as it stands in a sentence.
[[nodiscard]] std::string in_quotes(std::string_view label);

/// A reference by URI must exist: invalid_input naming `where`. Words that mean nothing give nothing.
[[nodiscard]] Result<std::optional<OccupationMatch>> resolve_occupation(const Taxonomy& taxonomy,
                                                                        const ConceptRef& reference,
                                                                        const std::string& where);

[[nodiscard]] Result<UnderstoodGoal> understand_goal(const Taxonomy& taxonomy, const Goal& goal);

[[nodiscard]] Result<HeldMatches> understand_held(const Taxonomy& taxonomy, const Learner& learner);

/// What the goal asks, heaviest first; for a sector what much work in it asks; empty for goals that name no skills.
[[nodiscard]] std::vector<RequiredSkill> required_by(const Taxonomy& taxonomy, const UnderstoodGoal& goal);

}  // namespace leerwijzer
