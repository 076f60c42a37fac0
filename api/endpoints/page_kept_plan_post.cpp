// POST /mijn-plan: the kept or shared plan of the code that was typed, as a page. The code comes in the body, so that
// it is in no address.
#include "api/form_call.hpp"
#include "api/kept_pages.hpp"
#include "api/plan_code.hpp"
#include "engine/domain/sealed_plan.hpp"

namespace leerwijzer {
namespace {

constexpr std::size_t k_body_bytes = 1024;

Result<Answer> make(const Call& call, const PageSettings& settings) {
  const FormCall form(call);
  const std::string code = form.code();
  if (code.empty())
    return html(plan_code_page(settings, "kept.fault.form", form.value("code")), ErrorCode::invalid_input);
  try {
    const bool own = plans_of(call).find(digest_of_plan_code(code), call.today).has_value();
    return answer_kept_plan(settings, own ? own_plan_page(call, code) : shared_plan_page(call, code, true));
  } catch (const ErrorException& error) {
    if (error.error().code != ErrorCode::not_found) throw;
    return html(plan_code_page(settings, "kept.fault.unknown", form.value("code")), ErrorCode::not_found);
  }
}

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_kept_plan_post = {.method = "POST",
                                                        .path = "/mijn-plan",
                                                        .consumes = k_form_body,
                                                        .pace = Pace::secret,
                                                        .body_bytes = k_body_bytes,
                                                        .handle = handle};

}  // namespace leerwijzer
