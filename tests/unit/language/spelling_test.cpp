#include "engine/language/spelling.hpp"
#include "engine/language/sounds.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace leerwijzer {
namespace {

const Spelling& words() {
  static const Spelling spelling({{"verpleegkundige", 12.0},
                                  {"verzorgende", 20.0},
                                  {"heftruck", 9.0},
                                  {"dementie", 8.0},
                                  {"schoonheidsspecialist", 2.0},
                                  {"excel", 9.0},
                                  {"exact", 1.0},
                                  {"python", 9.0},
                                  {"chauffeur", 7.0},
                                  {"solliciteren", 4.0},
                                  {"boekhouden", 9.0},
                                  {"stukadoor", 2.0},
                                  {"timmerman", 6.0},
                                  {"mechatronica", 8.0},
                                  {"lasser", 4.0},
                                  {"kapper", 2.0},
                                  {"magazijn", 6.0}});
  return spelling;
}

class Misspelt : public ::testing::TestWithParam<std::pair<const char*, const char*>> {};

TEST_P(Misspelt, is_put_right) { EXPECT_EQ(words().correction(GetParam().first), GetParam().second); }

INSTANTIATE_TEST_SUITE_P(
    Words, Misspelt,
    ::testing::Values(std::pair{"verpleechkundige", "verpleegkundige"}, std::pair{"verpleegkundege", "verpleegkundige"},
                      std::pair{"verzorgene", "verzorgende"}, std::pair{"hefftruk", "heftruck"},
                      std::pair{"demensie", "dementie"}, std::pair{"dimentie", "dementie"},
                      std::pair{"schoonheitspecialist", "schoonheidsspecialist"}, std::pair{"exel", "excel"},
                      std::pair{"excell", "excel"}, std::pair{"pyhton", "python"}, std::pair{"chaufeur", "chauffeur"},
                      std::pair{"solisiteren", "solliciteren"}, std::pair{"boekhauden", "boekhouden"},
                      std::pair{"stucadoor", "stukadoor"}, std::pair{"timerman", "timmerman"},
                      std::pair{"mechatronika", "mechatronica"}, std::pair{"magazein", "magazijn"}));

TEST(Spelling, leaves_known_short_and_strange_words_alone) {
  for (const char* word : {"lasser", "kik", "c++x", "zwxqj", "nen3140", "totaalanderwoord", ""})
    EXPECT_EQ(words().correction(word), std::nullopt) << word;
}

TEST(Spelling, puts_compounds_right_by_their_parts) {
  const Spelling spelling({{"cursus", 9.0}, {"opleiding", 20.0}, {"excel", 9.0}, {"heftruck", 9.0}, {"kapper", 3.0}});
  const auto is_part = [](std::string_view part) { return part == "las" || part == "kok"; };
  EXPECT_EQ(spelling.correction_of_any("lasopleiing", is_part), "lasopleiding");
  EXPECT_EQ(spelling.correction_of_any("koksopleidign", is_part), "koksopleiding");
  EXPECT_EQ(spelling.correction_of_any("exelcursus", is_part), "excelcursus");
  EXPECT_EQ(spelling.correction_of_any("hefftruckcursus", is_part), "heftruckcursus");
  EXPECT_EQ(spelling.correction_of_any("kaapers", is_part), "kapper") << "a plural of which only the singular is known";
  EXPECT_EQ(spelling.correction_of_any("zwxqjkvbnm", is_part), std::nullopt);
  EXPECT_EQ(spelling.correction_of_any("excel", is_part), std::nullopt);
  EXPECT_EQ(spelling.correction_of_any("kik", is_part), std::nullopt);
}

TEST(Spelling, prefers_the_more_frequent_of_two_as_near) {
  const Spelling spelling({{"kassen", 1.0}, {"kasten", 90.0}});
  EXPECT_EQ(spelling.correction("kasben"), "kasten");
}

TEST(Spelling, finds_the_same_whatever_the_order_of_the_words) {
  std::vector<std::pair<std::string, double>> list = {{"lassen", 3.0}, {"wassen", 3.0}, {"passen", 3.0}};
  const auto first = Spelling(list).correction("bassen");
  std::swap(list[0], list[2]);
  EXPECT_EQ(Spelling(list).correction("bassen"), first);
}

TEST(Sounds, are_the_same_for_what_is_said_alike) {
  const std::vector<std::pair<const char*, const char*>> pairs = {
      {"magazijn", "magazein"}, {"bouwen", "bauwen"}, {"dementie", "demensie"},
      {"heftruck", "heftruk"},  {"fysio", "visio"},   {"mechatronica", "mechatronika"},
      {"brand", "brant"},       {"koken", "kooken"}};
  for (const auto& [one, other] : pairs) EXPECT_EQ(sounds_of(one), sounds_of(other)) << one << " and " << other;
  EXPECT_NE(sounds_of("lasser"), sounds_of("kapper"));
}

}  // namespace
}  // namespace leerwijzer
