// Taxonomies, regions, schemes, postcodes and samples from files; and noticing that a file changed.
#include "indexer/importing/isco_sectors.hpp"
#include "indexer/importing/reference_files.hpp"
#include "indexer/importing/sample_catalogue.hpp"
#include "indexer/importing/taxonomy_files.hpp"
#include "indexer/pipeline/enrichment.hpp"
#include "indexer/pipeline/place_watch.hpp"
#include "indexer/settings.hpp"
#include "tests/support/feeds.hpp"

#include <gtest/gtest.h>

namespace leerwijzer::testing {
namespace {

TEST(TaxonomyFiles, that_the_project_ships_are_read) {
  const auto files = read_taxonomy_files(root() / "schema" / "taxonomy");
  ASSERT_TRUE(files.has_value()) << describe(files.error());
  EXPECT_EQ(files->taxonomy.source, "sample");
  EXPECT_EQ(files->taxonomy.rank, 10);
  EXPECT_TRUE(files->taxonomy.sample);
  EXPECT_GT(files->taxonomy.occupations.size(), 200U);
  EXPECT_GT(files->taxonomy.relations.size(), 2'000U);
  for (const Occupation& occupation : files->taxonomy.occupations) {
    EXPECT_EQ(occupation.isco_group.size(), 4U) << occupation.uri;
    EXPECT_FALSE(occupation.sector.empty()) << occupation.uri << " " << occupation.isco_group;
    EXPECT_FALSE(occupation.labels.empty()) << occupation.uri;
  }
}

TEST(TaxonomyFiles, of_the_official_download_are_joined_by_uri_and_language) {
  if (!std::filesystem::exists(shared() / "data" / "esco")) GTEST_SKIP() << "no ESCO files beside the project";
  const auto files = read_taxonomy_files(shared() / "data" / "esco");
  ASSERT_TRUE(files.has_value()) << describe(files.error());
  EXPECT_EQ(files->taxonomy.source, "esco");
  EXPECT_EQ(files->taxonomy.rank, 50);
  EXPECT_GT(files->taxonomy.occupations.size(), 2'900U);
  EXPECT_GT(files->taxonomy.skills.size(), 13'000U);
  EXPECT_GT(files->taxonomy.relations.size(), 100'000U);
  std::size_t dutch = 0;
  for (const Skill& skill : files->taxonomy.skills) {
    dutch += std::any_of(skill.labels.begin(), skill.labels.end(),
                         [](const Label& l) { return l.language == "nl" && l.kind == LabelKind::preferred; })
                 ? 1U
                 : 0U;
  }
  EXPECT_GT(dutch, 5'000U);
  const auto said = [&](const std::string& words) {
    return std::any_of(files->remarks.begin(), files->remarks.end(),
                       [&](const std::string& r) { return r.find(words) != std::string::npos; });
  };
  EXPECT_TRUE(said("occupations_nl_v1.0.8.csv: left out"));
  EXPECT_TRUE(said("skills have no Dutch label"));
}

TEST(TaxonomyFiles, that_are_not_there_are_asked_for_by_name) {
  const FeedFolder folder;
  folder.write("iets.csv", "a,b\n1,2\n");
  const auto files = read_taxonomy_files(folder.path());
  ASSERT_FALSE(files.has_value());
  EXPECT_NE(files.error().hint.find("occupations_nl.csv"), std::string::npos);
}

TEST(RegionAndSchemeFiles, that_the_project_ships_are_read) {
  const auto regions = read_region_files(root() / "schema" / "regions");
  ASSERT_TRUE(regions.has_value()) << describe(regions.error());
  EXPECT_GE(regions->regions.size(), 35U);
  EXPECT_FALSE(regions->rules.empty());
  const auto schemes = read_scheme_files(root() / "schema" / "funding");
  ASSERT_TRUE(schemes.has_value()) << describe(schemes.error());
  for (const SchemeDocument& scheme : *schemes) EXPECT_FALSE(scheme.id.empty());
}

TEST(SchemeFiles, that_are_wrong_are_refused_before_anything_is_stored) {
  const FeedFolder folder;
  folder.write("X.json", "{\"id\": \"X\", \"geen\": true}");
  const auto schemes = read_scheme_files(folder.path());
  ASSERT_FALSE(schemes.has_value());
  EXPECT_NE(describe(schemes.error()).find("X.json"), std::string::npos);
}

TEST(PostcodeFile, joins_full_postcodes_into_four_digits) {
  const FeedFolder folder;
  const auto file = folder.write("p.csv",
                                 "postcode,woonplaats,gemeente,latitude,longitude\n3511AA,Utrecht,Utrecht,52.0,5."
                                 "0\n3511BB,Utrecht,Utrecht,52.2,5.2\n9999,Nergens,X,0,0\n");
  const auto read = read_postcode_file(file);
  ASSERT_TRUE(read.has_value());
  ASSERT_EQ(read->postcodes.size(), 1U);
  EXPECT_EQ(read->postcodes[0].digits, "3511");
  EXPECT_NEAR(read->postcodes[0].point.latitude, 52.1, 1e-9);
  EXPECT_EQ(read->left_out, 1);
}

TEST(SampleCatalogues, become_sources_of_their_own_with_real_dates) {
  const auto samples = SampleCatalogue::expand(root() / "schema" / "samples", feed_today());
  ASSERT_TRUE(samples.has_value()) << describe(samples.error());
  for (const SampleFeed& feed : samples->feeds()) {
    EXPECT_TRUE(feed.name.starts_with("sample-")) << feed.name;
    EXPECT_TRUE(feed.location.starts_with("sample:/")) << feed.location;
    EXPECT_TRUE(std::filesystem::exists(feed.read_from)) << feed.read_from;
  }
  const FeedFolder empty;
  EXPECT_FALSE(SampleCatalogue::expand(empty.path(), feed_today()).has_value());
}

TEST(IscoSectors, take_the_longest_prefix) {
  EXPECT_EQ(sector_of_isco("5322"), "zorg-welzijn");
  EXPECT_EQ(sector_of_isco("5312"), "onderwijs");
  EXPECT_EQ(sector_of_isco("7127"), "energie");
  EXPECT_EQ(sector_of_isco("8344"), "logistiek");
  EXPECT_EQ(sector_of_isco(""), "");
}

TEST(SectorInWords, is_told_by_the_title) {
  EXPECT_EQ(sector_in_words("Verpleegkunde voor starters"), "zorg-welzijn");
  EXPECT_EQ(sector_in_words("Basis ICT"), "ict");
  EXPECT_EQ(sector_in_words("Conflicthantering"), "") << "ict inside another word says nothing";
}

TEST(PlaceWatch, waits_until_a_file_is_at_rest) {
  PlaceWatch watch("");
  EXPECT_FALSE(watch.changed("a"));
  EXPECT_TRUE(watch.changed("a"));
  EXPECT_FALSE(watch.changed("a"));
  EXPECT_FALSE(watch.changed("b"));
  EXPECT_FALSE(watch.changed("c"));
  EXPECT_TRUE(watch.changed("c"));
  EXPECT_FALSE(watch.changed(""));
  EXPECT_FALSE(watch.changed(""));
}

TEST(PlaceWatch, sees_a_file_that_grew_or_went) {
  const FeedFolder folder;
  EXPECT_EQ(fingerprint_of_path(folder.path()), "");
  folder.write("a.csv", "1");
  const std::string one = fingerprint_of_path(folder.path());
  folder.write("b.csv", "22");
  const std::string two = fingerprint_of_path(folder.path());
  EXPECT_NE(one, two);
  folder.write("b.csv", "333");
  EXPECT_NE(fingerprint_of_path(folder.path()), two);
  EXPECT_EQ(fingerprint_of_path(folder.path() / "none"), "");
}

TEST(Settings, of_a_file_fill_what_flags_left_open) {
  const FeedFolder folder;
  const auto file = folder.write("x.conf", "# remark\ndatabase-url = dbname=x\nindex=/tmp/i\n");
  Settings flags;
  flags.index = "/tmp/flag";
  const auto settings = complete_settings(flags, file.string());
  ASSERT_TRUE(settings.has_value());
  EXPECT_EQ(settings->index, "/tmp/flag");
  const auto wrong = complete_settings({}, folder.write("y.conf", "kleur = rood\n").string());
  ASSERT_FALSE(wrong.has_value());
  EXPECT_NE(wrong.error().where.find("y.conf:1"), std::string::npos);
}

}  // namespace
}  // namespace leerwijzer::testing
