// How long to wait before trying again: longer each time, never for ever, and not all at the same moment.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace leerwijzer {

/// Doubles with each failure from `first`, at most `longest`; `random` (0 to 1) takes up to half of it off, so that
/// who failed together does not come back together. `failures` counts from 1.
[[nodiscard]] std::chrono::milliseconds pause_after(int failures, std::chrono::milliseconds first,
                                                    std::chrono::milliseconds longest, double random) noexcept;

/// What a Retry-After header asks: seconds, or an HTTP date seen from `now`. Nothing for another text.
[[nodiscard]] std::optional<std::chrono::seconds> parse_retry_after(std::string_view text,
                                                                    std::chrono::sys_seconds now);

}  // namespace leerwijzer
