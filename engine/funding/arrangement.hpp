// Who asks for a payment, by when, and when the money comes: from the version of a scheme and the dates of
// the course. What a scheme file does not say stays unknown, with whom to ask.
#pragma once

#include "engine/funding/model.hpp"

namespace leerwijzer {

struct CourseDates {
  Date today{};
  std::optional<Date> start;
  std::optional<Date> end;  ///< last day; not before the start
};

/// All of a payment but its amount, and whether it is certain or a loan.
[[nodiscard]] StackPayment arrange(const SchemeModel& scheme, const SchemeVersion& version, const CourseDates& dates);

/// The last day of the window that is open on a day; nothing when none is, or it has no end.
[[nodiscard]] std::optional<Date> window_closes(const SchemeVersion& version, Date day);

/// The first day of the next window that is known to come; nothing when one is open now, or none is known.
[[nodiscard]] std::optional<Date> window_opens(const SchemeVersion& version, Date day);

}  // namespace leerwijzer
