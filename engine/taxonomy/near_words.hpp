// Which words of labels lie near one another, by the best of three: written alike, used of the same concepts, or names
// of the same concepts.
#pragma once

#include "engine/taxonomy/latent_training.hpp"

namespace leerwijzer {

/// How alike two words are that share this cosine of their letters (n-grams of 2 to 4).
[[nodiscard]] float likeness_of_letters(float cosine);

/// `rows`: one for each word, of length one or zero.
[[nodiscard]] WordLinks near_words(const std::vector<VocabularyWord>& vocabulary, const LatentSpace::Rows& rows,
                                   const std::vector<WordLinks::Entry>& other_names);

}  // namespace leerwijzer
