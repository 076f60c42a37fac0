// POST /vragen: all answers at once; on to the result, or the faults on top of the form.
#include "api/page_calls.hpp"
#include "api/reply.hpp"

namespace leerwijzer {
namespace {

Result<Answer> make(const Call& call, const PageSettings& settings) {
  const FormAnswers answers =
      with_step(answers_of(call.request).value_or(FormAnswers{}), FormStep::all, call.request.body);
  const FormQuestion question = question_of(answers, snapshot_of(call), call.today, settings.texts());
  if (!question.faults.empty())
    return html(questions_page(settings, answers, question.faults), ErrorCode::invalid_input);
  return send_to(call, "/resultaat", &answers);
}

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_questions_post = {.method = "POST",
                                                        .path = "/vragen",
                                                        .consumes = k_form_body,
                                                        .pace = Pace::reading,
                                                        .body_bytes = k_form_bytes,
                                                        .handle = handle};

}  // namespace leerwijzer
