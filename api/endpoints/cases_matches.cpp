// POST /v1/cases/{id}/matches: what POST /v1/matches answers for the learner and the goal of the case.
// What was shown is kept in the case, with the reasons, the rules and the index.
#include "api/case_call.hpp"
#include "api/matching.hpp"
#include "api/new_case.hpp"
#include "api/reply.hpp"
#include "api/retry_key.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

Result<Answer> handle(const Call& call) {
  const CaseActor actor = actor_of(call);
  CaseDesk& cases = cases_of(call);
  const std::int64_t id = id_in_path(call);
  const auto file = cases.read(actor, id, "ask-matches");
  if (!file) return file.error();
  const auto output = process_match(call, read_match(call, with_profile(call.request.body, file->profile)));
  if (!output) return output.error();
  return show(call, cases, id, ShownKind::matches, document_of(call, *output));
}

}  // namespace

extern const Endpoint k_endpoint_cases_matches = {.method = "POST",
                                                  .path = "/v1/cases/{id}/matches",
                                                  .parameters = k_case_parameters,
                                                  .consumes = k_case_consumes,
                                                  .headers = k_retry_header,
                                                  .right = Right::desk,
                                                  .pace = Pace::costly,
                                                  .handle = handle};

}  // namespace leerwijzer
