#include "engine/store/migrations.hpp"

#include "engine/core/text.hpp"
#include "engine/store/sql/migration_statements.hpp"
#include "engine/store/transaction.hpp"

#include <pqxx/except>

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>

namespace leerwijzer {
namespace {

struct Applied {
  std::string name;
  std::string checksum;
};

/// "V012__add_plans.sql" gives 12; 0 for a name of another form.
int version_of(std::string_view name) noexcept {
  int version = 0;
  if (name.starts_with('V')) std::from_chars(name.data() + 1, name.data() + name.size(), version);
  return version;
}

/// "file:line" where the server told the line ("LINE 12: ..."), else the file.
std::string place_of(const EmbeddedFile& file, std::string_view server_text) {
  constexpr std::string_view k_mark = "\nLINE ";
  const std::size_t at = server_text.find(k_mark);
  if (at == std::string_view::npos) return std::string(file.name);
  const std::string_view rest = server_text.substr(at + k_mark.size());
  return std::string(file.name) + ":" + std::string(rest.substr(0, rest.find(':')));
}

std::map<int, Applied> applied_migrations(Transaction& tx) {
  std::map<int, Applied> applied;
  for (const auto& row : tx.run(k_migration_sql["applied-migrations"])) {
    applied[row[0].as<int>()] = {row[1].as<std::string>(), row[2].as<std::string>()};
  }
  return applied;
}

int last_version(std::span<const EmbeddedFile> files) noexcept {
  int version = 0;
  for (const EmbeddedFile& file : files) version = std::max(version, version_of(file.name));
  return version;
}

Error newer_database(int found, int required) {
  return {ErrorCode::schema_mismatch,
          "the database has schema version " + std::to_string(found) + " and this program needs " +
              std::to_string(required),
          "Install the newer version of the program: migrations only go forward.", "schema_migration"};
}

std::optional<Error> check_applied(const std::map<int, Applied>& applied, std::span<const EmbeddedFile> files) {
  for (const EmbeddedFile& file : files) {
    const auto found = applied.find(version_of(file.name));
    if (found == applied.end() || found->second.checksum == digest(file.text)) continue;
    return Error{ErrorCode::schema_mismatch, "migration " + found->second.name + " was changed after it was applied",
                 "Put the file back as it was and write the change as a new migration.", std::string(file.name)};
  }
  const int required = last_version(files);
  if (!applied.empty() && applied.rbegin()->first > required) return newer_database(applied.rbegin()->first, required);
  return {};
}

/// A failing statement names its file and line, whatever kind of failure it is.
void apply(Transaction& tx, const EmbeddedFile& file) {
  try {
    tx.run_script(std::string(file.text), file.name);
  } catch (const pqxx::sql_error& e) {
    if (is_worth_a_second_attempt(e)) throw;
    throw ErrorException(
        {ErrorCode::invalid_input, store_error(e, file.name).what, "Correct the statement.", place_of(file, e.what())});
  }
  tx.run(k_migration_sql["record-migration"], version_of(file.name), std::string(file.name), digest(file.text));
}

}  // namespace

int required_schema_version() noexcept { return last_version(embedded_migrations()); }

Result<int> migrate(Pool& pool, const std::function<void(std::string_view)>& on_applied) {
  return migrate(pool, embedded_migrations(), on_applied);
}

Result<int> migrate(Pool& pool, std::span<const EmbeddedFile> files,
                    const std::function<void(std::string_view)>& on_applied) {
  try {
    // Each migration locks by itself, so that a second migrator waits and then finds the work done.
    in_transaction(pool, Access::bulk, [](Transaction& tx) {
      tx.run(k_migration_sql["lock-migrations"]);
      tx.run_script(std::string(k_create_migration_table), "create-migration-table");
    });
    int count = 0;
    for (const EmbeddedFile& file : files) {
      const bool done = in_transaction(pool, Access::bulk, [&](Transaction& tx) {
        tx.run(k_migration_sql["lock-migrations"]);
        const auto applied = applied_migrations(tx);
        if (const auto error = check_applied(applied, files)) throw ErrorException(*error);
        if (applied.contains(version_of(file.name))) return false;
        apply(tx, file);
        return true;
      });
      if (!done) continue;
      ++count;
      if (on_applied) on_applied(file.name);
    }
    return count;
  } catch (const ErrorException& e) {
    return e.error();
  }
}

Result<void> require_current_schema(Pool& pool) {
  static const std::string k_hint = "Run leerwijzer-indexer migrate.";
  try {
    return in_transaction(pool, Access::read, [](Transaction& tx) -> Result<void> {
      if (!tx.run(k_migration_sql["has-migration-table"])[0][0].as<bool>()) {
        return Error{ErrorCode::schema_mismatch, "the database is empty", k_hint, "schema_migration"};
      }
      const auto applied = applied_migrations(tx);
      if (const auto error = check_applied(applied, embedded_migrations())) return *error;
      const int found = applied.empty() ? 0 : applied.rbegin()->first;
      if (found == required_schema_version()) return k_ok;
      return Error{ErrorCode::schema_mismatch,
                   "the database has schema version " + std::to_string(found) + " and this program needs " +
                       std::to_string(required_schema_version()),
                   k_hint, "schema_migration"};
    });
  } catch (const ErrorException& e) {
    return e.error();
  }
}

}  // namespace leerwijzer
