// Concepts and words as directions in one space of few dimensions: words that are used of the same concepts lie
// close, also where they share no letter. One byte for each coordinate.
#pragma once

#include "engine/taxonomy/title_text.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace leerwijzer {

class ModelReader;
class ModelWriter;

class LatentSpace {
 public:
  /// A matrix of rows of `dimensions` coordinates, as trained.
  struct Rows {
    std::size_t dimensions = 0;
    std::vector<float> values;
  };

  LatentSpace() = default;
  /// `words` in order, each with a row; a longer row weighs more in a text. One row for each concept.
  LatentSpace(std::vector<std::uint64_t> words, const Rows& word_rows, const Rows& concept_rows);

  [[nodiscard]] bool empty() const noexcept { return dimensions_ == 0; }
  [[nodiscard]] std::size_t concepts() const noexcept { return concept_scales_.size(); }

  /// Cosine of the text with each concept, never below 0, into `scores` with one place for each concept. False, and
  /// nothing changed, where no word is known.
  [[nodiscard]] bool cosines(std::span<const std::uint64_t> text, std::span<float> scores) const;

  void write(ModelWriter& out) const;
  /// Throws ErrorException where the bytes do not hold a space.
  [[nodiscard]] static LatentSpace read(ModelReader& in);

 private:
  std::uint32_t dimensions_ = 0;
  std::vector<std::uint64_t> words_;
  std::vector<std::int8_t> word_values_;
  std::vector<float> word_scales_;
  std::vector<std::int8_t> concept_values_;
  std::vector<float> concept_scales_;  ///< so that each row has length one
};

}  // namespace leerwijzer
