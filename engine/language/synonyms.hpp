// Abbreviations and synonyms of schema/language/synonyms.txt: which words in a text have another name.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

/// Words [first, first + count) of a text may also be said as each of `alternatives`.
struct Replacement {
  std::size_t first = 0;
  std::size_t count = 0;
  std::vector<std::vector<std::string>> alternatives;  ///< words, folded
};

class Synonyms {
 public:
  /// Lines "a = b = c" (each stands for the others) and "a > b" (a may mean b). Lines of another
  /// form are ignored.
  explicit Synonyms(std::span<const std::string_view> lines);

  [[nodiscard]] static const Synonyms& shipped();

  /// Every place where a name is known by another; longest names first at each place. Words folded,
  /// as Word::text; inflection does not matter.
  [[nodiscard]] std::vector<Replacement> find(std::span<const std::string> words) const;

  /// The words with each replacement made in turn, at most `limit`; never the words themselves.
  [[nodiscard]] std::vector<std::vector<std::string>> variants(std::span<const std::string> words,
                                                               std::size_t limit) const;

 private:
  std::map<std::vector<std::string>, std::vector<std::vector<std::string>>> by_name_;  // conflated words
  std::size_t longest_ = 0;
};

}  // namespace leerwijzer
