// Which words of labels stand for one another, learned from labels of one concept (IBM model 1), in one language or
// from one to another: in labels of the same job "poetshulp" goes with "schoonmaker". Words are numbers.
#pragma once

#include "engine/taxonomy/word_links.hpp"

#include <cstdint>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

namespace leerwijzer {

class TranslationModel {
 public:
  /// The labels of each concept as lists of words. Takes time in proportion to the pairs of labels.
  explicit TranslationModel(const std::vector<std::vector<std::vector<std::uint64_t>>>& labels_by_concept);

  /// From words of labels in one language to words of labels in another, with the chance that one is said for the
  /// other. Both have a place for each concept.
  [[nodiscard]] static std::vector<WordLinks::Entry> pairs_between(
      const std::vector<std::vector<std::vector<std::uint64_t>>>& from,
      const std::vector<std::vector<std::vector<std::uint64_t>>>& to);

  struct Source {
    std::uint64_t word;
    float probability;  ///< that the asked word is said for this one
  };

  /// The words that may be meant by a word, itself among them.
  [[nodiscard]] std::span<const Source> sources_of(std::uint64_t word) const;

  /// How often the word is among all words of labels; a little more than nothing for an unknown one.
  [[nodiscard]] double frequency(std::uint64_t word) const;

 private:
  std::unordered_map<std::uint64_t, std::vector<Source>> sources_;
  std::unordered_map<std::uint64_t, double> frequency_;
  double lowest_frequency_ = 1.0;
};

}  // namespace leerwijzer
