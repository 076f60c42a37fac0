// GET /plan: three ways to the goal, with what a person pinned and banned.
#include "api/form_call.hpp"
#include "api/plan_calls.hpp"
#include "api/reply.hpp"

namespace leerwijzer {
namespace {

Result<Answer> make(const Call& call, const PageSettings& settings) {
  const Asked asked = asked_of(call, settings);
  if (!asked.told) return html(trouble_page(settings, "empty"));
  if (!asked.question.faults.empty())
    return html(questions_page(settings, asked.answers, asked.question.faults), ErrorCode::invalid_input);
  const Result<PlanAnswer> answer = plan_of(call, asked);
  if (!answer) return answer.error();
  PlanView view;
  view.answer = &*answer;
  view.variant = value_of<PlanVariant>(call.parameters.text("manier"));
  view.pins = asked.answers.pins;
  view.bans = asked.answers.bans;
  view.interactive = true;
  if (call.services.plans != nullptr) view.form_key = new_form_key();
  return html(plan_page(settings, view, snapshot_of(call).taxonomy));
}

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_plan_get = {
    .method = "GET", .path = "/plan", .parameters = k_plan_parameters, .pace = Pace::costly, .handle = handle};

}  // namespace leerwijzer
