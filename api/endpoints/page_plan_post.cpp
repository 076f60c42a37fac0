// POST /plan: the kept or shared plan of the code that was typed, as a page. The code comes in the body, so that it is
// in no address.
#include "api/http/target.hpp"
#include "api/kept_plan.hpp"
#include "api/plan_code.hpp"
#include "api/plan_shares.hpp"
#include "api/web/pages.hpp"
#include "engine/core/sealing.hpp"
#include "engine/domain/sealed_plan.hpp"

#include <boost/json.hpp>

#include <array>

namespace leerwijzer {
namespace {

constexpr auto k_consumes = std::to_array<std::string_view>({"application/x-www-form-urlencoded"});
constexpr std::size_t k_body_bytes = 1024;

Answer as_page(std::string body, std::optional<ErrorCode> fault = std::nullopt) {
  return Answer{.body = std::move(body), .content_type = "text/html; charset=utf-8", .fault = fault};
}

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
  if (content.plan.title.empty()) content.plan.title = "Een gedeeld leerplan";
  content.remarks = shared_remarks(call, share.view);
  content.deadlines = deadlines_of(content.plan, call.today);
  content.expires_at = share.row.expires_at;
  content.shared = true;
  content.with_money = share.view.shows_money;
  return content;
}

Result<Answer> page(const Call& call) {
  const PageSettings settings{call.snapshot && call.snapshot->sample, call.today};
  const std::string code = code_in(call);
  if (code.empty()) {
    return as_page(plan_code_page(settings, "Dit is geen code. Een code heeft 28 letters en cijfers."),
                   ErrorCode::invalid_input);
  }
  try {
    const bool own = plans_of(call).find(digest_of_plan_code(code), call.today).has_value();
    return as_page(kept_plan_page(settings, own ? own_plan(call, code) : shared_plan(call, code)));
  } catch (const ErrorException& error) {
    if (error.error().code == ErrorCode::not_found) {
      return as_page(plan_code_page(settings, "We vinden geen plan met deze code. Controleer de code."),
                     ErrorCode::not_found);
    }
    return as_page(trouble_page(settings, "Dit lukt nu niet",
                                "Er is even iets mis bij ons. Probeer het over een paar minuten opnieuw."),
                   error.error().code);
  }
}

}  // namespace

extern const Endpoint k_endpoint_page_plan_post = {.method = "POST",
                                                   .path = "/plan",
                                                   .consumes = k_consumes,
                                                   .pace = Pace::secret,
                                                   .body_bytes = k_body_bytes,
                                                   .handle = page};

}  // namespace leerwijzer
