// How hard a Dutch text is to read: the reading ease of Flesch in the version for Dutch by Douma
// (W.H. Douma, De leesbaarheid van landbouwbladen, Wageningen 1960):
//   206.84 - 0.77 * syllables per 100 words - 0.93 * words per sentence.
// Under 30 is very hard, 60 to 70 is plain, over 80 is easy.
#pragma once

#include <cstddef>
#include <string_view>

namespace leerwijzer {

/// What is counted in a text; tags of cleaned HTML are no words, and a paragraph, list item or line
/// break ends a sentence.
struct TextCounts {
  std::size_t words = 0;
  std::size_t sentences = 0;
  std::size_t syllables = 0;
};

[[nodiscard]] TextCounts count_text(std::string_view text) noexcept;

/// Syllables of a Dutch word by its groups of vowels; at least 1. Not a dictionary: right for about
/// nineteen words in twenty, which is enough for a mean over a text.
[[nodiscard]] std::size_t count_syllables(std::string_view word) noexcept;

/// Of a text of one word or more; 0 for a text without words. Short texts say little: see quality.cpp.
[[nodiscard]] double reading_ease(const TextCounts& counts) noexcept;

}  // namespace leerwijzer
