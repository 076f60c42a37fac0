// Calendar dates in Europe/Amsterdam. The engine never reads a clock: "today" is an argument, and
// only the two programs turn a moment into a date with amsterdam_date().
#pragma once

#include "engine/core/error.hpp"

#include <chrono>
#include <string>
#include <string_view>

namespace leerwijzer {

using Date = std::chrono::year_month_day;

/// "2027-02-08". Fails with invalid_input on another form, an impossible date, or a year outside
/// 1900 to 2200.
[[nodiscard]] Result<Date> parse_iso_date(std::string_view text);

/// ISO dates and date-times ("2027-02-08T18:30:00+01:00" gives 2027-02-08), "08-02-2027",
/// "8/2/2027" and "20270208": what feeds hold. Fails as parse_iso_date does.
[[nodiscard]] Result<Date> parse_feed_date(std::string_view text);

[[nodiscard]] std::string format_iso(Date date);

/// "8 februari 2027".
[[nodiscard]] std::string format_dutch(Date date);

[[nodiscard]] Date plus_days(Date date, int days);

/// Same day of a later month, or that month's last day.
[[nodiscard]] Date plus_months(Date date, int months);

/// Whole days from `from` to `to`; negative when `to` is earlier.
[[nodiscard]] int days_between(Date from, Date to);

/// Whole years of age on a date; a birth year alone gives the lowest and highest age by the caller.
[[nodiscard]] int years_between(Date from, Date to);

/// YYYYMMDD as a number, for sortable slots.
[[nodiscard]] int as_number(Date date);

/// The calendar date in the Netherlands at a moment (CET, and CEST from the last Sunday of March
/// 01:00 UTC to the last Sunday of October 01:00 UTC).
[[nodiscard]] Date amsterdam_date(std::chrono::sys_seconds moment);

}  // namespace leerwijzer
