// POST /mijn-plan/wissen: erases a kept plan, all its versions and all its shares at once.
#include "api/form_call.hpp"
#include "api/kept_pages.hpp"
#include "api/plan_code.hpp"
#include "engine/domain/sealed_plan.hpp"

namespace leerwijzer {
namespace {

Result<Answer> act(const FormCall& form, const PageSettings& settings) {
  if (!plans_of(form.call()).remove(digest_of_plan_code(form.code()))) return unknown_plan();
  return html(plan_code_page(below_kept_plan(settings), {}, {}, "kept.done.erased"));
}

Result<Answer> make(const Call& call, const PageSettings& settings) { return with_plan_code(call, settings, act); }

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_kept_plan_erase = {.method = "POST",
                                                         .path = "/mijn-plan/wissen",
                                                         .consumes = k_form_body,
                                                         .pace = Pace::secret,
                                                         .body_bytes = k_form_bytes,
                                                         .handle = handle};

}  // namespace leerwijzer
