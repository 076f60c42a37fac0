// GET /v1/plans/export with the header Leerwijzer-Code: everything that is stored of a plan. Who accepts text/calendar
// gets its days as iCalendar with a reminder before the plan is erased, who accepts text/html a page to print.
#include "api/kept_calendar.hpp"
#include "api/kept_plan.hpp"
#include "api/plan_code.hpp"
#include "api/plan_shares.hpp"
#include "api/referral_code.hpp"
#include "api/reply.hpp"
#include "api/web/kept_plan_pages.hpp"
#include "api/wire/json_values.hpp"
#include "engine/domain/sealed_plan.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

namespace json = boost::json;

bool asks_for(const Call& call, std::string_view type) {
  return call.request.header("accept").find(type) != std::string_view::npos;
}

json::array write_versions(const Call& call, const std::string& code) {
  json::array list;
  for (const KeptVersion& one : plans_of(call).versions(digest_of_plan_code(code), call.today)) {
    const KeptContent kept = open_version(one.content, code, one.version);
    list.push_back(json::object{{"version", one.version},
                                {"at", one.made_at},
                                {"restores", value_or_null(one.restores)},
                                {"plan", write_plan_content(kept.content.plan)},
                                {"seen", write_seen(kept.seen)}});
  }
  return list;
}

Answer as_page(const Call& call, const OpenedPlan& plan) {
  const PlanToday today = compare_with_today(call, plan.kept);
  const PageSettings settings = page_settings(call);
  return {.body = kept_plan_page(settings, {.plan = plan.kept.content.plan,
                                            .remarks = today.remarks,
                                            .deadlines = today.deadlines,
                                            .expires_at = plan.row.expires_at}),
          .content_type = "text/html; charset=utf-8"};
}

Result<Answer> handle(const Call& call) {
  const std::string code = plan_code_of(call);
  const OpenedPlan plan = open_kept_plan(call, code);
  if (asks_for(call, "text/calendar")) return calendar_of(call, plan, code);
  if (asks_for(call, "text/html")) return as_page(call, plan);
  json::object document = write_opened(call, plan);
  document["versions"] = write_versions(call, code);
  document["shares"] = write_shares(call, code);
  return render(std::move(document), provenance_of(call));
}

}  // namespace

extern const Endpoint k_endpoint_plans_export = {.method = "GET",
                                                 .path = "/v1/plans/export",
                                                 .headers = k_code_header,
                                                 .right = Right::by_code,
                                                 .pace = Pace::secret,
                                                 .handle = handle};

}  // namespace leerwijzer
