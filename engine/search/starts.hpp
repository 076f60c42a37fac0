// When one can start an offer. The first start depends on the day on which is asked, so every start that may lie ahead
// is kept, eight bytes each, and the question is answered per search.
#pragma once

#include "engine/core/date.hpp"
#include "engine/domain/offer.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace leerwijzer {

/// Days since 1970. Dates before that count as 0, those after June 2149 as the last but one.
using DayNumber = std::uint16_t;
inline constexpr DayNumber k_no_end = 0xFFFF;

[[nodiscard]] DayNumber day_number(Date date);

enum class StartOptionKind : std::uint8_t { dated, rolling, undated };

/// One run that is not cancelled or closed. Laid out as it stands in the columns of the index.
struct StartOption {
  DayNumber from = 0;                ///< of dated options; as `until`
  DayNumber until = k_no_end;        ///< last day on which one can start
  DayNumber enrol_until = k_no_end;  ///< k_no_end: not stated
  StartOptionKind kind = StartOptionKind::undated;
  std::uint8_t full = 0;
  bool operator==(const StartOption&) const = default;
};
static_assert(sizeof(StartOption) == 8);

struct Starts {
  bool any_runs = false;  ///< none: the start is unknown; runs without an option: all is past
  std::vector<StartOption> options;
  bool operator==(const Starts&) const = default;
};

[[nodiscard]] Starts starts_of(const Offer& offer);

/// The last day on which any of them is still ahead; k_no_end where one stays open, 0 where there is none.
[[nodiscard]] DayNumber last_day_ahead(std::span<const StartOption> options) noexcept;

struct StartWish {
  Date today{};
  std::optional<Date> from{};    ///< not before this date
  std::optional<Date> before{};  ///< on or before this date
};

/// A wish in days.
struct StartWindow {
  DayNumber today = 0;
  DayNumber from = 0;
  DayNumber before = k_no_end;
  explicit StartWindow(const StartWish& wish);
};

enum class StartFit : std::uint8_t {
  fits,      ///< a known start fits the wish
  unknown,   ///< it may fit: no runs, or runs ahead without a date
  does_not,  ///< starts ahead, none that fits
  past,      ///< every run is over, closed or cancelled
};

[[nodiscard]] StartFit start_fit(bool any_runs, std::span<const StartOption> options, StartWindow wish) noexcept;
[[nodiscard]] inline StartFit start_fit(const Starts& starts, const StartWish& wish) {
  return start_fit(starts.any_runs, starts.options, StartWindow(wish));
}

/// First day on which one can start, today for rolling entry; nothing when unknown or past.
[[nodiscard]] std::optional<DayNumber> first_known_start(std::span<const StartOption> options,
                                                         DayNumber today) noexcept;

}  // namespace leerwijzer
