// POST /ander-werk: what the person does, how different the next may be, and what they like.
#include "api/page_calls.hpp"
#include "api/reply.hpp"
#include "engine/core/text.hpp"

namespace leerwijzer {
namespace {

Result<Answer> make(const Call& call, const PageSettings& settings) {
  const FormAnswers answers =
      with_step(answers_of(call.request).value_or(FormAnswers{}), FormStep::other_work, call.request.body);
  if (trim(answers.work).empty()) {
    const std::vector<FieldError> faults = {{"werk", settings.texts().text("fault.work"), ""}};
    return html(work_page(settings, answers, faults, nullptr, snapshot_of(call).taxonomy), ErrorCode::invalid_input);
  }
  return send_to(call, "/ander-werk", &answers);
}

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_work_post = {.method = "POST",
                                                   .path = "/ander-werk",
                                                   .consumes = k_form_body,
                                                   .pace = Pace::reading,
                                                   .body_bytes = k_form_bytes,
                                                   .handle = handle};

}  // namespace leerwijzer
