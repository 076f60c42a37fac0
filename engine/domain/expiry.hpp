// What is over on a given day. Expiry is only ever a way of looking: nothing is written or deleted by it, so another
// day, later or earlier, gives the answer that belongs to that day.
#pragma once

#include "engine/core/date.hpp"
#include "engine/domain/offer.hpp"

#include <optional>

namespace leerwijzer {

/// The last day on which one can start, as far as dates tell; nothing for a run without dates, or with an entry window
/// that has no end.
[[nodiscard]] std::optional<Date> last_start(const Run& run) noexcept;

/// Can the run no longer be joined: begun without an entry window that is still open, enrolment over, cancelled or
/// closed? A run without a date (rolling, on agreement, month, text, unknown) never expires by itself.
[[nodiscard]] bool has_passed(const Run& run, Date today) noexcept;

/// Are there runs, and has every one passed? An offer without any run is not past: its start is unknown.
[[nodiscard]] bool has_only_past_runs(const Offer& offer, Date today) noexcept;

}  // namespace leerwijzer
