// POST /plan/bewaren: keeps the plan that was composed, as POST /v1/plans does, and shows its code once. `manier`: in
// what respect it is best.
#include "api/form_call.hpp"
#include "api/kept_pages.hpp"
#include "api/plan_calls.hpp"
#include "api/plan_keeping.hpp"
#include "api/reply.hpp"
#include "api/wire/composed_content.hpp"

namespace leerwijzer {
namespace {

std::string title_of_plan(const Texts& texts, const PlanAnswer& answer, const Taxonomy& taxonomy) {
  const auto& goal = answer.all.answer.goal.occupation;
  return goal ? texts.with("keep.title.goal", {{"goal", std::string(taxonomy.label(goal->id))}})
              : texts.text("keep.title");
}

Result<Answer> make(const Call& call, const PageSettings& settings) {
  const Asked asked = asked_of(call, settings);
  if (!asked.told || !asked.question.faults.empty()) return send_to(call, "/plan");
  const FormCall form(call);
  const Result<PlanAnswer> answer = plan_of(call, asked);
  if (!answer) return answer.error();
  const ComposedPlan* plan = plan_with(*answer, value_of<PlanVariant>(form.value("manier")));
  if (plan == nullptr || plan->steps.empty()) return send_to(call, "/plan");
  const auto kept =
      keep_plan(form.call(), content_to_keep(plan_question_of(asked.answers, asked.question.request), *answer, *plan,
                                             title_of_plan(settings.texts(), *answer, snapshot_of(call).taxonomy)));
  if (!kept) return kept.error();
  PageSettings shown = settings;
  shown.path = "/plan";
  const CodeToShow code = code_to_show(call, kept->code, kept->plan.kept.content.plan.title);
  return html(plan_saved_page(shown, code, kept->plan.row.expires_at));
}

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_plan_keep = {.method = "POST",
                                                   .path = "/plan/bewaren",
                                                   .consumes = k_form_body,
                                                   .pace = Pace::writing,
                                                   .body_bytes = k_form_bytes,
                                                   .handle = handle};

}  // namespace leerwijzer
