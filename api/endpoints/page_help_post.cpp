// POST /hulp: where the person lives and what fits, to find the right desk.
#include "api/help_calls.hpp"
#include "api/reply.hpp"

namespace leerwijzer {
namespace {

Result<Answer> make(const Call& call, const PageSettings& settings) {
  Asked asked;
  asked.answers = with_step(answers_of(call.request).value_or(FormAnswers{}), FormStep::nothing, call.request.body);
  asked.question = question_of(asked.answers, snapshot_of(call), call.today, settings.texts());
  std::vector<FieldError> faults = asked.question.faults;
  std::erase_if(faults, [](const FieldError& fault) { return fault.field != "woonplaats"; });
  if (faults.empty()) return send_to(call, "/hulp", &asked.answers);
  HelpView view = help_view_of(call, std::move(asked));
  view.faults = std::move(faults);
  return html(help_page(settings, view), ErrorCode::invalid_input);
}

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_help_post = {.method = "POST",
                                                   .path = "/hulp",
                                                   .consumes = k_form_body,
                                                   .pace = Pace::reading,
                                                   .body_bytes = k_form_bytes,
                                                   .handle = handle};

}  // namespace leerwijzer
