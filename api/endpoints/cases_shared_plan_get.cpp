// GET /v1/cases/{id}/shared-plan: the code with which the desk opens the plan of the client.
#include "api/case_call.hpp"
#include "api/reply.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

Result<Answer> handle(const Call& call) {
  const auto code = cases_of(call).share_code(actor_of(call), id_in_path(call));
  if (!code) return code.error();
  return render({{"code", *code}}, provenance_of(call));
}

}  // namespace

extern const Endpoint k_endpoint_cases_shared_plan_get = {.method = "GET",
                                                          .path = "/v1/cases/{id}/shared-plan",
                                                          .parameters = k_case_parameters,
                                                          .right = Right::desk,
                                                          .pace = Pace::reading,
                                                          .handle = handle};

}  // namespace leerwijzer
