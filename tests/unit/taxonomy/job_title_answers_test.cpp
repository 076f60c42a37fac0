// What a title is taken to mean, on taxonomies of a few concepts.
#include "engine/taxonomy/taxonomy.hpp"
#include "engine/taxonomy/taxonomy_training.hpp"
#include "tests/support/taxonomy.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace leerwijzer {
namespace {

using ::testing::IsEmpty;

Occupation occupation(std::int64_t id, std::vector<std::string> labels) {
  Occupation one;
  one.id.value = id;
  one.uri = "urn:o:" + std::to_string(id);
  for (std::string& text : labels)
    one.labels.push_back({one.labels.empty() ? LabelKind::preferred : LabelKind::alternative, "nl", std::move(text)});
  return one;
}

std::vector<Occupation> trades() {
  return {occupation(1, {"lasser", "constructielasser"}), occupation(2, {"schoonmaker", "poetshulp"}),
          occupation(3, {"leraar wiskunde", "docent wiskunde"}), occupation(4, {"monteur liften", "liftmonteur"}),
          occupation(5, {"verkoper", "winkelmedewerker"})};
}

TEST(JobTitles, an_own_name_is_exact_and_sure) {
  const Taxonomy taxonomy = Taxonomy::build(trades(), {}, {}, "trades");
  const auto matches = taxonomy.resolve_occupations("Lasser (m/v)", 3);
  ASSERT_FALSE(matches.empty());
  EXPECT_EQ(matches[0].id, OccupationId{1});
  EXPECT_EQ(matches[0].relation, MatchRelation::exact);
  EXPECT_GE(matches[0].confidence, 0.8);
}

TEST(JobTitles, a_title_that_says_more_than_any_concept_gets_the_broader_one) {
  const Taxonomy taxonomy = Taxonomy::build(trades(), {}, {}, "trades");
  for (const char* title : {"lasser onderwater", "staallasser", "senior lasser"}) {
    const auto matches = taxonomy.resolve_occupations(title, 3);
    ASSERT_FALSE(matches.empty()) << title;
    EXPECT_EQ(matches[0].id, OccupationId{1}) << title;
    EXPECT_EQ(matches[0].relation, MatchRelation::broader) << title;
    EXPECT_LT(matches[0].confidence, 1.0) << title;
  }
}

TEST(JobTitles, the_same_words_in_another_order_are_the_same) {
  const Taxonomy taxonomy = Taxonomy::build(trades(), {}, {}, "trades");
  const auto matches = taxonomy.resolve_occupations("wiskunde docent", 1);
  ASSERT_FALSE(matches.empty());
  EXPECT_EQ(matches[0].id, OccupationId{3});
  EXPECT_EQ(matches[0].relation, MatchRelation::exact);
}

TEST(JobTitles, a_decision_of_a_person_wins_and_the_rest_follows) {
  const Taxonomy taxonomy = Taxonomy::build(trades(), {}, {}, "trades", {}, {{"lasser", OccupationId{4}}});
  const auto matches = taxonomy.resolve_occupations("Lassers", 3);
  ASSERT_GE(matches.size(), 2U);
  EXPECT_EQ(matches[0].id, OccupationId{4});
  EXPECT_EQ(matches[0].confidence, 1.0);
  EXPECT_EQ(matches[1].id, OccupationId{1});
  EXPECT_THAT(taxonomy.resolve_occupations("lasser", 0), IsEmpty());
}

TEST(JobTitles, a_decision_about_an_unknown_occupation_is_ignored) {
  const Taxonomy taxonomy = Taxonomy::build(trades(), {}, {}, "trades", {}, {{"lasser", OccupationId{99}}});
  EXPECT_EQ(taxonomy.resolve_occupations("lasser", 1).at(0).id, OccupationId{1});
}

TEST(JobTitles, models_of_another_version_are_not_used) {
  TaxonomyModels models = train_models(trades(), {}, {}, "older");
  const Taxonomy with = Taxonomy::build(trades(), {}, {}, "newer", std::move(models));
  const Taxonomy without = Taxonomy::build(trades(), {}, {}, "newer", TaxonomyModels{});
  const auto a = with.resolve_occupations("poetshulp winkel", 5);
  const auto b = without.resolve_occupations("poetshulp winkel", 5);
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) EXPECT_EQ(a[i].confidence, b[i].confidence);
}

/// Titles of any bytes: words of labels cut, turned and mixed with noise.
std::string any_title(std::mt19937& random) {
  static const std::vector<std::string> k_parts = {"lasser",  "schoon",     "maker", " ",   "-",        "/",
                                                   "(m/v)",   "é",          "\xFF",  "\t",  "wiskunde", "senior ",
                                                   "monteur", "\U0001F600", "0",     "c++", "hoofd"};
  std::string title;
  for (std::uint32_t i = random() % 12U; i > 0; --i) title += k_parts[random() % k_parts.size()];
  return title;
}

TEST(JobTitlesProperty, any_bytes_give_the_same_ordered_confidences_between_0_and_1) {
  const Taxonomy taxonomy = Taxonomy::build(trades(), {}, {}, "trades");
  std::mt19937 random(11);
  for (int round = 0; round < 500; ++round) {
    const std::string title = any_title(random);
    const auto matches = taxonomy.resolve_occupations(title, 5);
    const auto again = taxonomy.resolve_occupations(title, 5);
    ASSERT_EQ(matches.size(), again.size());
    double before = 1.0;
    for (std::size_t i = 0; i < matches.size(); ++i) {
      EXPECT_EQ(matches[i].id, again[i].id) << title;
      EXPECT_EQ(matches[i].confidence, again[i].confidence) << title;
      EXPECT_GE(matches[i].confidence, 0.0) << title;
      EXPECT_LE(matches[i].confidence, before) << title;
      before = matches[i].confidence;
    }
  }
}

}  // namespace
}  // namespace leerwijzer
