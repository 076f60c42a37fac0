// POST /v1/desk/referrals/{id}/status: seen, accepted, done, or refused with a reason.
#include "api/case_call.hpp"
#include "api/reply.hpp"
#include "api/wire/case_wire.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

Result<Answer> handle(const Call& call) {
  ReferralChange change = read_referral_change(call.request.body, id_in_path(call));
  const CaseActor actor = actor_of(call);
  change.by = actor.name;
  change.today = call.today;
  if (const auto done = cases_of(call).change_referral(actor, change); !done) return done.error();
  return render({{"id", change.id}, {"status", name_of(change.status)}}, provenance_of(call));
}

}  // namespace

extern const Endpoint k_endpoint_desk_referrals_change = {.method = "POST",
                                                          .path = "/v1/desk/referrals/{id}/status",
                                                          .parameters = k_case_parameters,
                                                          .consumes = k_case_consumes,
                                                          .right = Right::desk,
                                                          .pace = Pace::writing,
                                                          .handle = handle};

}  // namespace leerwijzer
