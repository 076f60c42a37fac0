#include "engine/store/model_store.hpp"

#include "engine/store/pool.hpp"
#include "engine/store/reference_version.hpp"
#include "engine/store/taxonomy_store.hpp"
#include "engine/taxonomy/title_models.hpp"
#include "indexer/importing/model_making.hpp"
#include "tests/support/database.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace leerwijzer::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

class ModelStoreTest : public ::testing::Test {
 protected:
  TestDatabase database;
  Pool pool{database.settings()};
  ModelStore store{pool};

  void SetUp() override {
    TaxonomyImport import;
    import.source = "few";
    import.version = "1";
    for (const char* label : {"lasser", "kok", "leraar"}) {
      Occupation& one = import.occupations.emplace_back();
      one.uri = std::string("urn:") + label;
      one.labels = {{LabelKind::preferred, "nl", label}};
    }
    import.skills.emplace_back().uri = "urn:skill";
    import.skills[0].labels = {{ LabelKind::preferred, "nl", "lassen" }};
    static_cast<void>(TaxonomyStore(pool).import(import));
  }

  OccupationId id_of(const std::string& uri) {
    for (const Occupation& one : TaxonomyStore(pool).load().occupations) {
      if (one.uri == uri) return one.id;
    }
    return {};
  }
};

TEST_F(ModelStoreTest, models_come_back_byte_for_byte_also_in_several_parts) {
  std::string bytes;
  for (int i = 0; i < 9'000'000; ++i) bytes.push_back(static_cast<char>(i * 7));
  store.put_models("esco 1.2", bytes);
  EXPECT_EQ(store.models("esco 1.2"), bytes);
  EXPECT_EQ(store.models("esco 1.1"), std::nullopt);
}

TEST_F(ModelStoreTest, new_models_replace_the_old_and_tell_who_watches) {
  store.put_models("1", "old");
  const std::string before = reference_version(pool);
  store.put_models("2", "new");
  EXPECT_EQ(store.models("1"), std::nullopt);
  EXPECT_EQ(store.models("2"), "new");
  EXPECT_NE(reference_version(pool), before);
}

TEST_F(ModelStoreTest, are_made_from_what_is_stored_with_its_version) {
  const MadeModels made = make_models(pool);
  EXPECT_EQ(made.version, TaxonomyStore(pool).load().version);
  const auto bytes = store.models(made.version);
  ASSERT_TRUE(bytes);
  EXPECT_EQ(bytes->size(), made.bytes);
  const auto read = read_models(*bytes);
  ASSERT_TRUE(read) << read.error().what;
  EXPECT_EQ(read->version, made.version);
}

TEST_F(ModelStoreTest, decisions_name_an_occupation_by_uri_or_label) {
  const std::vector<OverrideRow> rows = {{"juf", "leraar", "so people say", "own.csv:2"},
                                         {"chef", "urn:kok", "so people say", "own.csv:3"}};
  EXPECT_EQ(store.put_overrides("own", rows).value(), 2);
  const auto decided = store.overrides();
  ASSERT_EQ(decided.size(), 2U);
  EXPECT_EQ(decided[0].title, "chef");
  EXPECT_EQ(decided[0].occupation, id_of("urn:kok"));
  EXPECT_EQ(decided[1].occupation, id_of("urn:leraar"));
}

TEST_F(ModelStoreTest, a_decision_for_an_occupation_that_is_not_there_changes_nothing_and_names_the_line) {
  const std::vector<OverrideRow> good = {{"juf", "leraar", "so people say", "own.csv:2"}};
  ASSERT_TRUE(store.put_overrides("own", good));
  for (const char* missing : {"drakentemmer", "urn:dragon"}) {
    const std::vector<OverrideRow> bad = {good[0], {"temmer", missing, "no reason", "own.csv:7"}};
    const auto failed = store.put_overrides("own", bad);
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().code, ErrorCode::not_found);
    EXPECT_EQ(failed.error().where, "own.csv:7");
    EXPECT_THAT(failed.error().what, HasSubstr(missing));
  }
  EXPECT_EQ(store.overrides().size(), 1U);
}

TEST_F(ModelStoreTest, a_decision_without_a_reason_is_refused) {
  const auto failed = store.put_overrides("own", std::vector<OverrideRow>{{"juf", "leraar", "", "own.csv:2"}});
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().code, ErrorCode::invalid_input);
}

TEST_F(ModelStoreTest, an_own_decision_comes_before_that_of_a_taxonomy) {
  ASSERT_TRUE(store.put_overrides("few", std::vector<OverrideRow>{{"juf", "kok", "a mistake", "few.csv:2"}}));
  ASSERT_TRUE(store.put_overrides("own", std::vector<OverrideRow>{{"juf", "leraar", "put right", "own.csv:2"}}));
  const auto decided = store.overrides();
  ASSERT_EQ(decided.size(), 1U);
  EXPECT_EQ(decided[0].occupation, id_of("urn:leraar"));
  ASSERT_TRUE(store.put_overrides("own", std::vector<OverrideRow>{}));
  EXPECT_EQ(store.overrides().at(0).occupation, id_of("urn:kok"));
}

}  // namespace
}  // namespace leerwijzer::testing
