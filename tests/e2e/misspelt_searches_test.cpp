// Clean judged searches, misspelt by the rules of tests/cases/language/misspellings.txt: what they still find. The seed
// is fixed, so that every run asks the same.
#include "engine/core/text.hpp"
#include "tests/e2e/judged_searches.hpp"
#include "tests/support/paths.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstdio>
#include <optional>
#include <string>
#include <vector>

namespace leerwijzer::testing {
namespace {

constexpr double k_kept = 0.9;  ///< of the MRR of the clean searches
constexpr std::size_t k_each = 3;
constexpr std::size_t k_shortest = 6;  ///< letters of a word that is misspelt

/// Numbers that are the same on every machine.
class Dice {
 public:
  std::size_t below(std::size_t limit) {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::size_t>(state_ >> 33U) % limit;
  }

 private:
  std::uint64_t state_ = 2026;
};

char key_beside(char letter, Dice& dice) {
  for (const std::string_view row : {"qwertyuiop", "asdfghjkl", "zxcvbnm"}) {
    const std::size_t at = row.find(letter);
    if (at == std::string_view::npos) continue;
    if (at == 0) return row[1];
    if (at + 1 == row.size()) return row[at - 1];
    return row[dice.below(2) == 0 ? at - 1 : at + 1];
  }
  return letter;
}

/// The word misspelt by the rule; nothing where it does not apply.
std::optional<std::string> misspelt(std::string word, const std::string& rule, Dice& dice) {
  const std::size_t at = 1 + dice.below(word.size() - 2);
  const std::string before = word;
  if (const std::size_t arrow = rule.find(" > "); arrow != std::string::npos) {
    const std::string written = rule.substr(0, arrow);
    const std::size_t place = word.find(written, 1);
    if (place == std::string::npos) return std::nullopt;
    word.replace(place, written.size(), rule.substr(arrow + 3));
  } else if (rule == "double") {
    word.insert(at, 1, word[at]);
  } else if (rule == "single") {
    std::size_t place = 1;
    while (place + 1 < word.size() && word[place] != word[place + 1]) ++place;
    if (place + 1 >= word.size()) return std::nullopt;
    word.erase(place, 1);
  } else if (rule == "drop") {
    word.erase(at, 1);
  } else if (rule == "swap") {
    std::swap(word[at], word[at + 1]);
  } else if (rule == "neighbour") {
    word[at] = key_beside(word[at], dice);
  }
  if (word == before) return std::nullopt;
  return word;
}

/// The search with its longest word misspelt; nothing where that is short or the rule does not apply.
std::optional<std::string> misspelt_search(const std::string& words, const std::string& rule, Dice& dice) {
  std::string longest;
  for (const std::string& word : split_trimmed(words, ' ')) {
    if (word.size() > longest.size()) longest = word;
  }
  for (const char c : longest) {
    if (c < 'a' || c > 'z') return std::nullopt;
  }
  if (longest.size() < k_shortest) return std::nullopt;
  const auto wrong = misspelt(longest, rule, dice);
  if (!wrong) return std::nullopt;
  std::string text = words;
  return text.replace(words.find(longest), longest.size(), *wrong);
}

TEST(MisspeltSearches, keep_nine_tenths_of_what_clean_ones_find) {
  std::vector<std::string> rules;
  for (const std::string& line : split_trimmed(read_file(root() / "tests/cases/language/misspellings.txt"), '\n')) {
    if (!line.empty() && !line.starts_with("#")) rules.push_back(line);
  }
  ASSERT_GE(rules.size(), 20U);
  const auto ids = ids_by_key();
  Dice dice;
  double clean = 0.0;
  double wrong = 0.0;
  std::size_t asked = 0;
  std::string worst;
  for (const char* kind : {"exact", "inflected", "compound"}) {
    for (const JudgedSearch& one : read_judgments(root() / "tests/relevance" / (std::string(kind) + ".txt"), ids)) {
      const double mrr = judge(one, search(one.words)).mrr;
      for (std::size_t made = 0, tried = 0; made < k_each && tried < 40; ++tried) {
        const auto text = misspelt_search(one.words, rules[dice.below(rules.size())], dice);
        if (!text) continue;
        const double of_wrong = judge(one, search(*text)).mrr;
        if (of_wrong < mrr) worst += "\n  " + one.words + " -> " + *text;
        clean += mrr;
        wrong += of_wrong;
        ++made;
        ++asked;
      }
    }
  }
  ASSERT_GE(asked, 300U);
  const double n = static_cast<double>(asked);
  std::printf("  %zu misspelt searches: MRR %.3f, clean %.3f, kept %.3f\n", asked, wrong / n, clean / n, wrong / clean);
  EXPECT_GE(wrong, k_kept * clean) << worst;
}

}  // namespace
}  // namespace leerwijzer::testing
