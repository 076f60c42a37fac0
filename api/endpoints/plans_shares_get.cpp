// GET /v1/plans/shares with the owner's code: with whom the plan is shared, when each opened it, and what they said.
#include "api/plan_code.hpp"
#include "api/plan_shares.hpp"
#include "api/referral_code.hpp"
#include "api/reply.hpp"
#include "engine/domain/sealed_plan.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

Result<Answer> handle(const Call& call) {
  const std::string code = plan_code_of(call);
  if (!plans_of(call).find(digest_of_plan_code(code), call.today)) return unknown_plan();
  boost::json::object document;
  document["shares"] = write_shares(call, code);
  return render(std::move(document), provenance_of(call));
}

}  // namespace

extern const Endpoint k_endpoint_plans_shares_get = {.method = "GET",
                                                     .path = "/v1/plans/shares",
                                                     .headers = k_code_header,
                                                     .right = Right::by_code,
                                                     .pace = Pace::secret,
                                                     .handle = handle};

}  // namespace leerwijzer
