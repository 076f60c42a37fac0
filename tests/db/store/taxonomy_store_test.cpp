#include "engine/store/taxonomy_store.hpp"

#include "engine/store/pool.hpp"
#include "tests/support/database.hpp"

#include <gtest/gtest.h>

namespace leerwijzer::testing {
namespace {

Occupation occupation(const std::string& uri, const std::string& label) {
  Occupation o;
  o.uri = uri;
  o.labels = {{LabelKind::preferred, "nl", label}};
  return o;
}

Skill skill(const std::string& uri, const std::string& label) {
  Skill s;
  s.uri = uri;
  s.labels = {{LabelKind::preferred, "nl", label}};
  return s;
}

class TaxonomyStoreTest : public ::testing::Test {
 protected:
  TestDatabase database;
  Pool pool{database.settings()};
  TaxonomyStore store{pool};

  static TaxonomyImport sample() {
    TaxonomyImport import;
    import.source = "sample";
    import.version = "1";
    import.sample = true;
    import.occupations = {occupation("urn:nurse", "verpleegkundige"), occupation("urn:carer", "verzorgende")};
    import.occupations[0].isco_group = "2221";
    import.occupations[0].sector = "zorg-welzijn";
    import.occupations[0].description = "Zorgt voor patiënten.";
    import.occupations[0].labels.push_back({LabelKind::alternative, "nl", "zuster"});
    import.occupations[0].labels.push_back({LabelKind::hidden, "nl", "verpleger"});
    import.skills = {skill("urn:wound", "wondzorg verlenen"), skill("urn:law", "gezondheidsrecht")};
    import.skills[1].knowledge = true;
    import.skills[1].reuse = ReuseLevel::sector_specific;
    import.skills[1].description = "Wetten van de zorg.";
    import.relations = {{"urn:nurse", "urn:wound", RelationKind::essential},
                        { "urn:nurse",
                          "urn:law",
                          RelationKind::optional }};
    return import;
  }
};

TEST_F(TaxonomyStoreTest, an_import_comes_back_whole) {
  const auto imported = store.import(sample());
  EXPECT_EQ(imported.occupations, 2);
  EXPECT_EQ(imported.skills, 2);
  EXPECT_EQ(imported.labels, 6);
  EXPECT_EQ(imported.relations, 2);
  EXPECT_EQ(imported.dangling_relations, 0);

  const TaxonomySnapshot all = store.load();
  EXPECT_EQ(all.version, "sample 1");
  ASSERT_EQ(all.occupations.size(), 2U);
  const Occupation& nurse = all.occupations[0];
  EXPECT_EQ(nurse.uri, "urn:nurse");
  EXPECT_EQ(nurse.isco_group, "2221");
  EXPECT_EQ(nurse.sector, "zorg-welzijn");
  EXPECT_EQ(nurse.description, "Zorgt voor patiënten.");
  ASSERT_EQ(nurse.labels.size(), 3U);
  EXPECT_EQ(nurse.labels[0].text, "verpleegkundige");
  EXPECT_EQ(nurse.labels[2].kind, LabelKind::hidden);
  ASSERT_EQ(all.skills.size(), 2U);
  EXPECT_TRUE(all.skills[1].knowledge);
  EXPECT_EQ(all.skills[1].reuse, ReuseLevel::sector_specific);
  ASSERT_EQ(all.relations.size(), 2U);
  EXPECT_EQ(all.relations[0].occupation, nurse.id);
  EXPECT_EQ(all.relations[0].skill, all.skills[0].id);
  EXPECT_EQ(all.relations[0].kind, RelationKind::essential);
}

TEST_F(TaxonomyStoreTest, a_uri_keeps_its_id_when_it_is_imported_again_or_comes_back) {
  (void)store.import(sample());
  const TaxonomySnapshot before = store.load();
  TaxonomyImport without = sample();
  without.version = "2";
  without.occupations.erase(without.occupations.begin());
  (void)store.import(without);
  ASSERT_EQ(store.load().occupations.size(), 1U);
  EXPECT_EQ(store.load().occupations[0].id, before.occupations[1].id);
  EXPECT_EQ(store.load().version, "sample 2");
  EXPECT_TRUE(store.load().relations.empty());
  (void)store.import(sample());
  const TaxonomySnapshot after = store.load();
  EXPECT_EQ(after.occupations[0].id, before.occupations[0].id);
  EXPECT_EQ(after.skills[0].id, before.skills[0].id);
}

TEST_F(TaxonomyStoreTest, relations_that_name_an_unknown_uri_are_left_out_and_counted) {
  TaxonomyImport import = sample();
  import.relations.push_back({"urn:nurse", "urn:nowhere", RelationKind::essential});
  import.relations.push_back({"urn:nobody", "urn:wound", RelationKind::essential});
  const auto imported = store.import(import);
  EXPECT_EQ(imported.relations, 2);
  EXPECT_EQ(imported.dangling_relations, 2);
}

TEST_F(TaxonomyStoreTest, a_relation_that_is_stated_twice_counts_once_and_essential_wins) {
  TaxonomyImport import = sample();
  import.relations = {{"urn:nurse", "urn:wound", RelationKind::optional},
                      { "urn:nurse",
                        "urn:wound",
                        RelationKind::essential }};
  EXPECT_EQ(store.import(import).relations, 1);
  EXPECT_EQ(store.load().relations.at(0).kind, RelationKind::essential);
}

TEST_F(TaxonomyStoreTest, two_sources_are_joined_by_uri_and_the_lower_rank_gives_the_relations) {
  (void)store.import(sample());
  TaxonomyImport esco;
  esco.source = "esco";
  esco.version = "1.2.0";
  esco.rank = 10;
  esco.occupations = {occupation("urn:nurse", "verpleegkundige algemene zorg")};
  esco.occupations[0].labels.push_back({LabelKind::alternative, "nl", "zuster"});
  esco.occupations[0].labels.push_back({LabelKind::preferred, "en", "nurse"});
  esco.skills = {skill("urn:wound", "wondzorg verlenen")};
  esco.relations = {{"urn:nurse", "urn:wound", RelationKind::optional}};
  (void)store.import(esco);

  const TaxonomySnapshot all = store.load();
  EXPECT_EQ(all.version, "esco 1.2.0 + sample 1");
  ASSERT_EQ(all.occupations.size(), 2U);
  const Occupation& nurse = all.occupations[0];
  EXPECT_EQ(nurse.isco_group, "2221");
  std::vector<std::string> labels;
  for (const Label& label : nurse.labels) labels.push_back(std::string(name_of(label.kind)) + " " + label.text);
  EXPECT_EQ(labels, (std::vector<std::string>{"preferred verpleegkundige algemene zorg", "alternative zuster",
                                              "preferred nurse", "alternative verpleegkundige", "hidden verpleger"}));
  ASSERT_EQ(all.relations.size(), 1U);
  EXPECT_EQ(all.relations[0].kind, RelationKind::optional);
}

TEST_F(TaxonomyStoreTest, a_source_may_relate_to_what_another_source_holds) {
  (void)store.import(sample());
  TaxonomyImport extra;
  extra.source = "extra";
  extra.version = "1";
  extra.relations = {{"urn:carer", "urn:wound", RelationKind::essential}};
  EXPECT_EQ(store.import(extra).relations, 1);
  EXPECT_EQ(store.load().relations.size(), 3U);
}

TEST_F(TaxonomyStoreTest, an_empty_database_loads_as_an_empty_taxonomy) {
  const TaxonomySnapshot all = store.load();
  EXPECT_TRUE(all.version.empty());
  EXPECT_TRUE(all.occupations.empty());
}

TEST_F(TaxonomyStoreTest, a_taxonomy_of_thousands_is_stored_in_parcels) {
  TaxonomyImport import;
  import.source = "large";
  import.version = "1";
  for (int i = 0; i < 3000; ++i) {
    const std::string n = std::to_string(i);
    import.skills.push_back(skill("urn:skill:" + n, "vaardigheid " + n));
    import.skills.back().description = std::string(6'000, 'x');
    import.occupations.push_back(occupation("urn:occupation:" + n, "beroep " + n));
    for (int j = 0; j < 10; ++j) {
      import.relations.push_back(
          {"urn:occupation:" + n, "urn:skill:" + std::to_string((i + j) % 3000), RelationKind::essential});
    }
  }
  const auto imported = store.import(import);
  EXPECT_EQ(imported.skills, 3000);
  EXPECT_EQ(imported.labels, 6000);
  EXPECT_EQ(imported.relations, 30000);
  EXPECT_EQ(store.load().relations.size(), 30000U);
}

}  // namespace
}  // namespace leerwijzer::testing
