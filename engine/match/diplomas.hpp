// What a diploma says: a level, and by its title the work or the skill that it was for. Private to engine/match.
#pragma once

#include "engine/match/learner_picture.hpp"

#include <string_view>

namespace leerwijzer {

/// Reads a diploma in a person's words: "diploma Verzorgende IG, mbo niveau 3", "havo", "Bachelor of Nursing (Syrië)".
/// A title is taken for an occupation or a skill from a confidence of 0.6. Never fails: what is not understood is empty
/// and is said in `text`.
[[nodiscard]] UnderstoodDiploma understand_diploma(const Taxonomy& taxonomy, std::string_view words);

/// The highest level of Dutch diplomas; nothing where none says a level. The level of a diploma from abroad is for IDW
/// (idw.nl) to say.
[[nodiscard]] std::optional<NlqfLevel> level_of(const std::vector<UnderstoodDiploma>& diplomas);

}  // namespace leerwijzer
