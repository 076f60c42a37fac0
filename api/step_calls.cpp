#include "api/step_calls.hpp"

#include "api/reply.hpp"

#include <algorithm>
#include <array>

namespace leerwijzer {
namespace {

std::size_t offers_in(const Call& call) {
  return call.services.index != nullptr ? call.services.index->document_count() : 0;
}

bool asks(FormStep step, std::string_view field) {
  switch (step) {
    case FormStep::place: return field == "woonplaats";
    case FormStep::work: return field == "geboortejaar";
    case FormStep::means: return field == "uren" || field == "budget";
    default: return false;
  }
}

}  // namespace

Answer show_step(const Call& call, const PageSettings& settings, FormStep step) {
  StepView view;
  view.step = step;
  view.offers = offers_in(call);
  if (!answers_of(call.request)) return html(step_page(settings, view, nullptr));
  Asked asked = asked_of(call, settings);
  view.answers = asked.answers;
  asked.question.request.limit = 1;
  if (!asked.question.faults.empty()) return html(step_page(settings, view, nullptr));
  const Result<MatchAnswer> so_far = matcher_of(call).match(asked.question.request);
  view.so_far = so_far ? &*so_far : nullptr;
  return html(step_page(settings, view, &snapshot_of(call).taxonomy));
}

Answer take_step(const Call& call, const PageSettings& settings, FormStep step) {
  const FormAnswers answers = with_step(answers_of(call.request).value_or(FormAnswers{}), step, call.request.body);
  FormQuestion question = question_of(answers, snapshot_of(call), call.today, settings.texts());
  std::erase_if(question.faults, [&](const FieldError& fault) { return !asks(step, fault.field); });
  if (!question.faults.empty()) {
    StepView view;
    view.step = step;
    view.answers = answers;
    view.faults = question.faults;
    view.offers = offers_in(call);
    return html(step_page(settings, view, nullptr), ErrorCode::invalid_input);
  }
  const int next = static_cast<int>(step) + 1;
  return send_to(call, step == FormStep::means ? "/resultaat" : "/vraag/" + std::to_string(next), &answers);
}

}  // namespace leerwijzer
