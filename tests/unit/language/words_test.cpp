#include "engine/language/words.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace leerwijzer {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> texts(std::string_view text) {
  std::vector<std::string> out;
  for (const Word& word : words_of(text)) out.push_back(word.text);
  return out;
}

TEST(Words, are_folded_and_keep_techniques_and_numbers_whole) {
  EXPECT_THAT(texts("Programmeren in C++, C# en .NET 8"),
              ElementsAre("programmeren", "in", "c++", "c#", "en", "net", "8"));
  EXPECT_THAT(texts("Coördinatie & financiën"), ElementsAre("coordinatie", "financien"));
  EXPECT_THAT(texts("MIG/MAG"), ElementsAre("mig", "mag"));
  EXPECT_THAT(texts("1+1"), ElementsAre("1", "1"));
}

TEST(Words, with_hyphens_are_one_word_with_parts) {
  const std::vector<Word> words = words_of("HBO-V via zij-instroomtraject");
  ASSERT_EQ(words.size(), 3U);
  EXPECT_EQ(words[0].text, "hbov");
  EXPECT_THAT(words[0].parts, ElementsAre("hbo", "v"));
  EXPECT_EQ(words[0].typed, "HBO-V");
  EXPECT_EQ(words[2].text, "zijinstroomtraject");
}

TEST(Words, with_an_apostrophe_are_one_word_without_a_plural) {
  EXPECT_THAT(texts("pm'er foto's zzp\u2019ers"), ElementsAre("pmer", "foto", "zzpers"));
}

TEST(Words, leave_out_marks_of_gender_in_brackets_and_after_slashes) {
  EXPECT_THAT(texts("Verzorgende (m/v)"), ElementsAre("verzorgende"));
  EXPECT_THAT(texts("timmerman/-vrouw gezocht"), ElementsAre("timmerman", "gezocht"));
  EXPECT_THAT(texts("verkoper(ster) m/v"), ElementsAre("verkoper"));
  EXPECT_THAT(texts("verpleegkundige (mbo)"), ElementsAre("verpleegkundige", "mbo"));
}

TEST(Words, remember_how_they_were_typed) {
  const std::vector<Word> words = words_of("Ëén CÖÖPERATIE!");
  ASSERT_EQ(words.size(), 2U);
  EXPECT_EQ(words[1].typed, "CÖÖPERATIE");
  EXPECT_EQ(words[1].text, "cooperatie");
}

TEST(Words, of_any_bytes_are_safe_and_bounded) {
  EXPECT_THAT(texts("\U0001F600 … — ''' --- ((("), IsEmpty());
  EXPECT_THAT(texts(std::string_view("a\0b", 3)), ElementsAre("ab"));
  EXPECT_THAT(texts("\xFF\xC3 goed \xE2\x80"), ElementsAre("goed"));
  EXPECT_EQ(words_of(std::string(5000, ' ') + "een twee drie", 2).size(), 2U);
  EXPECT_THAT(texts("العربية"), ElementsAre("العربية"));
}

TEST(Conflate, inflections_of_a_word_have_one_form) {
  const std::vector<std::pair<std::string, std::string>> same = {{"cursus", "cursussen"},
                                                                 {"verzorgende", "verzorgenden"},
                                                                 {"opleiding", "opleidingen"},
                                                                 {"monteur", "monteurs"},
                                                                 {"school", "scholen"},
                                                                 {"taak", "taken"},
                                                                 {"module", "modules"},
                                                                 {"sociaal", "sociale"},
                                                                 {"keuzedeel", "keuzedelen"},
                                                                 {"vaardigheid", "vaardigheden"},
                                                                 {"proces", "processen"},
                                                                 {"leraar", "leraren"},
                                                                 {"huis", "huizen"},
                                                                 {"bedrijf", "bedrijven"},
                                                                 {"les", "lessen"},
                                                                 {"artikel", "artikelen"},
                                                                 {"technisch", "technische"},
                                                                 {"digitaal", "digitale"},
                                                                 {"examen", "examens"},
                                                                 {"functie", "functies"},
                                                                 {"verpleegkundige", "verpleegkundigen"},
                                                                 {"gemeente", "gemeenten"},
                                                                 {"rijles", "rijlessen"},
                                                                 {"computer", "computers"}};
  for (const auto& [one, other] : same) EXPECT_EQ(conflate(one), conflate(other)) << one << " " << other;
}

TEST(Conflate, other_words_stay_apart) {
  const std::vector<std::pair<std::string, std::string>> apart = {
      {"c", "c++"},      {"c++", "c#"},    {"bas", "ba"},     {"verpleegkunde", "verpleegkundige"},
      {"basis", "basi"}, {"groen", "gro"}, {"taak", "tak"},   {"bakker", "bak"},
      {"adres", "adre"}, {"mbo", "hbo"},   {"lasser", "las"}, {"boom", "bom"},
      {"idee", "ide"},   {"maan", "man"}};
  for (const auto& [one, other] : apart) EXPECT_NE(conflate(one), conflate(other)) << one << " " << other;
}

TEST(StopWords, carry_no_meaning_and_filler_little) {
  EXPECT_TRUE(is_stop_word("de"));
  EXPECT_FALSE(is_stop_word("lassen"));
  EXPECT_TRUE(is_generic_word("cursus"));
  EXPECT_FALSE(is_generic_word("lasser"));
}

}  // namespace
}  // namespace leerwijzer
