#include "engine/store/shortage_store.hpp"

#include "engine/store/pool.hpp"
#include "engine/store/reference_version.hpp"
#include "tests/support/database.hpp"
#include "tests/support/offers.hpp"

#include <gtest/gtest.h>

namespace leerwijzer::testing {
namespace {

TEST(ShortageStore, gives_back_what_was_put_in_and_replaces_the_whole_table) {
  TestDatabase database;
  Pool pool(database.settings());
  ShortageStore store(pool);
  EXPECT_TRUE(store.rows().empty());
  const std::vector<ShortageRow> rows = {
      {"gorinchem", "bouw", Tension::very_wide, on(2026, 6, 30), "UWV, \"Spanningsindicator\"", false},
      {"gorinchem", "bouw", Tension::wide, on(2026, 9, 30), "x", false},
      {"midden-utrecht", "ict", Tension::very_tight, on(2026, 9, 30), "verzonnen", true}};
  store.put(rows);
  EXPECT_EQ(store.rows(), rows);
  store.put({rows.back()});
  EXPECT_EQ(store.rows(), std::vector{rows.back()});
}

TEST(ShortageStore, an_import_is_seen_by_a_running_program) {
  TestDatabase database;
  Pool pool(database.settings());
  const std::string before = reference_version(pool);
  ShortageStore(pool).put({{"gorinchem", "bouw", Tension::wide, on(2026, 9, 30), "x", false}});
  EXPECT_NE(reference_version(pool), before);
}

TEST(ShortageStore, refuses_one_region_sector_and_day_twice_and_keeps_what_was_there) {
  TestDatabase database;
  Pool pool(database.settings());
  ShortageStore store(pool);
  const ShortageRow row{"gorinchem", "bouw", Tension::wide, on(2026, 9, 30), "x", false};
  store.put({row});
  EXPECT_THROW(store.put({row, row}), ErrorException);
  EXPECT_EQ(store.rows(), std::vector{row});
}

}  // namespace
}  // namespace leerwijzer::testing
