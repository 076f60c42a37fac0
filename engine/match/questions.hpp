// Which questions about skills tell most. Private to engine/match.
#pragma once

#include "engine/match/learner_picture.hpp"

#include <span>
#include <vector>

namespace leerwijzer {

/// At most 5, most informative first; never about a skill that was stated or denied.
///
/// `asked` is what the goal asks, with its weights; for an open goal what the nearest work asks. With w the weight of
/// a skill, p how sure it is that it is had, and g what it weighs in the gap now (0 where it counts as had, w(1 - p/2)
/// where it is possible, w else), a question is expected to change the gap by
///   p x g + (1 - p) x (w - g)
/// For a skill that nothing is known of p is 0.25 where it is used in all work, 0.15 in several sectors, else 0.05.
[[nodiscard]] std::vector<ConfirmingQuestion> confirming_questions(const Taxonomy& taxonomy,
                                                                   std::span<const RequiredSkill> asked,
                                                                   std::span<const HeldSkill> skills);

}  // namespace leerwijzer
