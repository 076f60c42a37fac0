// How long changes have waited for an index: what makes a node that only reads too old to answer.
#pragma once

#include "engine/core/ids.hpp"
#include "engine/store/pool.hpp"

#include <chrono>

namespace leerwijzer {

/// How long the oldest change after `applied` has been in the change log, by the clock of the database; 0 where nothing
/// waits. Throws ErrorException (unavailable, overloaded).
[[nodiscard]] std::chrono::milliseconds oldest_change_waits(Pool& pool, ChangeNumber applied);

}  // namespace leerwijzer
