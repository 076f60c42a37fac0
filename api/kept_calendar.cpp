#include "api/kept_calendar.hpp"

#include "api/wire/calendar_text.hpp"
#include "api/wire/plan_wire.hpp"
#include "engine/core/sealing.hpp"

namespace leerwijzer {
namespace {

constexpr int k_reminder_days = 30;  ///< before the plan is erased
constexpr std::size_t k_uid_letters = 16;

}  // namespace

Answer calendar_of(const Call& call, const OpenedPlan& plan, const std::string& code) {
  CalendarText calendar(call.today);
  for (const PlanDeadline& one : compare_with_today(call, plan.kept).deadlines) add_deadline(calendar, one);
  // Tells plans apart in a calendar, and says nothing of the code.
  const std::string uid = hex_of(secret_digest("leerwijzer plan: calendar", code)).substr(0, k_uid_letters);
  calendar.add({"plan-" + uid + "-expires@leerwijzer", plan.row.expires_at, "Uw leerplan wordt gewist",
                "Open uw plan voor deze dag en verander iets, dan bewaren wij het weer een jaar.", k_reminder_days});
  return {.body = calendar.take(), .content_type = "text/calendar; charset=utf-8"};
}

}  // namespace leerwijzer
