// Which sources are to be fetched now, in what order, and when each is due again.
#pragma once

#include "indexer/pipeline/schedule.hpp"

#include "engine/store/source_store.hpp"

#include <chrono>
#include <span>
#include <vector>

namespace leerwijzer {

/// The schedule of a source; `otherwise` for one that has none, or one that cannot be read.
[[nodiscard]] FetchSchedule schedule_of(const SourceSettings& settings, const FetchSchedule& otherwise);

/// Is its time there? A paused source never is. A moment further away than its schedule can mean was written by a
/// clock that was wrong: then it is due too.
[[nodiscard]] bool is_due(const SourceEntry& entry, const FetchSchedule& otherwise, std::chrono::sys_seconds now);

/// Those that are due: the ones that did well first, then the ones that failed, each kind by how long they wait.
[[nodiscard]] std::vector<const SourceEntry*> due_sources(std::span<const SourceEntry> entries,
                                                          const FetchSchedule& otherwise, std::chrono::sys_seconds now);

/// After a fetch that ended at `now`: by its schedule, or after `failures` in a row sooner or later: 1 minute, 2, 4 and
/// so on up to 6 hours, of which `random` (0 to 1) takes up to half.
[[nodiscard]] std::chrono::sys_seconds next_due(const FetchSchedule& schedule, int failures,
                                                std::chrono::sys_seconds now, double random);

}  // namespace leerwijzer
