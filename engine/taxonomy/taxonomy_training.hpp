// Makes what is learned from a taxonomy: the words that compounds are cut with, and the models that find what a title
// means.
#pragma once

#include "engine/domain/taxonomy.hpp"
#include "engine/taxonomy/label_matcher.hpp"
#include "engine/taxonomy/title_models.hpp"

#include <string>
#include <utility>
#include <vector>

namespace leerwijzer {

/// Words with how often they occur: those of Dutch labels count three times, those of descriptions once.
[[nodiscard]] std::vector<std::pair<std::string, double>> vocabulary_of(const std::vector<Occupation>& occupations,
                                                                        const std::vector<Skill>& skills);

/// All labels in order of concepts.
[[nodiscard]] std::vector<MatchableLabel> labels_of(const std::vector<Occupation>& occupations);
[[nodiscard]] std::vector<MatchableLabel> labels_of(const std::vector<Skill>& skills);

/// The group that a concept is in; empty for skills.
[[nodiscard]] std::string group_of(const Occupation& occupation);
[[nodiscard]] std::string group_of(const Skill& skill);

/// Is the taxonomy so small that its models are made at every start? Well under a second.
[[nodiscard]] bool is_quick_to_train(const std::vector<Occupation>& occupations, const std::vector<Skill>& skills);

/// Seconds for 3,000 occupations and 14,000 skills. The same input gives the same models. Concepts are taken in order
/// of id, as Taxonomy::build does.
[[nodiscard]] TaxonomyModels train_models(std::vector<Occupation> occupations, std::vector<Skill> skills,
                                          const std::vector<OccupationSkill>& relations, std::string version);

}  // namespace leerwijzer
