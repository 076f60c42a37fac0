// DELETE /v1/cases/{id}/shared-plan: erases the code of the client's plan.
#include "api/case_call.hpp"
#include "api/reply.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

Result<Answer> handle(const Call& call) {
  const auto erased = cases_of(call).keep_share_code(actor_of(call), id_in_path(call), "", call.today);
  if (!erased) return erased.error();
  return render({{"sharedPlan", false}}, provenance_of(call));
}

}  // namespace

extern const Endpoint k_endpoint_cases_shared_plan_delete = {.method = "DELETE",
                                                             .path = "/v1/cases/{id}/shared-plan",
                                                             .parameters = k_case_parameters,
                                                             .right = Right::desk,
                                                             .pace = Pace::writing,
                                                             .handle = handle};

}  // namespace leerwijzer
