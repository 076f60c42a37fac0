// POST /mijn-plan/reageren: a comment of whoever holds the code of a share that allows it. Its owner reads it with the
// plan.
#include "api/form_call.hpp"
#include "api/kept_pages.hpp"
#include "api/plan_shares.hpp"
#include "engine/core/text.hpp"

namespace leerwijzer {
namespace {

Result<Answer> act(const FormCall& form, const PageSettings& settings) {
  const Call& call = form.call();
  const PlanComment comment{form.value("opmerking"), std::nullopt};
  const std::size_t letters = count_code_points(comment.text);
  if (letters == 0 || letters > k_comment_characters) {
    KeptPlanPage page = shared_plan_page(call, form.code(), false);
    page.faults.push_back({"opmerking", settings.texts().text("share.fault.comment"), ""});
    page.holder->typed = comment.text;
    return answer_kept_plan(settings, page);
  }
  const auto added = comment_on(call, comment, form.code());
  if (!added) return added.error();
  KeptPlanPage page = shared_plan_page(call, form.code(), false);
  page.notice = "share.done.comment";
  return answer_kept_plan(settings, page);
}

Result<Answer> make(const Call& call, const PageSettings& settings) { return with_plan_code(call, settings, act); }

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_kept_plan_comment = {.method = "POST",
                                                           .path = "/mijn-plan/reageren",
                                                           .consumes = k_form_body,
                                                           .pace = Pace::secret,
                                                           .body_bytes = k_form_bytes,
                                                           .handle = handle};

}  // namespace leerwijzer
