#include "engine/language/compounds.hpp"
#include "engine/core/edit_distance.hpp"
#include "engine/language/spelling.hpp"
#include "engine/language/synonyms.hpp"
#include "engine/language/titles.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace leerwijzer {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> split(std::string_view word) { return CompoundSplitter::shipped().split(word); }

TEST(Compounds, are_cut_at_their_parts_without_linking_letters) {
  EXPECT_THAT(split("lasopleiding"), ElementsAre("las", "opleiding"));
  EXPECT_THAT(split("zijinstroomtraject"), ElementsAre("zijinstroom", "traject"));
  EXPECT_THAT(split("vrachtwagenchauffeur"), ElementsAre("vracht", "wagen", "chauffeur"));
  EXPECT_THAT(split("heftruckcertificaat"), ElementsAre("heftruck", "certificaat"));
  EXPECT_THAT(split("veiligheidstraining"), ElementsAre("veiligheid", "training"));
  EXPECT_EQ(split("verpleegkundigenopleiding").back(), "opleiding");
}

TEST(Compounds, simple_short_and_unknown_words_stay_whole) {
  for (const char* word : {"kapper", "docent", "assistent", "monteur", "computer", "leraar", "bakker", "las", "lastig",
                           "", "c++", "qwertyzxcv"}) {
    EXPECT_THAT(split(word), ElementsAre(word));
  }
  EXPECT_EQ(split(std::string(500, 'a')).size(), 1U);
}

TEST(Compounds, are_cut_with_the_words_of_a_vocabulary_too) {
  EXPECT_THAT(split("kuipersgilde"), ElementsAre("kuipersgilde"));
  const CompoundSplitter splitter({{"kuiper", 3.0}, {"gilde", 2.0}});
  EXPECT_THAT(splitter.split("kuipersgilde"), ElementsAre("kuiper", "gilde"));
}

TEST(Synonyms, stand_for_each_other_or_in_one_direction) {
  const std::vector<std::string_view> lines = {"vig = verzorgende ig", "juf > leraar basisonderwijs",
                                               "no relation here"};
  const Synonyms synonyms(lines);
  const std::vector<std::string> vig = {"cursus", "vig"};
  EXPECT_THAT(synonyms.variants(vig, 5), ElementsAre(ElementsAre("cursus", "verzorgende", "ig")));
  const std::vector<std::string> spelled = {"verzorgenden", "ig"};
  EXPECT_THAT(synonyms.variants(spelled, 5), ElementsAre(ElementsAre("vig")));
  const std::vector<std::string> teacher = {"leraar", "basisonderwijs"};
  EXPECT_THAT(synonyms.variants(teacher, 5), IsEmpty());
}

TEST(Synonyms, that_are_shipped_know_the_abbreviations_of_the_field) {
  const auto variants = [](std::vector<std::string> words) { return Synonyms::shipped().variants(words, 10); };
  EXPECT_THAT(variants({"hbov"}), Contains(ElementsAre("hbo", "verpleegkunde")));
  EXPECT_THAT(variants({"pmer"}), Contains(ElementsAre("pedagogisch", "medewerker")));
  EXPECT_THAT(variants({"bbl"}), Contains(ElementsAre("beroepsbegeleidende", "leerweg")));
  EXPECT_THAT(variants({"juf"}), Contains(ElementsAre("leraar", "basisonderwijs")));
}

TEST(Spelling, finds_the_nearest_known_word) {
  const Spelling spelling({{"verzorgende", 5.0}, {"timmerman", 2.0}, {"lasser", 3.0}, {"kok", 9.0}});
  EXPECT_EQ(spelling.correction("verzorgnde"), "verzorgende");
  EXPECT_EQ(spelling.correction("tmmermn"), std::nullopt) << "two errors in seven letters are too many";
  EXPECT_EQ(spelling.correction("timmermna"), "timmerman");
  EXPECT_EQ(spelling.correction("lasser"), std::nullopt);
  EXPECT_EQ(spelling.correction("kik"), std::nullopt);
  EXPECT_EQ(spelling.correction("c++x"), std::nullopt);
}

TEST(Spelling, counts_swaps_as_one) {
  EXPECT_EQ(edit_distance("lasser", "lasesr", 2), 1U);
  EXPECT_EQ(edit_distance("lasser", "lasser", 2), 0U);
  EXPECT_EQ(edit_distance("lasser", "kapper", 1), 2U);
}

TEST(Titles, are_neutral_where_the_neutral_form_is_a_word) {
  const TitleNormaliser titles({{"verkoper", 5.0}, {"kapper", 5.0}, {"docent", 3.0}, {"timmerman", 2.0}});
  EXPECT_EQ(titles.neutral("verkoopster"), "verkoper");
  EXPECT_EQ(titles.neutral("kapster"), "kapper");
  EXPECT_EQ(titles.neutral("matrice"), "matrice") << "no rule may invent a word";
  EXPECT_EQ(titles.neutral("docente"), "docent");
  EXPECT_EQ(titles.neutral("timmervrouw"), "timmerman");
  EXPECT_EQ(titles.neutral("venster"), "venster");
}

TEST(Titles, drop_filler_but_never_everything) {
  const TitleNormaliser titles;
  EXPECT_THAT(titles.words("ik zoek werk als lasser", Filler::drop), ElementsAre("lasser"));
  EXPECT_THAT(titles.words("werk", Filler::drop), ElementsAre("werk"));
  EXPECT_THAT(titles.words("cursus lassen", Filler::keep), ElementsAre("cursus", "lassen"));
}

}  // namespace
}  // namespace leerwijzer
