// POST /mijn-plan: the kept or shared plan of the code that was typed, as a page. The code comes in the body, so that
// it is in no address.
#include "api/http/target.hpp"
#include "api/kept_plan.hpp"
#include "api/page_calls.hpp"
#include "api/plan_code.hpp"
#include "api/plan_shares.hpp"
#include "engine/core/sealing.hpp"
#include "engine/domain/sealed_plan.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

constexpr std::size_t k_body_bytes = 1024;

std::string code_in(const Call& call) {
  const auto pairs = parse_form(call.request.body);
  if (!pairs) return {};
  for (const auto& [name, value] : *pairs) {
    if (name == "code") return normal_code(value).value_or("");
  }
  return {};
}

KeptPlanPage own_plan(const Call& call, const std::string& code) {
  const OpenedPlan plan = open_kept_plan(call, code);
  PlanToday today = compare_with_today(call, plan.kept);
  return {.plan = plan.kept.content.plan,
          .remarks = std::move(today.remarks),
          .deadlines = std::move(today.deadlines),
          .expires_at = plan.row.expires_at};
}

KeptPlanPage shared_plan(const Call& call, const std::string& code) {
  OpenShare share = open_share_of(call, code, true);
  KeptPlanPage content;
  content.plan = std::move(share.view.plan);
  if (const auto* title = share.view.document.if_contains("title"); title != nullptr && title->is_string())
    content.plan.title = std::string(title->get_string());
  content.remarks = shared_remarks(call, share.view);
  content.deadlines = deadlines_of(content.plan, call.today);
  content.expires_at = share.row.expires_at;
  content.shared = true;
  content.with_money = share.view.shows_money;
  return content;
}

Result<Answer> make(const Call& call, const PageSettings& settings) {
  const std::string code = code_in(call);
  if (code.empty()) return html(plan_code_page(settings, "kept.fault.form"), ErrorCode::invalid_input);
  try {
    const bool own = plans_of(call).find(digest_of_plan_code(code), call.today).has_value();
    return html(kept_plan_page(settings, own ? own_plan(call, code) : shared_plan(call, code)));
  } catch (const ErrorException& error) {
    if (error.error().code != ErrorCode::not_found) throw;
    return html(plan_code_page(settings, "kept.fault.unknown"), ErrorCode::not_found);
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
