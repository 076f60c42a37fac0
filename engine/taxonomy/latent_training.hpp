// Latent semantic analysis: the directions in which concepts and what is said of them differ most, by a randomised
// singular value decomposition. Takes seconds for a taxonomy; the same input gives the same numbers.
#pragma once

#include "engine/taxonomy/latent_space.hpp"
#include "engine/taxonomy/word_links.hpp"

#include <vector>

namespace leerwijzer {

/// One kind of thing that is said of concepts (labels, descriptions, skills), as features of each concept.
struct LatentBlock {
  double weight = 1.0;
  std::vector<Features> of_concept;
};

/// A word of labels as it is compared with others: stem as feature, and as written.
struct VocabularyWord {
  std::uint64_t feature = 0;
  std::string written;
};

struct LatentTraining {
  LatentSpace space;
  WordLinks near;  ///< words of the vocabulary that lie near each word, itself not among them; strength 0 to 1
};

/// All blocks have a place for each concept. `vocabulary` in any order; `other_names` are chances that words stand for
/// one another. Empty models for fewer than two concepts.
[[nodiscard]] LatentTraining train_latent(const std::vector<LatentBlock>& blocks,
                                          const std::vector<VocabularyWord>& vocabulary,
                                          const std::vector<WordLinks::Entry>& other_names);

}  // namespace leerwijzer
