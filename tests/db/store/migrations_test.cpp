#include "engine/store/migrations.hpp"

#include "tests/support/database.hpp"

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <thread>

namespace leerwijzer::testing {
namespace {

TEST(Migrations, an_empty_database_gets_every_migration_once) {
  const TestDatabase database(Schema::none);
  Pool pool(database.settings());
  std::vector<std::string> applied;
  const auto first = migrate(pool, [&](std::string_view name) { applied.emplace_back(name); });
  ASSERT_TRUE(first.has_value()) << describe(first.error());
  EXPECT_EQ(static_cast<std::size_t>(*first), embedded_migrations().size());
  EXPECT_EQ(applied.front(), "V001__create_catalogue.sql");
  const auto second = migrate(pool, {});
  ASSERT_TRUE(second.has_value());
  EXPECT_EQ(*second, 0);
  EXPECT_TRUE(require_current_schema(pool).has_value());
}

TEST(Migrations, an_empty_database_is_refused_with_what_to_run) {
  const TestDatabase database(Schema::none);
  Pool pool(database.settings());
  const auto result = require_current_schema(pool);
  ASSERT_TRUE(result.has_error());
  EXPECT_EQ(result.error().code, ErrorCode::schema_mismatch);
  EXPECT_NE(result.error().hint.find("migrate"), std::string::npos);
}

TEST(Migrations, a_database_of_an_older_version_is_refused_with_what_to_run) {
  const TestDatabase database(Schema::none);
  Pool pool(database.settings());
  ASSERT_TRUE(migrate(pool, embedded_migrations().first(1), {}).has_value());
  const auto result = require_current_schema(pool);
  ASSERT_TRUE(result.has_error());
  EXPECT_EQ(result.error().code, ErrorCode::schema_mismatch);
  EXPECT_NE(result.error().hint.find("migrate"), std::string::npos);
  EXPECT_TRUE(migrate(pool, {}).has_value());
  EXPECT_TRUE(require_current_schema(pool).has_value());
}

TEST(Migrations, a_migration_that_was_changed_after_it_was_applied_is_refused) {
  const TestDatabase database;
  Pool pool(database.settings());
  database.execute("UPDATE schema_migration SET checksum = 'x' WHERE version = 2");
  const auto result = migrate(pool, {});
  ASSERT_TRUE(result.has_error());
  EXPECT_EQ(result.error().code, ErrorCode::schema_mismatch);
  EXPECT_EQ(result.error().where, "V002__create_taxonomy.sql");
  EXPECT_TRUE(require_current_schema(pool).has_error());
}

TEST(Migrations, a_database_newer_than_the_program_is_refused) {
  const TestDatabase database;
  Pool pool(database.settings());
  database.execute("INSERT INTO schema_migration VALUES (999, 'V999__go_on.sql', 'x')");
  for (const ErrorCode code : {migrate(pool, {}).error().code, require_current_schema(pool).error().code}) {
    EXPECT_EQ(code, ErrorCode::schema_mismatch);
  }
  EXPECT_NE(migrate(pool, {}).error().what.find("999"), std::string::npos);
}

TEST(Migrations, a_statement_that_fails_names_its_file_and_line_and_leaves_nothing_of_its_file) {
  const TestDatabase database(Schema::none);
  Pool pool(database.settings());
  static constexpr auto k_files = std::to_array<EmbeddedFile>({
      {"V001__make_a.sql", "CREATE TABLE a (id int);"},
      {"V002__break.sql", "CREATE TABLE b (id int);\n\nINSERT INTO nowhere\nVALUES (1);"},
  });
  const auto result = migrate(pool, k_files, {});
  ASSERT_TRUE(result.has_error());
  EXPECT_EQ(result.error().code, ErrorCode::invalid_input);
  EXPECT_EQ(result.error().where, "V002__break.sql:3");
  EXPECT_EQ(database.ask("SELECT to_regclass('a') IS NOT NULL"), "t");
  EXPECT_EQ(database.ask("SELECT to_regclass('b') IS NULL"), "t");
  EXPECT_EQ(database.ask("SELECT max(version) FROM schema_migration"), "1");
}

TEST(Migrations, two_programs_that_migrate_at_once_apply_each_migration_once) {
  const TestDatabase database(Schema::none);
  std::atomic<int> applied = 0;
  std::vector<std::thread> programs;
  for (int i = 0; i < 3; ++i) {
    programs.emplace_back([&] {
      Pool pool(database.settings());
      const auto result = migrate(pool, {});
      EXPECT_TRUE(result.has_value()) << describe(result.error());
      if (result) applied += *result;
    });
  }
  for (std::thread& program : programs) program.join();
  EXPECT_EQ(static_cast<std::size_t>(applied), embedded_migrations().size());
}

TEST(Migrations, file_names_count_up_without_gaps) {
  int version = 0;
  for (const EmbeddedFile& file : embedded_migrations()) {
    EXPECT_EQ(std::stoi(std::string(file.name.substr(1, 3))), ++version) << file.name;
    EXPECT_EQ(file.name.substr(4, 2), "__") << file.name;
  }
  EXPECT_EQ(required_schema_version(), version);
}

}  // namespace
}  // namespace leerwijzer::testing
