// Rights of the programs' database roles (schema/grants.sql, embedded), set by the owner after the migrations.
#pragma once

#include "engine/core/embedded_file.hpp"
#include "engine/core/error.hpp"

#include <span>

namespace leerwijzer {

class Pool;

[[nodiscard]] std::span<const EmbeddedFile> embedded_grants() noexcept;

/// Sets every right anew, in one transaction. False: the roles are not there, and nothing was changed. Fails as the
/// stores do, also where this role does not own the tables.
[[nodiscard]] Result<bool> apply_grants(Pool& pool);

}  // namespace leerwijzer
