// DELETE /v1/plans with the header Leerwijzer-Code: erases the plan, all its versions and all its shares at once.
#include "api/plan_code.hpp"
#include "api/referral_code.hpp"
#include "api/reply.hpp"
#include "engine/domain/sealed_plan.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

Result<Answer> handle(const Call& call) {
  const std::string code = plan_code_of(call);
  if (!plans_of(call).remove(digest_of_plan_code(code))) return unknown_plan();
  boost::json::object document;
  document["deleted"] = true;
  document["words"] = "Uw plan is gewist, met alle eerdere versies en alles wat u had gedeeld.";
  return render(std::move(document), provenance_of(call));
}

}  // namespace

extern const Endpoint k_endpoint_plans_delete = {.method = "DELETE",
                                                 .path = "/v1/plans",
                                                 .headers = k_code_header,
                                                 .right = Right::by_code,
                                                 .pace = Pace::secret,
                                                 .handle = handle};

}  // namespace leerwijzer
