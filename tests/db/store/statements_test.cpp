#include "engine/store/sql/all_statements.hpp"
#include "engine/store/transaction.hpp"
#include "tests/support/database.hpp"

#include <gtest/gtest.h>

#include <set>

namespace leerwijzer::testing {
namespace {

TEST(Statements, every_named_statement_prepares_against_a_migrated_database) {
  const TestDatabase database;
  Pool pool(database.settings());
  std::set<std::string_view> names;
  ASSERT_GT(all_statements().size(), 60U);
  for (const Statement& statement : all_statements()) {
    EXPECT_TRUE(names.insert(statement.name).second) << "two statements are called " << statement.name;
    try {
      Pool::Lease lease = pool.lease();
      lease.connection().prepare_once(statement.name, statement.sql);
    } catch (const std::exception& e) {
      ADD_FAILURE() << statement.name << ": " << e.what();
    }
  }
}

}  // namespace
}  // namespace leerwijzer::testing
