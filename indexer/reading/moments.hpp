// Moments of feeds ("2026-08-31T22:00:00Z") as days in the Netherlands: midnight here is the day before in UTC.
#pragma once

#include <string>
#include <string_view>

namespace leerwijzer {

/// The Dutch calendar day ("2026-09-01") of a moment with a zone (Z or an offset); any other text as it is.
[[nodiscard]] std::string dutch_day_of_moment(std::string_view moment);

}  // namespace leerwijzer
