// The one boundary between pqxx's exceptions and our errors: what broke, whose fault it is, and
// whether the same transaction may simply be tried again.
#pragma once

#include "engine/core/error.hpp"

#include <exception>
#include <string_view>

namespace leerwijzer {

/// Does it come from the database (and not, say, from a visitor that was handed rows)?
[[nodiscard]] bool is_database_failure(const std::exception& exception) noexcept;

/// `statement` names the SQL statement (or step) that failed and becomes the error's `where`.
[[nodiscard]] Error store_error(const std::exception& exception, std::string_view statement);

/// The connection is gone, or the transaction lost a race: a fresh attempt may well succeed. Our
/// writes are idempotent, so a commit in doubt counts as well.
[[nodiscard]] bool is_worth_a_second_attempt(const std::exception& exception) noexcept;

/// The connection may not be used again.
[[nodiscard]] bool broke_the_connection(const std::exception& exception) noexcept;

}  // namespace leerwijzer
