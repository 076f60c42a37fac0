// POST /mijn-plan/wijzigen: what the owner changed of a kept plan (title, and of each step how far it is, a note, and
// whether it goes), or with `terug` an earlier version of it. A version of its own each time, so that nothing is lost.
#include "api/condition.hpp"
#include "api/form_call.hpp"
#include "api/kept_pages.hpp"
#include "api/plan_keeping.hpp"
#include "api/wire/stored_plan_wire.hpp"
#include "engine/core/text.hpp"

#include <algorithm>
#include <charconv>

namespace leerwijzer {
namespace {

constexpr std::size_t k_change_bytes = 64UL * 1024;

std::string field_of(std::string_view name, OfferId offer) {
  return std::string(name) + "-" + std::to_string(offer.value);
}

/// What was sent of one step; what was not sent stays as it is.
void change_step(const FormCall& form, PlannedStep& step, const Texts& texts, std::vector<FieldError>& faults) {
  const auto state = value_of<StepState>(form.value(field_of("staat", step.offer)));
  if (!state) return;
  step.state = *state;
  if (step.state != StepState::stopped) step.why.clear();
  step.note = form.value(field_of("notitie", step.offer));
  if (count_code_points(step.note) > k_note_characters)
    faults.push_back({field_of("notitie", step.offer), texts.text("kept.fault.note"), ""});
}

Result<Answer> change(const FormCall& form, const PageSettings& settings) {
  const Call& call = form.call();
  const OpenedPlan now = open_kept_plan(call, form.code());
  PlanContent content = now.kept.content;
  std::vector<FieldError> faults;
  if (const std::string title = form.value("titel"); !title.empty()) content.plan.title = title;
  if (count_code_points(content.plan.title) > k_title_characters)
    faults.push_back({"titel", settings.texts().text("kept.fault.title"), ""});
  for (PlannedStep& step : content.plan.steps) change_step(form, step, settings.texts(), faults);
  for (const std::string& gone : form.values("weg"))
    std::erase_if(content.plan.steps,
                  [&](const PlannedStep& step) { return std::to_string(step.offer.value) == gone; });
  if (content.plan.steps.empty() && content.plan.goal.empty())
    faults.push_back({"", settings.texts().text("kept.fault.empty"), ""});
  if (!faults.empty()) {
    KeptPlanPage page = own_plan_page(call, form.code());
    page.plan = std::move(content.plan);
    page.owner->version = now.row.version;
    page.faults = std::move(faults);
    return answer_kept_plan(settings, page);
  }
  const auto changed = change_plan(call, form.code(), expected_version(call), std::move(content));
  if (!changed) return changed.error();
  KeptPlanPage page = own_plan_page(call, form.code());
  page.notice = "kept.done.changed";
  return answer_kept_plan(settings, page);
}

Result<Answer> act(const FormCall& form, const PageSettings& settings) {
  const std::string wanted = form.value("terug");
  if (wanted.empty()) return change(form, settings);
  std::int64_t version = 0;
  std::from_chars(wanted.data(), wanted.data() + wanted.size(), version);
  const auto restored = bring_back(form.call(), form.code(), expected_version(form.call()), version);
  if (!restored) return restored.error();
  KeptPlanPage page = own_plan_page(form.call(), form.code());
  page.notice = "kept.done.restored";
  return answer_kept_plan(settings, page);
}

Result<Answer> make(const Call& call, const PageSettings& settings) { return with_plan_code(call, settings, act); }

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_kept_plan_change = {.method = "POST",
                                                          .path = "/mijn-plan/wijzigen",
                                                          .consumes = k_form_body,
                                                          .pace = Pace::secret,
                                                          .body_bytes = k_change_bytes,
                                                          .handle = handle};

}  // namespace leerwijzer
