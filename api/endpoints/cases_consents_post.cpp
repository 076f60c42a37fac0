// POST /v1/cases/{id}/consents: the client agrees to a text of this version.
#include "api/case_call.hpp"
#include "api/reply.hpp"
#include "api/wire/case_wire.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

Result<Answer> handle(const Call& call) {
  const CaseActor actor = actor_of(call);
  const ConsentKind kind = read_consent(call.request.body);
  CaseDesk& cases = cases_of(call);
  const std::int64_t id = id_in_path(call);
  if (const auto given = cases.give_consent(actor, id, kind, call.today); !given) return given.error();
  return created(call, {{"kind", name_of(kind)}, {"version", k_case_consent_version}, {"text", consent_text(kind)}},
                 call.request.path + "/" + std::string(name_of(kind)));
}

}  // namespace

extern const Endpoint k_endpoint_cases_consents_post = {.method = "POST",
                                                        .path = "/v1/cases/{id}/consents",
                                                        .parameters = k_case_parameters,
                                                        .consumes = k_case_consumes,
                                                        .right = Right::desk,
                                                        .pace = Pace::writing,
                                                        .handle = handle};

}  // namespace leerwijzer
