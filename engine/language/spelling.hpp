// Known words that a mistyped word may have been meant to be. Weighs what Dutch hands do: letters
// that sound alike, doubled letters, neighbours on the keyboard, swapped letters; and how often the
// known word occurs.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leerwijzer {

class Spelling {
 public:
  /// Folded words with how often they occur.
  explicit Spelling(std::vector<std::pair<std::string, double>> vocabulary);

  [[nodiscard]] bool knows(std::string_view folded) const;

  /// The likeliest known word: within one whole error, or two in words of eight letters or more, where errors of
  /// sound and doubling count for less. Nothing for a known word, one under four letters, or one with a sign or digit.
  [[nodiscard]] std::optional<std::string> correction(std::string_view folded) const;

  [[nodiscard]] std::size_t size() const noexcept { return words_.size(); }

 private:
  std::vector<std::pair<std::string, double>> words_;          ///< in order
  std::vector<std::pair<std::string, std::uint32_t>> sounds_;  ///< in order; place in words_
};

}  // namespace leerwijzer
