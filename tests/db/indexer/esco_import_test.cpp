// The official files as they are, into a database, where they are beside the project.
#include "engine/store/pool.hpp"
#include "engine/store/taxonomy_store.hpp"
#include "indexer/importing/taxonomy_files.hpp"
#include "tests/support/database.hpp"
#include "tests/support/paths.hpp"

#include <gtest/gtest.h>

namespace leerwijzer::testing {
namespace {

TEST(EscoImport, takes_the_official_files_whole_and_gives_them_back) {
  const std::filesystem::path folder = shared() / "data" / "esco";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no ESCO files beside the project";
  const TaxonomyFiles files = read_taxonomy_files(folder).value();
  TestDatabase database;
  Pool pool(database.settings());
  TaxonomyStore store(pool);
  const auto imported = store.import(files.taxonomy);
  EXPECT_EQ(imported.occupations, static_cast<std::int64_t>(files.taxonomy.occupations.size()));
  EXPECT_GE(imported.occupations, 3039);
  EXPECT_GE(imported.skills, 13'000);
  EXPECT_GE(imported.relations, 120'000);
  const TaxonomySnapshot back = store.load();
  EXPECT_EQ(static_cast<std::int64_t>(back.occupations.size()), imported.occupations);
  EXPECT_EQ(static_cast<std::int64_t>(back.relations.size()), imported.relations);
}

}  // namespace
}  // namespace leerwijzer::testing
