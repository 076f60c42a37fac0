// The transitions, ways and questions of one match. Private to engine/match.
#pragma once

#include "engine/match/matcher.hpp"
#include "engine/match/pathways.hpp"

#include <vector>

namespace leerwijzer {

/// The question that the candidates of a match put to next_occupations. Refers to `all`.
[[nodiscard]] NextOccupationsQuestion around(const MatchCandidates& all, const Taxonomy& taxonomy,
                                             const ShortageTable* shortage);

/// Before courses are looked at: 12 where they will be (goals that are open or a sector), else 8.
[[nodiscard]] std::vector<NextOccupation> first_transitions(const NextOccupationsQuestion& question,
                                                            const UnderstoodGoal& goal);

/// About what the goal asks; for an open goal about what the nearest occupations ask, by how much of each it is; for a
/// person of whom nothing is known about what is asked most.
[[nodiscard]] std::vector<ConfirmingQuestion> questions_for(const Taxonomy& taxonomy, const MatchAnswer& answer);

/// Puts the ways into the answer, and for a goal that is open or a sector weighs the courses within reach. Looks into
/// the index once more where the candidates were not searched for what these ways ask.
[[nodiscard]] Result<void> add_ways(MatchCandidates& all, const Taxonomy& taxonomy, const SearchIndex& index,
                                    const ShortageTable* shortage);

}  // namespace leerwijzer
