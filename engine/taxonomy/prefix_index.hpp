// Labels by the start of any of their words, for suggestions while somebody types.
#pragma once

#include "engine/taxonomy/label_matcher.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leerwijzer {

class PrefixIndex {
 public:
  explicit PrefixIndex(const std::vector<MatchableLabel>& labels);

  /// Positions of labels, one for each concept: preferred labels first, then where the label itself
  /// starts with the prefix, then shorter labels, then by position. At most `limit`; empty for a
  /// prefix without a letter or digit.
  [[nodiscard]] std::vector<std::uint32_t> find(std::string_view prefix, std::size_t limit) const;

 private:
  struct Entry {
    std::uint32_t offset = 0;  ///< of the word in the label's folded text
    std::uint32_t label = 0;
  };
  struct Ranking {
    bool other_language = false;
    bool not_preferred = false;
    std::uint32_t concept_index = 0;
  };
  [[nodiscard]] std::string_view text_from(const Entry& entry) const {
    return std::string_view(texts_[entry.label]).substr(entry.offset);
  }

  std::vector<std::string> texts_;  ///< folded words of each label, joined by one space
  std::vector<Ranking> rankings_;
  std::vector<Entry> entries_;  ///< in order of text_from
};

}  // namespace leerwijzer
