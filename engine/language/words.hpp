// Cutting text into words, the same way for what is stored and for what is asked. Words are folded;
// C++, C#, HBO-V, pm'er and numbers stay whole; (m/v) and feminine endings in brackets are dropped.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

struct Word {
  std::string text;                ///< folded, without hyphens and apostrophes: "hbov", "c++", "zijinstroom"
  std::string typed;               ///< as it stands in the text
  std::vector<std::string> parts;  ///< of a hyphenated word, folded: "zij", "instroom"; else empty
};

/// Any text; never more than `limit` words.
[[nodiscard]] std::vector<Word> words_of(std::string_view text, std::size_t limit = static_cast<std::size_t>(-1));

/// Words that carry no meaning ("de", "voor", "ik"); `folded` as Word::text.
[[nodiscard]] bool is_stop_word(std::string_view folded);

/// Words that say "something to learn" or "some work" and no more ("cursus", "baan").
[[nodiscard]] bool is_generic_word(std::string_view folded);

/// Words that say of what kind or level an offer is and not what it is about ("mbo", "bachelor", "bbl").
[[nodiscard]] bool is_kind_word(std::string_view folded);

/// One form for the inflections of a word: cursus and cursussen, verzorgende and verzorgenden, sociaal
/// and sociale, school and scholen. The form need not be a Dutch word. Names of techniques (C, C++,
/// vb6) and words of three letters or less stay as they are. Takes and gives folded words.
[[nodiscard]] std::string conflate(std::string_view folded);

}  // namespace leerwijzer
