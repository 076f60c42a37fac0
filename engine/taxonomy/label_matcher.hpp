// Finds the concepts that words may mean among all labels of one kind of concept: exact labels
// first, then by character n-grams of the labels with compounds cut and by what their words are also called. Every
// label is scored through inverted lists, so that nothing is lost to a choice of candidates.
#pragma once

#include "engine/domain/taxonomy.hpp"
#include "engine/language/titles.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

struct MatchableLabel {
  std::uint32_t concept_index = 0;
  LabelKind kind = LabelKind::preferred;
  bool dutch = true;
  std::string text;
};

struct LabelHit {
  std::uint32_t concept_index = 0;
  std::uint32_t label = 0;  ///< position in the labels given at construction
  double confidence = 0.0;  ///< 0 to 1
};

class LabelMatcher {
 public:
  /// `titles` must outlive the matcher.
  LabelMatcher(std::vector<MatchableLabel> labels, std::size_t concepts, const TitleNormaliser& titles);
  LabelMatcher(LabelMatcher&&) noexcept;
  LabelMatcher& operator=(LabelMatcher&&) noexcept;
  ~LabelMatcher();

  [[nodiscard]] const MatchableLabel& label(std::uint32_t index) const;

  /// Best concepts by confidence, then index; at most `limit`. Nothing where no label is near.
  [[nodiscard]] std::vector<LabelHit> resolve(std::string_view text, std::size_t limit) const;

  /// The label that holds most of the meaning of a sentence in which all its words stand; confidence
  /// by the share of the sentence it covers. Empty or one hit.
  [[nodiscard]] std::vector<LabelHit> contained_in(std::string_view sentence) const;

  /// Share of the meaning of a label of which the words stand in the sentence, 0 to 1.
  [[nodiscard]] double share_stated(std::uint32_t label, std::string_view sentence) const;

 private:
  struct Index;
  std::unique_ptr<const Index> index_;
};

}  // namespace leerwijzer
