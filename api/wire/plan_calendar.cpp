#include "api/wire/calendar_text.hpp"
#include "api/wire/plan_wire.hpp"

#include <fmt/format.h>

namespace leerwijzer {
namespace {

constexpr int k_reminder_days = 7;  ///< before the day

/// What a person has to do needs a reminder; the end of a course does not.
bool reminds_before(const PlanDeadline& one) { return one.kind != PlanDeadline::Kind::end; }

}  // namespace

void add_deadline(CalendarText& calendar, const PlanDeadline& one) {
  const std::string scheme = one.scheme.empty() ? "" : "-" + one.scheme;
  calendar.add({fmt::format("plan-{}-{}{}@leerwijzer", one.offer.value, name_of(one.kind), scheme), one.date, one.title,
                one.text, reminds_before(one) ? std::optional(k_reminder_days) : std::nullopt});
}

std::string write_calendar(const PlanAnswer& answer, std::optional<PlanVariant> variant) {
  CalendarText calendar(answer.problem.today);
  if (const ComposedPlan* plan = plan_with(answer, variant)) {
    for (const PlanDeadline& one : plan->deadlines) add_deadline(calendar, one);
  }
  return calendar.take();
}

}  // namespace leerwijzer
