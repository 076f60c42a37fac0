// GET /plan/agenda: what must be arranged before which day, for a calendar.
#include "api/plan_calls.hpp"
#include "api/wire/plan_wire.hpp"

namespace leerwijzer {
namespace {

Result<Answer> make(const Call& call, const PageSettings& settings) {
  const Asked asked = asked_of(call, settings);
  if (!asked.told || !asked.question.faults.empty()) return html(trouble_page(settings, "empty"), ErrorCode::not_found);
  const Result<PlanAnswer> answer = plan_of(call, asked);
  if (!answer) return answer.error();
  Answer calendar{.body = write_calendar(*answer, value_of<PlanVariant>(call.parameters.text("manier"))),
                  .content_type = "text/calendar; charset=utf-8"};
  calendar.headers.emplace_back("content-disposition", "attachment; filename=\"leerwijzer.ics\"");
  return calendar;
}

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_plan_calendar = {
    .method = "GET", .path = "/plan/agenda", .parameters = k_plan_parameters, .pace = Pace::costly, .handle = handle};

}  // namespace leerwijzer
