#include "api/matching.hpp"

#include "api/reply.hpp"
#include "api/wire/comparison_wire.hpp"
#include "api/wire/requests.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

void check_facts(const Call& call, const Learner& learner) {
  if (const auto checked = snapshot_of(call).funding.check_facts(learner.facts); !checked)
    throw InvalidInput({{"/learner/facts", checked.error().what, checked.error().hint}});
}

Matcher matcher_of(const Call& call) {
  const Snapshot& snapshot = snapshot_of(call);
  return {snapshot.taxonomy, *call.services.index, snapshot.funding, snapshot.geography, &snapshot.shortage};
}

Provenance provenance_on(const Call& call, const MatchAnswer& answer, Date today) {
  Provenance provenance = provenance_of(call, answer.index);
  provenance.today = today;
  return provenance;
}

}  // namespace

MatchRequest read_match(const Call& call, std::string_view body) {
  MatchRequest input = read_match_request(body, call.services.allow_today, call.today);
  check_facts(call, input.learner);
  return input;
}

Result<MatchAnswer> process_match(const Call& call, const MatchRequest& input) { return matcher_of(call).match(input); }

Documented document_of(const Call& call, const MatchAnswer& output) {
  return {write_match(output, snapshot_of(call)), provenance_on(call, output, output.today)};
}

PlanCall read_plan(const Call& call, std::string_view body) {
  PlanCall input = read_plan_request(body, call.services.allow_today, call.today);
  check_facts(call, input.request.match.learner);
  return input;
}

Result<PlanAnswer> process_plan(const Call& call, const PlanCall& input) {
  return compose_for(matcher_of(call), snapshot_of(call).taxonomy, input.request);
}

Documented document_of(const Call& call, const PlanAnswer& output) {
  return {write_plans(output, snapshot_of(call)), provenance_on(call, output.all.answer, output.problem.today)};
}

ComparisonCall read_comparison(const Call& call, std::string_view body) {
  ComparisonCall input = read_comparison_request(body, call.services.allow_today, call.today);
  check_facts(call, input.match.learner);
  return input;
}

Result<Comparison> process_comparison(const Call& call, const ComparisonCall& input) {
  auto compared =
      compare_for(matcher_of(call), *call.services.index, snapshot_of(call).taxonomy, input.match, input.offers);
  if (!compared && compared.error().code == ErrorCode::not_found) {
    const Error& error = compared.error();
    throw InvalidInput({{error.where, error.what, error.hint}});
  }
  return compared;
}

Documented document_of(const Call& call, const Comparison& output) {
  return {write_comparison(output, snapshot_of(call)), provenance_on(call, output.answer, output.answer.today)};
}

}  // namespace leerwijzer
