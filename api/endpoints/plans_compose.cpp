// POST /v1/plans/compose: a learner and a goal give up to three plans that can be followed, each with its proof.
// Who accepts text/calendar gets the deadlines of one plan as iCalendar, who accepts text/html one plan as a page to
// print.
#include "api/reply.hpp"
#include "api/web/pages.hpp"
#include "api/wire/plan_wire.hpp"
#include "engine/core/text.hpp"

#include <boost/json.hpp>

#include <array>

namespace leerwijzer {
namespace {

constexpr auto k_consumes = std::to_array<std::string_view>({"application/json"});

using Input = PlanCall;
using Output = PlanAnswer;

Input read(const Call& call) {
  Input input = read_plan_request(call.request.body, call.services.allow_today, call.today);
  if (const auto checked = snapshot_of(call).funding.check_facts(input.request.match.learner.facts); !checked) {
    throw InvalidInput({{"/learner/facts", checked.error().what, checked.error().hint}});
  }
  return input;
}

Result<Output> process(const Call& call, const Input& input) {
  const Snapshot& snapshot = snapshot_of(call);
  const Matcher matcher(snapshot.taxonomy, *call.services.index, snapshot.funding, snapshot.geography,
                        &snapshot.shortage);
  return compose_for(matcher, snapshot.taxonomy, input.request);
}

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
  Provenance provenance = provenance_of(call, output.all.answer.index);
  provenance.today = output.problem.today;
  return render(write_plans(output, snapshot_of(call)), provenance);
}

Result<Answer> handle(const Call& call) {
  const Input input = read(call);
  const Result<Output> output = process(call, input);
  if (!output) return output.error();
  return write(call, input, *output);
}

}  // namespace

extern const Endpoint k_endpoint_plans_compose = {
    .method = "POST", .path = "/v1/plans/compose", .consumes = k_consumes, .handle = handle};

}  // namespace leerwijzer
