// SQL of the migrations' own bookkeeping.
#pragma once

#include "engine/store/sql/statement.hpp"

namespace leerwijzer {

/// Runs before anything can be prepared.
inline constexpr std::string_view k_create_migration_table = R"(
  CREATE TABLE IF NOT EXISTS schema_migration (
    version    integer PRIMARY KEY,
    name       text NOT NULL UNIQUE,
    checksum   text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now()
  ))";

inline constexpr auto k_migration_sql = statement_table({
    // The number is "leerwijz" in ASCII: no other program takes it by accident.
    {"lock-migrations", "SELECT pg_advisory_xact_lock(7810760671048067706)"},
    {"has-migration-table", "SELECT to_regclass('schema_migration') IS NOT NULL"},
    {"applied-migrations", "SELECT version, name, checksum FROM schema_migration ORDER BY version"},
    {"has-program-roles",
     "SELECT count(*) = 2 FROM pg_roles WHERE rolname IN ('leerwijzer-indexer', 'leerwijzer-api')"},
    {"record-migration", "INSERT INTO schema_migration (version, name, checksum) VALUES ($1, $2, $3)"},
});

}  // namespace leerwijzer
