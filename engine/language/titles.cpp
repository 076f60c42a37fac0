#include "engine/language/titles.hpp"

#include "engine/language/words.hpp"

#include <array>

namespace leerwijzer {
namespace {

constexpr std::size_t k_most_words = 80;

struct GenderEnding {
  std::string_view feminine;
  std::string_view neutral;
};
/// Longest first. -ster is handled apart, for its stem changes (verkoopster, verkoper).
constexpr auto k_gender_endings = std::to_array<GenderEnding>({
    {"vrouw", "man"},
    {"trice", "teur"},
    {"euse", "eur"},
    {"iere", "ier"},
    {"esse", "is"},
    {"ares", "aar"},
    {"ente", "ent"},
    {"ante", "ant"},
    {"iste", "ist"},
    {"oge", "oog"},
    {"ice", "or"},
    {"ica", "icus"},
    {"es", ""},
    {"in", ""},
});

bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

/// Forms that -ster may come from: werkster, verkoopster, kapster.
std::array<std::string, 3> without_ster(std::string_view word) {
  const std::string stem(word.substr(0, word.size() - 4));
  std::string open = stem;
  const std::size_t n = stem.size();
  if (n >= 3 && is_vowel(stem[n - 2]) && stem[n - 2] == stem[n - 3]) open.erase(n - 2, 1);
  return {stem + "er", open + "er", stem + stem.back() + "er"};
}

}  // namespace

TitleNormaliser::TitleNormaliser(const std::vector<std::pair<std::string, double>>& vocabulary)
    : splitter_(vocabulary), spelling_(vocabulary) {}

std::vector<std::string> TitleNormaliser::corrected(std::vector<std::string> folded) const {
  for (std::string& word : folded) {
    const bool understood = is_stop_word(word) || is_generic_word(word) || spelling_.knows(neutral(word)) ||
                            splitter_.split(word).size() > 1;
    if (understood) continue;
    if (const auto correction = spelling_.correction(word)) word = *correction;
  }
  return folded;
}

std::string TitleNormaliser::neutral(std::string_view folded) const {
  if (folded.size() < 6) return std::string(folded);
  if (folded.ends_with("ster")) {
    for (const std::string& form : without_ster(folded)) {
      if (splitter_.knows(form)) return form;
    }
  }
  for (const GenderEnding& ending : k_gender_endings) {
    if (!folded.ends_with(ending.feminine)) continue;
    std::string form(folded.substr(0, folded.size() - ending.feminine.size()));
    form += ending.neutral;
    if (form.size() >= 4 && splitter_.knows(form)) return form;
  }
  return std::string(folded);
}

std::vector<std::string> TitleNormaliser::words(std::string_view text, Filler filler) const {
  std::vector<std::string> folded;
  for (Word& word : words_of(text, k_most_words)) {
    if (word.parts.empty()) {
      folded.push_back(std::move(word.text));
    } else {
      for (std::string& part : word.parts) folded.push_back(std::move(part));
    }
  }
  return words(folded, filler);
}

std::vector<std::string> TitleNormaliser::words(const std::vector<std::string>& folded, Filler filler) const {
  std::vector<std::string> kept;
  for (const std::string& word : folded) {
    if (is_stop_word(word) || (filler == Filler::drop && is_generic_word(word))) continue;
    kept.push_back(word);
  }
  if (kept.empty()) kept = folded;
  std::vector<std::string> out;
  for (const std::string& word : kept) {
    for (const std::string& part : splitter_.split(neutral(word))) out.push_back(neutral(part));
  }
  return out;
}

}  // namespace leerwijzer
