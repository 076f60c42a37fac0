// Words of a search that say a condition, as data: the text, and what is recognised.
#include "engine/language/constraint_words.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace leerwijzer {
namespace {

bool is_place(std::string_view name) {
  return name == "Amersfoort" || name == "amersfoort" || name == "Wijk bij Duurstede" || name == "houten" ||
         name == "utrecht" || name == "3811";
}

std::string read(const std::string& text) {
  const std::vector<Word> words = words_of(text);
  std::string all;
  for (const ConstraintWords& found : constraint_words_of(words, is_place)) {
    all += (all.empty() ? "" : "; ") + std::string(name_of(found.kind)) + "=";
    for (std::size_t i = 0; i < found.values.size(); ++i) all += (i > 0 ? "," : "") + found.values[i];
    all += "@" + std::to_string(found.first) + "+" + std::to_string(found.count);
  }
  return all;
}

struct Case {
  const char* text;
  const char* read;
};

class Conditions : public ::testing::TestWithParam<Case> {};

TEST_P(Conditions, are_recognised_in_words) { EXPECT_EQ(read(GetParam().text), GetParam().read) << GetParam().text; }

INSTANTIATE_TEST_SUITE_P(
    Texts, Conditions,
    ::testing::Values(Case{"mbo 4 zorg", "level=4@0+2"}, Case{"zorg mbo niveau 2", "level=2@1+3"},
                      Case{"niveau 3 bouw", "level=3@0+2"}, Case{"nlqf 6", "level=6@0+2"},
                      Case{"hbo verpleegkunde", "level=5,6@0+1"}, Case{"mbo techniek", "level=1,2,3,4@0+1"},
                      Case{"mbo 7", "level=1,2,3,4@0+1"}, Case{"associate degree bouw", "level=5@0+2"},
                      Case{"excel online", "mode=online,self-study@1+1"},
                      Case{"psychologie op afstand", "mode=online,self-study@1+2"}, Case{"leidinggeven op afstand", ""},
                      Case{"online marketing", ""}, Case{"scrum master", ""},
                      Case{"lassen 's avonds", "daypart=evening@2+1"}, Case{"gratis cursus", "price=0@0+1"},
                      Case{"cursus tot 500 euro", "price=500@1+3"}, Case{"max 250", "price=250@0+2"},
                      Case{"lassen in januari", "start=in,1@1+2"}, Case{"vanaf september", "start=from,9@0+2"},
                      Case{"kok in Amersfoort", "place=Amersfoort@1+2"}, Case{"kok amersfoort", "place=amersfoort@1+1"},
                      Case{"koken in de regio Wijk bij Duurstede", "place=Wijk bij Duurstede@3+4"},
                      Case{"lassen 3811", "place=3811@1+1"}, Case{"bhv in houten", "place=houten@1+2"},
                      Case{"houten kozijnen", ""}, Case{"hogeschool utrecht", ""},
                      Case{"keuzedeel techniek", "kind=keuzedeel@0+1"},
                      Case{"mbo 4 zorg avond utrecht", "level=4@0+2; daypart=evening@3+1; place=utrecht@4+1"},
                      Case{"lasser worden", ""}, Case{"", ""}));

TEST(ConditionWords, never_overlap_and_stay_within_the_text) {
  const std::vector<std::string> parts = {"mbo", "4",       "niveau", "in",  "amersfoort", "tot",  "500", "euro",
                                          "op",  "afstand", "vanaf",  "mei", "gratis",     "3811", "zorg"};
  for (std::size_t seed = 0; seed < 2'000; ++seed) {
    std::string text;
    for (std::size_t i = 0, at = seed; i < 6; ++i, at = at * 31 + 7) text += parts[at % parts.size()] + " ";
    const std::vector<Word> words = words_of(text);
    std::size_t end = 0;
    for (const ConstraintWords& found : constraint_words_of(words, is_place)) {
      EXPECT_GE(found.first, end) << text;
      EXPECT_GT(found.count, 0U) << text;
      end = found.first + found.count;
      EXPECT_LE(end, words.size()) << text;
      EXPECT_FALSE(found.values.empty()) << text;
    }
  }
}

}  // namespace
}  // namespace leerwijzer
