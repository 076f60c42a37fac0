// PUT /v1/cases/{id}/shared-plan: joins the case with the plan that the client shares by a code.
#include "api/case_call.hpp"
#include "api/reply.hpp"
#include "api/wire/case_wire.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

Result<Answer> handle(const Call& call) {
  const std::string code = read_share_code(call.request.body);
  const auto kept = cases_of(call).keep_share_code(actor_of(call), id_in_path(call), code, call.today);
  if (!kept) return kept.error();
  return render({{"sharedPlan", true}}, provenance_of(call));
}

}  // namespace

extern const Endpoint k_endpoint_cases_shared_plan_put = {.method = "PUT",
                                                          .path = "/v1/cases/{id}/shared-plan",
                                                          .parameters = k_case_parameters,
                                                          .consumes = k_case_consumes,
                                                          .right = Right::desk,
                                                          .pace = Pace::writing,
                                                          .handle = handle};

}  // namespace leerwijzer
