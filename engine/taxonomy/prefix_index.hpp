// Labels by the start of any of their words, for suggestions while somebody types.
#pragma once

#include "engine/core/prefix_list.hpp"
#include "engine/taxonomy/label_matcher.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace leerwijzer {

class PrefixIndex {
 public:
  explicit PrefixIndex(const std::vector<MatchableLabel>& labels);

  /// Positions of labels, one for each concept: where the prefix is a whole word first, then Dutch before others,
  /// preferred labels before others, where the label itself starts with the prefix, then shorter labels, then by
  /// position. At most `limit`; empty for a prefix without a letter or digit. Nothing that starts so, and four
  /// letters or more: with one letter put right.
  [[nodiscard]] std::vector<std::uint32_t> find(std::string_view prefix, std::size_t limit) const;

 private:
  PrefixList list_;
  std::vector<std::uint32_t> concepts_;  ///< of each label
};

}  // namespace leerwijzer
