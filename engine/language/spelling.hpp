// Known words that a mistyped word may have been meant to be. Weighs what Dutch hands do: letters
// that sound alike, doubled letters, neighbours on the keyboard, swapped letters; and how often the
// known word occurs.
#pragma once

#include <cstdint>
#include <functional>
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

  /// As correction; else the word with a plural's ending put aside, and else a compound of which one part is known and
  /// the other is put right (lasopleiing). `is_part` knows parts that are no words of the vocabulary.
  [[nodiscard]] std::optional<std::string> correction_of_any(
      std::string_view folded, const std::function<bool(std::string_view)>& is_part) const;

  [[nodiscard]] std::size_t size() const noexcept { return words_.size(); }

 private:
  struct Better {
    const std::pair<std::string, double>* word = nullptr;
    double cost = 0.0;  ///< tenths of an error, less for a frequent word
  };
  [[nodiscard]] Better better(std::string_view folded) const;
  [[nodiscard]] std::optional<std::string> compound(std::string_view folded,
                                                    const std::function<bool(std::string_view)>& is_part) const;

  std::vector<std::pair<std::string, double>> words_;          ///< in order
  std::vector<std::pair<std::string, std::uint32_t>> sounds_;  ///< in order; place in words_
};

}  // namespace leerwijzer
