// A plan as two inline SVG pictures: when each module is followed, with the days before which something must be
// arranged, and what is paid in each month. Each is drawn wide and narrow; the stylesheet shows one.
#pragma once

#include "api/web/texts.hpp"
#include "engine/core/date.hpp"
#include "engine/core/money.hpp"

#include <string>
#include <vector>

namespace leerwijzer {

struct TimelineLane {
  std::string label;
  Date start{};
  Date end{};
  bool fixed = true;  ///< false: the school says no date, or one goes at one's own pace
};

struct TimelineFlag {
  char key = 'a';  ///< as in the list below the picture
  Date date{};
};

/// Empty without lanes. The first month is that of `today`.
[[nodiscard]] std::string timeline_pictures(const Texts& texts, const std::vector<TimelineLane>& lanes,
                                            const std::vector<TimelineFlag>& flags, Date today);

struct MonthBar {
  std::chrono::year_month month{};
  Cents out{};    ///< of the person
  Cents other{};  ///< of somebody else, to the school
  Cents in{};     ///< back to the person
};

/// Every month from the first to the last, at most 36; empty where nothing is paid or received.
[[nodiscard]] std::string money_pictures(const Texts& texts, const std::vector<MonthBar>& months);

}  // namespace leerwijzer
