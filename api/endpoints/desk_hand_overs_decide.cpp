// POST /v1/desk/hand-overs/{id}/decisions: the receiving desk accepts or refuses, the offering desk withdraws. Who
// accepts has the case from then on.
#include "api/case_call.hpp"
#include "api/reply.hpp"
#include "api/wire/case_wire.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

Result<Answer> handle(const Call& call) {
  const HandOverDecision decision = read_decision(call.request.body, id_in_path(call));
  if (const auto done = cases_of(call).decide(actor_of(call), decision, call.today); !done) return done.error();
  return render({{"id", decision.id}, {"status", name_of(decision.status)}}, provenance_of(call));
}

}  // namespace

extern const Endpoint k_endpoint_desk_hand_overs_decide = {.method = "POST",
                                                           .path = "/v1/desk/hand-overs/{id}/decisions",
                                                           .parameters = k_case_parameters,
                                                           .consumes = k_case_consumes,
                                                           .right = Right::desk,
                                                           .pace = Pace::writing,
                                                           .handle = handle};

}  // namespace leerwijzer
