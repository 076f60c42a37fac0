// POST /mijn-plan/agenda: the days of a kept plan for a calendar.
#include "api/form_call.hpp"
#include "api/kept_calendar.hpp"
#include "api/kept_pages.hpp"

namespace leerwijzer {
namespace {

Result<Answer> act(const FormCall& form, const PageSettings&) {
  const OpenedPlan plan = open_kept_plan(form.call(), form.code());
  Answer calendar = calendar_of(form.call(), plan, form.code());
  calendar.headers.emplace_back("content-disposition", "attachment; filename=\"leerwijzer.ics\"");
  return calendar;
}

Result<Answer> make(const Call& call, const PageSettings& settings) { return with_plan_code(call, settings, act); }

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_kept_plan_calendar = {.method = "POST",
                                                            .path = "/mijn-plan/agenda",
                                                            .consumes = k_form_body,
                                                            .pace = Pace::secret,
                                                            .body_bytes = k_form_bytes,
                                                            .handle = handle};

}  // namespace leerwijzer
