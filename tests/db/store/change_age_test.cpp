#include "engine/store/change_age.hpp"

#include "tests/db/store/catalogue_fixture.hpp"

namespace leerwijzer::testing {
namespace {

using ChangeAge = CatalogueFixture;

TEST_F(ChangeAge, is_that_of_the_oldest_change_which_an_index_lacks) {
  const ChangeNumber before = store.latest_change();
  fetch(records(3));
  EXPECT_EQ(oldest_change_waits(pool, store.latest_change()).count(), 0);
  const std::string first = std::to_string(store.changes_after(before, 1).at(0).number.value);
  database.execute("UPDATE change_log SET changed_at = now() - interval '90 seconds' WHERE number = " + first);
  EXPECT_GE(oldest_change_waits(pool, before), std::chrono::seconds(90));
  EXPECT_LT(oldest_change_waits(pool, before), std::chrono::seconds(150));
  EXPECT_LT(oldest_change_waits(pool, store.changes_after(before, 1).at(0).number), std::chrono::seconds(60));
}

}  // namespace
}  // namespace leerwijzer::testing
