// When a source is read next: at a fixed distance, or at a fixed time of the day in the Netherlands.
//
//   every 15 minutes     every 6 hours     every day     (seconds, minutes, hours, days; 5 seconds to 31 days)
//   daily at 03:00       daily at 03:00 Europe/Amsterdam  (the same: no other zone is known)
//
// A time that daylight saving skips is taken an hour later; one that comes twice is taken the first time.
#pragma once

#include "engine/core/error.hpp"

#include <chrono>
#include <optional>
#include <string_view>

namespace leerwijzer {

struct FetchSchedule {
  std::chrono::seconds every{0};                ///< of the first kind
  std::optional<std::chrono::minutes> daily{};  ///< of the second kind: since midnight in the Netherlands
  bool operator==(const FetchSchedule&) const = default;
};

/// Fails with invalid_input that shows what can be written.
[[nodiscard]] Result<FetchSchedule> parse_schedule(std::string_view text);

/// The first moment of the schedule after `from`.
[[nodiscard]] std::chrono::sys_seconds next_after(const FetchSchedule& schedule, std::chrono::sys_seconds from);

}  // namespace leerwijzer
