// A plan as two inline SVG pictures: when each step is followed, and what is paid and received in each month. Each
// says in its title what it shows; numbers and months only, so that nothing in it needs escaping.
#pragma once

#include "engine/core/date.hpp"
#include "engine/core/money.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace leerwijzer {

struct TimelineBar {
  std::size_t number = 0;  ///< of the step
  Date start{};
  Date end{};
  bool certain = true;  ///< false: the school says no date
};

/// Empty without bars. The first day is `today`.
[[nodiscard]] std::string timeline_picture(const std::vector<TimelineBar>& bars, Date today);

struct MonthBar {
  std::chrono::year_month month{};
  Cents out{};
  Cents in{};
};

/// Every month from the first to the last, at most 36; empty where nothing is paid or received.
[[nodiscard]] std::string money_picture(const std::vector<MonthBar>& months);

/// "feb 2027"
[[nodiscard]] std::string month_text(std::chrono::year_month month);

}  // namespace leerwijzer
