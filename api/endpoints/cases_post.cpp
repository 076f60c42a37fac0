// POST /v1/cases: a case of a client, without a name. The answer holds the code of the client, once; the same
// Idempotency-Key and body give it again for a day.
#include "api/case_call.hpp"
#include "api/new_case.hpp"
#include "api/reply.hpp"
#include "api/retry_key.hpp"
#include "api/wire/case_wire.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

Result<Answer> handle(const Call& call) {
  const CaseActor actor = actor_of(call);
  const CaseBody body = read_case(call.request.body, CaseBodyOf::made, call.today);
  check_case_facts(call, body.facts);
  const PlainCase made = plain_case_of(body);
  CaseDesk& cases = cases_of(call);
  const auto added = cases.add(actor, made, call.today, once_of(call, made.code));
  if (!added) return added.error();
  return new_case(call, cases, told(call, *added, made.code));
}

}  // namespace

extern const Endpoint k_endpoint_cases_post = {.method = "POST",
                                               .path = "/v1/cases",
                                               .consumes = k_case_consumes,
                                               .headers = k_retry_header,
                                               .right = Right::desk,
                                               .pace = Pace::writing,
                                               .handle = handle};

}  // namespace leerwijzer
