// Texts by the start of any of their words, for what is shown while somebody types: the best few under
// a beginning are found without looking at the others, so that one letter costs no more than ten.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

/// Folded, with every run of signs as one space, none at the ends: "HBO-V (deeltijd)" gives "hbo v deeltijd". Signs of
/// names stay: "c++", "c#".
[[nodiscard]] std::string as_typed_words(std::string_view text);

class PrefixList {
 public:
  /// A text as as_typed_words gives it, and its places among all: lower is better. `rank` where a word in it begins as
  /// typed, `rank_at_start` where the text itself does.
  struct Text {
    std::string_view words;
    std::uint32_t rank_at_start = 0;
    std::uint32_t rank = 0;
  };

  PrefixList() = default;
  explicit PrefixList(const std::vector<Text>& texts);

  [[nodiscard]] std::size_t size() const noexcept { return begins_.empty() ? 0 : begins_.size() - 1; }
  [[nodiscard]] std::string_view words(std::uint32_t text) const {
    return std::string_view(letters_).substr(begins_[text], begins_[text + 1] - begins_[text]);
  }

  /// Texts with a word that begins as `prefix` (as as_typed_words gives it, not empty), those where that is a whole
  /// word before the others, then by rank; each text may come more than once. Until `take` gives false, or `most`
  /// were given.
  void each(std::string_view prefix, std::size_t most, const std::function<bool(std::uint32_t text)>& take) const;

  [[nodiscard]] bool has(std::string_view prefix) const;

  /// The prefix with one letter put right (another, missing, too many, or two exchanged), never the first, that begins
  /// most words here; empty when none does, for less than four letters, and when the prefix itself is known.
  [[nodiscard]] std::string nearest(std::string_view prefix) const;

  /// Bytes in use.
  [[nodiscard]] std::size_t bytes() const noexcept;

 private:
  struct Entry {
    std::uint32_t text = 0;
    std::uint32_t offset = 0;  ///< of the word in the letters of all
    std::uint32_t rank = 0;
  };
  struct Range {
    std::size_t from = 0;
    std::size_t to = 0;
  };
  [[nodiscard]] std::string_view from_word(const Entry& entry) const;
  [[nodiscard]] Range range_of(std::string_view prefix) const;
  [[nodiscard]] std::uint32_t best_in(Range range) const;
  bool each_in(Range range, std::size_t& left, const std::function<bool(std::uint32_t)>& take) const;

  std::string letters_;                 ///< of all texts
  std::vector<std::uint32_t> begins_;   ///< of each text in letters_, and the end of the last
  std::vector<Entry> entries_;          ///< in order of from_word
  std::vector<std::uint32_t> best_of_;  ///< a tree: from entries_.size() on the entries, before them the better of two
};

}  // namespace leerwijzer
