// PUT /v1/cases/{id} with If-Match: label, status, next action, advisor, and what the client can and wants. What is
// left out is erased, but for the advisor.
#include "api/case_call.hpp"
#include "api/condition.hpp"
#include "api/new_case.hpp"
#include "api/reply.hpp"
#include "api/wire/case_wire.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

Result<Answer> handle(const Call& call) {
  const CaseActor actor = actor_of(call);
  const std::int64_t version = expected_version(call);
  const CaseBody body = read_case(call.request.body, CaseBodyOf::changed, call.today);
  check_case_facts(call, body.facts);
  CaseDesk& cases = cases_of(call);
  const std::int64_t id = id_in_path(call);
  CaseChange change{body.label, body.profile, *body.status, body.advisor.value_or(0), body.next_action};
  if (const auto changed = cases.change(actor, id, version, change, call.today); !changed) return changed.error();
  const auto file = cases.read(actor, id, "read-case");
  if (!file) return file.error();
  Answer answer = render(write_case(*file, call.today), provenance_of(call));
  answer.headers.emplace_back("etag", tag_of(file->entry.version));
  return answer;
}

}  // namespace

extern const Endpoint k_endpoint_cases_put = {.method = "PUT",
                                              .path = "/v1/cases/{id}",
                                              .parameters = k_case_parameters,
                                              .consumes = k_case_consumes,
                                              .headers = k_condition_header,
                                              .right = Right::desk,
                                              .pace = Pace::writing,
                                              .handle = handle};

}  // namespace leerwijzer
