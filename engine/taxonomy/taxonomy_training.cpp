#include "engine/taxonomy/taxonomy_training.hpp"

#include "engine/language/titles.hpp"
#include "engine/language/words.hpp"
#include "engine/taxonomy/title_evidence.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace leerwijzer {
namespace {

constexpr std::size_t k_quick_concepts = 3000;
constexpr std::uint64_t k_link = 0xC2B2AE3D27D4EB4FULL;  ///< keeps concepts apart from words

class Vocabulary {
 public:
  void add(std::string_view text, double times) {
    for (const Word& word : words_of(text)) {
      if (word.parts.empty()) frequency_[word.text] += times;
      for (const std::string& part : word.parts) frequency_[part] += times;
    }
  }

  template <typename Concept>
  void add_concepts(const std::vector<Concept>& concepts) {
    for (const Concept& entry : concepts) {
      bool dutch = false;
      for (const Label& label : entry.labels) {
        if (label.language != "nl") continue;
        add(label.text, 3.0);
        dutch = true;
      }
      if (dutch) add(entry.description, 1.0);
    }
  }

  [[nodiscard]] std::vector<std::pair<std::string, double>> words() const {
    return {frequency_.begin(), frequency_.end()};
  }

 private:
  std::map<std::string, double> frequency_;
};

template <typename Concept>
std::vector<MatchableLabel> all_labels(const std::vector<Concept>& concepts) {
  std::vector<MatchableLabel> labels;
  for (std::uint32_t at = 0; at < concepts.size(); ++at) {
    for (const Label& label : concepts[at].labels)
      labels.push_back({at, label.kind, label.language == "nl", label.text});
  }
  return labels;
}

template <typename Concept>
void order_by_id(std::vector<Concept>& concepts) {
  std::stable_sort(concepts.begin(), concepts.end(), [](const Concept& a, const Concept& b) { return a.id < b.id; });
}

/// The texts of concepts of one kind as features, without what they are related to.
template <typename Concept>
std::vector<ConceptText> texts_of(const std::vector<Concept>& concepts, const TitleNormaliser& titles) {
  std::vector<ConceptText> texts;
  for (const Concept& one : concepts) {
    ConceptText& text = texts.emplace_back();
    for (const Label& label : one.labels) {
      if (label.language == "nl")
        text.dutch.push_back(features_of(conflated(titles.words(label.text, Filler::keep))));
      else
        text.english.push_back(features_of(english_words_of(label.text)));
    }
    text.description = features_of(conflated(titles.words(one.description, Filler::keep)));
    const std::string group = group_of(one);
    for (std::size_t digits = 1; digits <= group.size(); ++digits)
      text.groups.push_back(feature_of("group " + group.substr(0, digits)));
  }
  return texts;
}

/// The first Dutch label of each concept.
std::vector<Features> names_of(const std::vector<ConceptText>& texts) {
  std::vector<Features> names;
  for (const ConceptText& text : texts) names.push_back(text.dutch.empty() ? Features{} : text.dutch.front());
  return names;
}

void relate(ConceptText& text, const Features& name, std::int64_t id) {
  text.related.insert(text.related.end(), name.begin(), name.end());
  text.links.push_back(k_link ^ static_cast<std::uint64_t>(id));
}

template <typename Concept>
auto places_of(const std::vector<Concept>& concepts) {
  std::unordered_map<decltype(Concept::id), std::size_t> places;
  for (std::size_t i = 0; i < concepts.size(); ++i) places.emplace(concepts[i].id, i);
  return places;
}

}  // namespace

std::vector<std::pair<std::string, double>> vocabulary_of(const std::vector<Occupation>& occupations,
                                                          const std::vector<Skill>& skills) {
  Vocabulary vocabulary;
  vocabulary.add_concepts(occupations);
  vocabulary.add_concepts(skills);
  return vocabulary.words();
}

std::vector<MatchableLabel> labels_of(const std::vector<Occupation>& occupations) { return all_labels(occupations); }
std::vector<MatchableLabel> labels_of(const std::vector<Skill>& skills) { return all_labels(skills); }

std::string group_of(const Occupation& occupation) { return occupation.isco_group; }
std::string group_of(const Skill& /*skill*/) { return {}; }

bool is_quick_to_train(const std::vector<Occupation>& occupations, const std::vector<Skill>& skills) {
  return occupations.size() + skills.size() <= k_quick_concepts;
}

TaxonomyModels train_models(std::vector<Occupation> occupations, std::vector<Skill> skills,
                            const std::vector<OccupationSkill>& relations, std::string version) {
  order_by_id(occupations);
  order_by_id(skills);
  const TitleNormaliser titles(vocabulary_of(occupations, skills));
  std::vector<ConceptText> of_occupations = texts_of(occupations, titles);
  std::vector<ConceptText> of_skills = texts_of(skills, titles);
  const std::vector<Features> occupation_names = names_of(of_occupations);
  const std::vector<Features> skill_names = names_of(of_skills);
  const auto occupation_places = places_of(occupations);
  const auto skill_places = places_of(skills);
  for (const OccupationSkill& relation : relations) {
    const auto occupation = occupation_places.find(relation.occupation);
    const auto skill = skill_places.find(relation.skill);
    if (occupation == occupation_places.end() || skill == skill_places.end()) continue;
    relate(of_occupations[occupation->second], skill_names[skill->second], relation.skill.value);
    relate(of_skills[skill->second], occupation_names[occupation->second], relation.occupation.value);
  }
  TaxonomyModels models;
  models.version = std::move(version);
  models.occupations = train_title_models(of_occupations, vocabulary_of(labels_of(occupations), titles));
  models.skills = train_title_models(of_skills, vocabulary_of(labels_of(skills), titles));
  return models;
}

}  // namespace leerwijzer
