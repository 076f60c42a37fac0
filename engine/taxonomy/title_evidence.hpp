// What speaks for each concept when a title is read: how alike the letters are, what words are also called, the
// company that words keep, English, and words that lie near. Every label is looked at through inverted lists.
#pragma once

#include "engine/language/titles.hpp"
#include "engine/taxonomy/inverted_lists.hpp"
#include "engine/taxonomy/label_matcher.hpp"
#include "engine/taxonomy/title_models.hpp"
#include "engine/taxonomy/translation_model.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace leerwijzer {

/// How a title is the same as a label.
enum class Sameness : std::uint8_t {
  none,
  bag,          ///< but for the order of words
  english,      ///< a label in another language
  words,        ///< but for gender, inflection and brackets
  alternative,  ///< letter for letter
  own_words,    ///< its own name, but for gender, inflection and brackets
  preferred,    ///< its own name
};

/// For one concept; 0 where nothing speaks for it.
struct Evidence {
  float letters = 0.0F;     ///< cosine of n-grams with its best label
  float names = 0.0F;       ///< how well that label explains the words, said literally or in other words
  float company = 0.0F;     ///< cosine in the latent space
  float english = 0.0F;     ///< cosine with an English label, words translated
  float in_english = 0.0F;  ///< cosine of n-grams with an English label
  float near = 0.0F;        ///< share of the words that lie near words of a label, and the other way round
  float group = 0.0F;       ///< how well the best three of its group do
  Sameness same = Sameness::none;
  std::uint32_t label = 0;  ///< the best one
};

/// A title, or another way to say it.
struct TitleWords {
  std::string typed;                ///< folded, spaces collapsed; empty where words were changed
  std::vector<std::string> folded;  ///< each word as Word::text
  std::vector<std::string> words;   ///< as TitleNormaliser gives them
};

class TitleEvidence {
 public:
  /// `groups`: of each concept, "" for none; there is one for each concept. `titles` is used now and not kept.
  TitleEvidence(std::vector<MatchableLabel> labels, const std::vector<std::string>& groups,
                const TitleNormaliser& titles, TitleModels models);

  [[nodiscard]] const MatchableLabel& label(std::uint32_t index) const { return labels_.at(index); }
  [[nodiscard]] std::size_t concepts() const noexcept { return group_of_.size(); }

  /// One for each concept.
  [[nodiscard]] std::vector<Evidence> of(const TitleWords& title) const;

  /// Do all words of one of the concept's Dutch labels stand among these stems, with words to spare?
  [[nodiscard]] bool says_more_than(std::uint32_t concept_index, const Features& stems) const;

 private:
  using Places = std::unordered_map<std::string, std::vector<std::uint32_t>>;
  /// Labels of one language; positions here and in labels_.
  struct Language {
    std::vector<std::uint32_t> label;
    std::unique_ptr<InvertedLists> grams;
    std::unique_ptr<InvertedLists> words;
  };

  void add_same(std::vector<Evidence>& all, const std::string& typed, const std::vector<std::string>& stems) const;
  void add_dutch(std::vector<Evidence>& all, const std::vector<std::string>& words, const Features& stems) const;
  void add_near(std::vector<Evidence>& all, const std::vector<std::string>& words, const Features& stems) const;
  void add_english(std::vector<Evidence>& all, const std::vector<std::string>& folded, const Features& stems) const;
  void add_groups(std::vector<Evidence>& all) const;
  [[nodiscard]] std::vector<float> names_of(const Features& stems) const;
  [[nodiscard]] std::vector<WordLinks::Link> near_of(const std::string& word, std::uint64_t stem) const;

  std::vector<MatchableLabel> labels_;
  TitleModels models_;
  Places by_text_;
  Places by_words_;
  Places by_bag_;
  Language dutch_;
  Language english_;
  std::vector<std::uint32_t> word_counts_;  ///< distinct words of each Dutch label
  std::vector<float> meanings_;             ///< sum of how telling they are
  std::vector<Features> vocabulary_;        ///< stems of each Dutch label
  std::vector<std::uint64_t> known_words_;  ///< stems of Dutch labels, by first use
  std::unique_ptr<InvertedLists> letters_;  ///< n-grams of the known words as written
  std::unique_ptr<TranslationModel> names_;
  std::vector<std::vector<std::uint32_t>> dutch_of_concept_;
  std::vector<std::uint32_t> group_of_;  ///< number of the group; 0 for none
  std::size_t groups_ = 1;
};

/// What models of these concepts are trained on: the Dutch words of labels, once each.
[[nodiscard]] std::vector<VocabularyWord> vocabulary_of(const std::vector<MatchableLabel>& labels,
                                                        const TitleNormaliser& titles);

}  // namespace leerwijzer
