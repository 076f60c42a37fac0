// What is learned from the labels, descriptions and relations of one kind of concept, to find the concept that words
// mean. Made after an import, stored with the version of the taxonomy, loaded at start.
#pragma once

#include "engine/core/error.hpp"
#include "engine/taxonomy/latent_space.hpp"
#include "engine/taxonomy/latent_training.hpp"
#include "engine/taxonomy/word_links.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

/// Models of one kind of concept.
struct TitleModels {
  WordLinks english;   ///< Dutch word to English words of the same concepts, with their chance
  WordLinks near;      ///< word to words that lie near it
  LatentSpace latent;  ///< concepts and words in one space

  [[nodiscard]] bool empty() const noexcept { return near.empty() && latent.empty(); }
};

/// What one concept is trained on, as features.
struct ConceptText {
  std::vector<Features> dutch;    ///< stems of each Dutch label
  std::vector<Features> english;  ///< words of each English label
  Features description;           ///< stems
  Features related;               ///< stems of the labels of related concepts
  Features links;                 ///< related concepts themselves
  Features groups;                ///< the groups it is in, at every level
};

/// Takes seconds for 3,000 concepts. Deterministic.
[[nodiscard]] TitleModels train_title_models(const std::vector<ConceptText>& concepts,
                                             const std::vector<VocabularyWord>& vocabulary);

/// Models of a whole taxonomy of one version.
struct TaxonomyModels {
  std::string version;  ///< of the taxonomy they were made from
  TitleModels occupations;
  TitleModels skills;
};

/// One run of bytes with a checksum.
[[nodiscard]] std::string write_models(const TaxonomyModels& models);

/// Fails with corrupt for damaged bytes and with schema_mismatch for models that another version of the program made;
/// both say what to run.
[[nodiscard]] Result<TaxonomyModels> read_models(std::string_view bytes);

}  // namespace leerwijzer
