// Labels and job titles brought to one form before they are compared: without marks of gender, stop
// words and filler, compounds cut into parts. Shared by what is stored and what is asked.
#pragma once

#include "engine/language/compounds.hpp"
#include "engine/language/spelling.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

/// Whether filler ("ik zoek werk als ...") is dropped; a label keeps it, for it may be all it has.
enum class Filler { keep, drop };

class TitleNormaliser {
 public:
  /// `vocabulary` as for CompoundSplitter.
  explicit TitleNormaliser(const std::vector<std::pair<std::string, double>>& vocabulary = {});

  /// Words in order, compounds cut, gender neutral ("verkoopster" gives "verkoper" where that is a
  /// known word), not conflated. Never empty for a text that holds a word.
  [[nodiscard]] std::vector<std::string> words(std::string_view text, Filler filler) const;

  /// The same for words that were cut already (Word::text).
  [[nodiscard]] std::vector<std::string> words(const std::vector<std::string>& folded, Filler filler) const;

  /// The words with mistyped ones put right; the same words where nothing is mistyped.
  [[nodiscard]] std::vector<std::string> corrected(std::vector<std::string> folded) const;

  /// A masculine or neutral form that is a known word, or the word itself.
  [[nodiscard]] std::string neutral(std::string_view folded) const;

 private:
  CompoundSplitter splitter_;
  Spelling spelling_;
};

}  // namespace leerwijzer
