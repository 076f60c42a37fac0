#include "engine/taxonomy/title_models.hpp"

#include "engine/taxonomy/taxonomy_training.hpp"
#include "tests/support/taxonomy.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace leerwijzer {
namespace {

using ::testing::IsEmpty;
using ::testing::Not;

Occupation occupation(std::int64_t id, std::string group, std::vector<std::string> dutch,
                      std::vector<std::string> english = {}) {
  Occupation one;
  one.id.value = id;
  one.uri = "urn:o:" + std::to_string(id);
  one.isco_group = std::move(group);
  for (std::string& text : dutch)
    one.labels.push_back({one.labels.empty() ? LabelKind::preferred : LabelKind::alternative, "nl", std::move(text)});
  for (std::string& text : english) one.labels.push_back({LabelKind::alternative, "en", std::move(text)});
  return one;
}

std::vector<Occupation> few() {
  return {
      occupation(1, "9112", {"schoonmaker", "poetshulp", "schoonmaker kantoren", "poetshulp kantoren"}, {"cleaner"}),
      occupation(2, "7212", {"lasser", "lasser constructie"}, {"welder"}),
      occupation(3, "2341", {"leraar", "leerkracht"}, {"teacher"}),
      occupation(4, "5120", {"kok", "chef de cuisine"}, {"cook"})};
}

TaxonomyModels models_of_few() { return train_models(few(), {}, {}, "few 1"); }

TEST(TitleModels, are_the_same_for_the_same_taxonomy) {
  EXPECT_EQ(write_models(models_of_few()), write_models(models_of_few()));
}

TEST(TitleModels, do_not_depend_on_the_order_of_concepts) {
  std::vector<Occupation> turned = few();
  std::reverse(turned.begin(), turned.end());
  EXPECT_EQ(write_models(train_models(turned, {}, {}, "few 1")), write_models(models_of_few()));
}

TEST(TitleModels, come_back_from_bytes_as_they_were) {
  const TaxonomyModels models = models_of_few();
  const std::string bytes = write_models(models);
  const auto read = read_models(bytes);
  ASSERT_TRUE(read) << read.error().what;
  EXPECT_EQ(read->version, "few 1");
  EXPECT_EQ(write_models(*read), bytes);
}

TEST(TitleModels, refuse_every_flipped_byte_and_every_cut_with_what_to_run) {
  const std::string bytes = write_models(models_of_few());
  for (std::size_t at = 0; at < bytes.size(); at += 7) {
    std::string flipped = bytes;
    flipped[at] = static_cast<char>(flipped[at] ^ 0x20);
    const auto read = read_models(flipped);
    ASSERT_FALSE(read) << at;
    EXPECT_NE(read.error().hint.find("leerwijzer-indexer models"), std::string::npos);
  }
  for (std::size_t size = 0; size < bytes.size(); size += 13) EXPECT_FALSE(read_models(bytes.substr(0, size))) << size;
}

TEST(TitleModels, know_what_a_word_is_called_in_english) {
  const TaxonomyModels models = models_of_few();
  const auto links = models.occupations.english.of(feature_of("lasser"));
  ASSERT_THAT(links, Not(IsEmpty()));
  EXPECT_EQ(links.front().word, feature_of("welder"));
}

TEST(TitleModels, put_words_of_one_concept_close) {
  const TaxonomyModels models = models_of_few();
  const auto stem = features_of(conflated({"poetshulp", "leerkracht", "leraar"}));
  std::vector<float> scores(4, 0.0F);
  const TitleNormaliser titles(vocabulary_of(few(), {}));
  ASSERT_TRUE(
      models.occupations.latent.cosines(features_of(conflated(titles.words("leerkracht", Filler::keep))), scores));
  EXPECT_EQ(std::max_element(scores.begin(), scores.end()) - scores.begin(), 2);
  for (float score : scores) {
    EXPECT_GE(score, 0.0F);
    EXPECT_LE(score, 1.01F);
  }
}

TEST(TitleModels, of_nothing_are_empty_and_can_be_stored) {
  const TaxonomyModels models = train_models({}, {}, {}, "none");
  EXPECT_TRUE(models.occupations.empty());
  EXPECT_TRUE(read_models(write_models(models)));
}

TEST(TitleModels, of_one_concept_do_no_harm) {
  EXPECT_TRUE(read_models(write_models(train_models({few()[0]}, {}, {}, "one"))));
}

TEST(WordLinks, keep_the_strongest_in_order) {
  const WordLinks links({{1, {10, 0.2F}}, {1, {11, 0.9F}}, {2, {12, 0.5F}}, {1, {13, 0.5F}}}, 2);
  ASSERT_EQ(links.of(1).size(), 2U);
  EXPECT_EQ(links.of(1)[0].word, 11U);
  EXPECT_EQ(links.of(1)[1].word, 13U);
  EXPECT_EQ(links.of(2).size(), 1U);
  EXPECT_THAT(links.of(3), IsEmpty());
}

TEST(LatentSpace, gives_cosines_whatever_the_length_of_rows) {
  const LatentSpace space({1, 2}, {2, {1.0F, 0.0F, 0.0F, 5.0F}}, {2, {3.0F, 0.0F, 0.0F, 2.0F, 1.0F, 1.0F}});
  std::vector<float> scores(3, 0.0F);
  const std::vector<std::uint64_t> first = {1};
  ASSERT_TRUE(space.cosines(first, scores));
  EXPECT_NEAR(scores[0], 1.0F, 0.01F);
  EXPECT_NEAR(scores[1], 0.0F, 0.01F);
  EXPECT_NEAR(scores[2], 0.707F, 0.01F);
  const std::vector<std::uint64_t> unknown = {9};
  EXPECT_FALSE(space.cosines(unknown, scores));
}

}  // namespace
}  // namespace leerwijzer
