// GET /v1/plans with the header Leerwijzer-Code: the plan, and what changed in the catalogue and the rules since its
// steps were chosen. Nothing is stored by reading.
#include "api/kept_plan.hpp"
#include "api/plan_code.hpp"
#include "api/referral_code.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

Result<Answer> handle(const Call& call) { return answer_opened(call, open_kept_plan(call, plan_code_of(call))); }

}  // namespace

extern const Endpoint k_endpoint_plans_get = {.method = "GET",
                                              .path = "/v1/plans",
                                              .headers = k_code_header,
                                              .right = Right::by_code,
                                              .pace = Pace::secret,
                                              .handle = handle};

}  // namespace leerwijzer
