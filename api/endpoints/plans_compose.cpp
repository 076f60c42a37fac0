// POST /v1/plans/compose: a learner and a goal give up to three plans that can be followed, each with its proof.
// Who accepts text/calendar gets the deadlines of one plan as iCalendar, who accepts text/html one plan as a page to
// print.
#include "api/matching.hpp"
#include "api/reply.hpp"
#include "api/web/pages.hpp"

#include <boost/json.hpp>

#include <array>

namespace leerwijzer {
namespace {

constexpr auto k_consumes = std::to_array<std::string_view>({"application/json"});

using Input = PlanCall;
using Output = PlanAnswer;

Answer write(const Call& call, const Input& input, const Output& output) {
  if (call.request.header("accept").find("text/calendar") != std::string_view::npos) {
    return {.body = write_calendar(output, input.variant), .content_type = "text/calendar; charset=utf-8"};
  }
  if (call.request.header("accept").find("text/html") != std::string_view::npos) {
    PageSettings settings = page_settings(call);
    settings.today = output.problem.today;
    PlanView view;
    view.answer = &output;
    view.variant = input.variant;
    return {.body = plan_page(settings, view, snapshot_of(call).taxonomy), .content_type = "text/html; charset=utf-8"};
  }
  Documented answer = document_of(call, output);
  return render(std::move(answer.document), answer.provenance);
}

Result<Answer> handle(const Call& call) {
  const Input input = read_plan(call, call.request.body);
  const Result<Output> output = process_plan(call, input);
  if (!output) return output.error();
  return write(call, input, *output);
}

}  // namespace

extern const Endpoint k_endpoint_plans_compose = {
    .method = "POST", .path = "/v1/plans/compose", .consumes = k_consumes, .pace = Pace::costly, .handle = handle};

}  // namespace leerwijzer
