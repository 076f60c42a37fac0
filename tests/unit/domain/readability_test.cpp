#include "engine/domain/readability.hpp"

#include <gtest/gtest.h>

#include <utility>

namespace leerwijzer {
namespace {

TEST(CountSyllables, follows_the_vowel_groups_of_dutch) {
  for (const auto& [word, syllables] : {std::pair<std::string_view, std::size_t>{"les", 1},
                                        {"lezen", 2},
                                        {"opleiding", 3},
                                        {"fraaie", 2},
                                        {"geeuwen", 2},
                                        {"beïnvloeden", 4},
                                        {"coördinator", 5},
                                        {"radio", 3},
                                        {"yoga", 2},
                                        {"baby", 2},
                                        {"IJSSALON", 3},
                                        {"mbo", 1},
                                        {"vct", 1},
                                        {"", 1}}) {
    EXPECT_EQ(count_syllables(word), syllables) << word;
  }
}

TEST(CountText, takes_a_list_item_for_a_sentence_and_no_tag_for_a_word) {
  const TextCounts counts = count_text("<p>U leert <b>lassen</b>.</p><ul><li>veilig werken</li><li>snijden</li></ul>");
  EXPECT_EQ(counts.words, 6U);
  EXPECT_EQ(counts.sentences, 3U);
}

TEST(CountText, a_point_inside_a_number_or_an_address_ends_nothing) {
  EXPECT_EQ(count_text("De prijs is 1.250 euro, zie www.school.nl voor meer.").sentences, 1U);
  EXPECT_EQ(count_text("2 < 3 en 4 > 3").words, 5U);
  EXPECT_EQ(count_text("").words, 0U);
}

TEST(ReadingEase, is_the_formula_of_douma) {
  // 100 words of 1.5 syllables in 10 sentences.
  EXPECT_NEAR(reading_ease({100, 10, 150}), 206.84 - 0.77 * 150 - 0.93 * 10, 1e-9);
  EXPECT_EQ(reading_ease({}), 0.0);
}

TEST(ReadingEase, ranks_plain_words_above_those_of_an_office) {
  const auto plain = count_text("U leert lassen. De les is een keer per week. U krijgt werk mee naar huis.");
  const auto hard = count_text(
      "De deelnemer verwerft competenties met betrekking tot het conform vigerende normering vervaardigen van "
      "lasverbindingen ten behoeve van constructiewerkzaamheden en documentatieverplichtingen.");
  EXPECT_GT(reading_ease(plain), 70.0);
  EXPECT_LT(reading_ease(hard), 30.0);
}

}  // namespace
}  // namespace leerwijzer
