// Compounds against a list as a dictionary cuts them, and words that tempt but are none. Both lists have a half that
// was held out while the splitter and its word list were made; it shows what to expect of words that nobody tried.
#include "engine/core/text.hpp"
#include "engine/language/compounds.hpp"
#include "tests/support/paths.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <set>
#include <string>
#include <vector>

namespace leerwijzer::testing {
namespace {

constexpr double k_compounds_cut = 0.95;
constexpr double k_held_out_cut = 0.92;
constexpr double k_words_whole = 0.98;

/// The words of one half of a file of cases.
std::vector<std::string> half_of(const std::string& name, const std::string& half) {
  std::vector<std::string> words;
  bool inside = false;
  for (const std::string& line : split_trimmed(read_file(root() / "tests/cases/language" / name), '\n')) {
    if (line.starts_with("#")) {
      inside = line == "# " + half + " half";
    } else if (inside) {
      for (std::string& word : split_trimmed(line, ' ')) words.push_back(std::move(word));
    }
  }
  return words;
}

bool is_link(const std::string& piece) {
  return piece == "s" || piece == "en" || piece == "n" || piece == "e" || piece == "es" || piece == "er";
}

/// A compound as a dictionary cuts it.
struct Compound {
  std::string word;
  std::set<std::size_t> cuts;      ///< where parts must begin
  std::set<std::size_t> may_cuts;  ///< where they may
};

Compound read(const std::string& written) {
  Compound compound;
  std::string piece;
  char before = 0;
  const auto end_piece = [&] {
    if (before != 0 && !is_link(piece))
      (before == '-' ? compound.cuts : compound.may_cuts).insert(compound.word.size());
    compound.word += piece;
    piece.clear();
  };
  for (const char c : written) {
    if (c == '-' || c == '=') {
      end_piece();
      before = c;
    } else {
      piece += c;
    }
  }
  end_piece();
  return compound;
}

/// Where the parts after the first begin.
std::set<std::size_t> cuts_of(const std::string& word) {
  std::set<std::size_t> cuts;
  std::size_t at = 0;
  for (const std::string& part : CompoundSplitter::shipped().split(word)) {
    at = word.find(part, at);
    if (at > 0) cuts.insert(at);
    at += part.size();
  }
  return cuts;
}

bool agrees(const Compound& compound) {
  std::set<std::size_t> cuts = cuts_of(compound.word);
  for (const std::size_t cut : compound.cuts) {
    if (cuts.erase(cut) == 0) return false;
  }
  for (const std::size_t cut : compound.may_cuts) cuts.erase(cut);
  return cuts.empty();
}

std::string as_cut(const std::string& word) {
  std::string text;
  for (const std::string& part : CompoundSplitter::shipped().split(word)) text += (text.empty() ? "" : "|") + part;
  return text;
}

struct Outcome {
  std::size_t right = 0;
  std::size_t all = 0;
  std::string others;

  [[nodiscard]] double share() const { return static_cast<double>(right) / static_cast<double>(all); }
};

void print(const char* what, const Outcome& first, const Outcome& second) {
  std::printf("  %s: %zu of %zu, held out %zu of %zu\n", what, first.right, first.all, second.right, second.all);
}

Outcome cut_compounds(const std::string& half) {
  Outcome outcome;
  for (const std::string& written : half_of("compounds.txt", half)) {
    const Compound compound = read(written);
    ++outcome.all;
    if (agrees(compound)) {
      ++outcome.right;
    } else {
      outcome.others += " " + written + " (" + as_cut(compound.word) + ")";
    }
  }
  return outcome;
}

Outcome left_whole(const std::string& half) {
  Outcome outcome;
  for (const std::string& word : half_of("whole-words.txt", half)) {
    ++outcome.all;
    if (CompoundSplitter::shipped().split(word).size() == 1) {
      ++outcome.right;
    } else {
      outcome.others += " " + as_cut(word);
    }
  }
  return outcome;
}

TEST(Splitting, agrees_with_a_dictionary_on_compounds) {
  const Outcome first = cut_compounds("first");
  const Outcome second = cut_compounds("second");
  ASSERT_GE(first.all + second.all, 500U);
  print("compounds as in the dictionary", first, second);
  EXPECT_GE((first.share() + second.share()) / 2.0, k_compounds_cut) << first.others;
  EXPECT_GE(second.share(), k_held_out_cut);
}

TEST(Splitting, leaves_other_words_whole) {
  const Outcome first = left_whole("first");
  const Outcome second = left_whole("second");
  ASSERT_GE(first.all + second.all, 500U);
  print("other words left whole", first, second);
  EXPECT_GE(first.share(), k_words_whole) << first.others;
  EXPECT_GE(second.share(), k_words_whole);
}

}  // namespace
}  // namespace leerwijzer::testing
