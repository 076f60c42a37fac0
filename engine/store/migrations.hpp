// The database schema: forward-only, checksummed migrations (schema/migrations/V###__verb_noun.sql,
// embedded in the programs), applied under an advisory lock. A program refuses to work with a
// database of another schema version.
#pragma once

#include "engine/core/embedded_file.hpp"
#include "engine/core/error.hpp"

#include <functional>
#include <span>
#include <string>

namespace leerwijzer {

class Pool;

/// The migrations built into this program, in order of file name.
[[nodiscard]] std::span<const EmbeddedFile> embedded_migrations() noexcept;

/// The version that this program needs: the number of its last migration.
[[nodiscard]] int required_schema_version() noexcept;

/// Applies what is missing, each migration in a transaction of its own, all under one advisory
/// lock. `on_applied` hears each file name. Returns the number applied. Fails with
/// schema_mismatch when an applied migration was changed afterwards or the database is newer than
/// this program, and with invalid_input naming file and line when a statement fails.
[[nodiscard]] Result<int> migrate(Pool& pool, const std::function<void(std::string_view)>& on_applied);

/// The same with other files than the embedded ones.
[[nodiscard]] Result<int> migrate(Pool& pool, std::span<const EmbeddedFile> files,
                                  const std::function<void(std::string_view)>& on_applied);

/// Succeeds when the database has exactly the required version; else schema_mismatch with a hint
/// that says what to run.
[[nodiscard]] Result<void> require_current_schema(Pool& pool);

}  // namespace leerwijzer
