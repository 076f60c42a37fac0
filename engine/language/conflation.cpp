// Light conflation of Dutch inflection. The Snowball stemmer for Dutch keeps cursus and cursussen
// apart and cuts too much of job titles, which costs more than it brings; this touches endings of
// number and agreement only and leaves derivation (-er, -ing, -heid) alone.
#include "engine/language/words.hpp"

#include <array>

namespace leerwijzer {
namespace {

bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }
bool is_consonant(char c) { return c >= 'a' && c <= 'z' && !is_vowel(c); }

bool is_plain_word(std::string_view word) {
  for (char c : word) {
    if (c < 'a' || c > 'z') return false;
  }
  return word.size() > 3;
}

/// Number of groups of vowels.
int syllables(std::string_view word) {
  int count = 0;
  bool inside = false;
  for (char c : word) {
    if (is_vowel(c) && !inside) ++count;
    inside = is_vowel(c);
  }
  return count;
}

/// Two letters that are one sound; "ia" and "eo" are two (sociale, materialen).
bool is_one_vowel(char first, char second) {
  static constexpr auto k_pairs =
      std::to_array<std::string_view>({"aa", "ee", "oo", "uu", "ie", "oe", "eu", "ui", "ou", "au", "ei", "ai", "oi"});
  for (std::string_view pair : k_pairs) {
    if (pair[0] == first && pair[1] == second) return true;
  }
  return false;
}

/// "onderdelen" has the long e of "deel", "middelen" the dull one of "middel".
bool has_dull_e(std::string_view stem) {
  const char last = stem.back();
  if (stem[stem.size() - 2] != 'e' || syllables(stem) < 2) return false;
  if (last == 'l' && stem.ends_with("del")) {
    const char before = stem.size() > 3 ? stem[stem.size() - 4] : 'd';
    return before == 'd' || before == 'n' || before == 'l';
  }
  return last == 'l' || last == 'r' || last == 'n' || last == 'm' || last == 't' || last == 'k' || last == 'd';
}

/// What is left when -en or -e was cut: lass to las, huiz to huis, schol to school.
std::string as_closed_syllable(std::string stem) {
  const std::size_t n = stem.size();
  if (n >= 2 && stem[n - 1] == stem[n - 2] && is_consonant(stem[n - 1])) {
    stem.pop_back();
    return stem;
  }
  const bool open = n >= 2 && is_consonant(stem[n - 1]) && is_vowel(stem[n - 2]) && stem[n - 2] != 'i' &&
                    (n == 2 || !is_one_vowel(stem[n - 3], stem[n - 2])) && stem[n - 1] != 'x' && stem[n - 1] != 'j' &&
                    stem[n - 1] != 'w' && stem[n - 1] != 'h';
  if (open && !has_dull_e(stem)) stem.insert(n - 1, 1, stem[n - 2]);
  if (stem.back() == 'z') stem.back() = 's';
  if (stem.back() == 'v') stem.back() = 'f';
  return stem;
}

/// Endings before the -s of a plural: monteurs, modules, opties, skills.
constexpr auto k_before_plural_s =
    std::to_array<std::string_view>({"er",  "el", "em", "aar", "eur", "eer", "ier", "oor", "uur", "air", "ie",  "te",
                                     "de",  "ge", "ne", "me",  "ule", "ble", "se",  "ice", "ing", "ent", "ant", "ist",
                                     "ill", "op", "am", "ium", "ck",  "bot", "ool", "eam", "um",  "ema"});

/// Not cursus, basis, proces, adres, which end in -s of themselves.
std::string_view without_plural_s(std::string_view word) {
  if (word.size() < 5 || !word.ends_with('s')) return word;
  const std::string_view stem = word.substr(0, word.size() - 1);
  if (stem.ends_with("en") && stem.size() > 5) return stem;
  for (std::string_view ending : k_before_plural_s) {
    if (stem.ends_with(ending)) return stem;
  }
  return word;
}

}  // namespace

std::string conflate(std::string_view folded) {
  if (!is_plain_word(folded)) return std::string(folded);
  std::string_view word = without_plural_s(folded);
  const std::size_t n = word.size();
  if (word.ends_with("heden") && n > 7) return std::string(word.substr(0, n - 5)) + "heid";
  if (word.ends_with("ieen")) return std::string(word.substr(0, n - 2));
  if (word.ends_with("ien") && n > 6) return std::string(word.substr(0, n - 1));
  std::size_t cut = 0;
  if (word.ends_with("en")) {
    cut = 2;
  } else if (word.ends_with("e")) {
    cut = 1;
  }
  if (cut == 0 || n - cut < 3 || !is_consonant(word[n - cut - 1])) return std::string(word);
  const std::string_view stem = word.substr(0, n - cut);
  if (syllables(stem) == 0) return std::string(word);
  return as_closed_syllable(std::string(stem));
}

}  // namespace leerwijzer
