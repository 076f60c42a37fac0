// A PostgreSQL database of a test's own, with the current schema: made from a template that is
// migrated once per server, and dropped at the end. The server is that of
// LEERWIJZER_TEST_DATABASE_URL, which tests/run sets; without it the test fails.
#pragma once

#include "engine/store/pool.hpp"

#include <string>

namespace leerwijzer::testing {

/// Whether the new database has the schema, or nothing at all.
enum class Schema { current, none };

class TestDatabase {
 public:
  /// Throws std::runtime_error that says to run tests/run when there is no server.
  explicit TestDatabase(Schema schema = Schema::current);
  ~TestDatabase();
  TestDatabase(const TestDatabase&) = delete;
  TestDatabase& operator=(const TestDatabase&) = delete;

  /// A libpq connection string for this database.
  [[nodiscard]] const std::string& url() const noexcept { return url_; }
  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  [[nodiscard]] PoolSettings settings() const;

  /// Makes the roles of the programs where the server has none, and sets their rights in this database.
  void grant() const;
  /// Connects as one of the programs: "leerwijzer-api" or "leerwijzer-indexer". After grant().
  [[nodiscard]] PoolSettings settings_as(const std::string& role) const;

  /// Runs SQL on a connection of its own. Throws ErrorException with the server's words.
  void execute(const std::string& sql) const;
  /// The first column of the first row; empty when there is none.
  [[nodiscard]] std::string ask(const std::string& sql) const;

 private:
  std::string name_;
  std::string url_;
};

}  // namespace leerwijzer::testing
