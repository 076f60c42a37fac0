// POST /v1/desk/referrals/{id}/case: makes a case of a referral that the desk accepted. What the person let the desk
// know becomes its first note, where this server can open it and the person agrees that it is kept.
#include "api/case_call.hpp"
#include "api/new_case.hpp"
#include "api/reply.hpp"
#include "api/retry_key.hpp"
#include "api/wire/case_wire.hpp"

namespace leerwijzer {
namespace {

Result<Answer> handle(const Call& call) {
  const CaseActor actor = actor_of(call);
  const CaseBody body = read_case(call.request.body, CaseBodyOf::made, call.today);
  check_case_facts(call, body.facts);
  CaseDesk& cases = cases_of(call);
  const std::int64_t id = id_in_path(call);
  const auto found = cases.referral(actor, id, call.today);
  if (!found) return found.error();
  if (found->referral.status != ReferralStatus::accepted) {
    return Error{ErrorCode::conflict, "Deze aanvraag is nog niet aangenomen.", "Neem de aanvraag eerst aan.", "id"};
  }
  const PlainCase made = plain_case_of(body, &*found);
  const auto added = cases.add(actor, made, call.today, once_of(call, made.code));
  if (!added) return added.error();
  return new_case(call, cases, told(call, *added, made.code));
}

}  // namespace

extern const Endpoint k_endpoint_desk_referrals_case = {.method = "POST",
                                                        .path = "/v1/desk/referrals/{id}/case",
                                                        .parameters = k_case_parameters,
                                                        .consumes = k_case_consumes,
                                                        .headers = k_retry_header,
                                                        .right = Right::desk,
                                                        .pace = Pace::writing,
                                                        .handle = handle};

}  // namespace leerwijzer
