// GET /v1/plans/versions with the header Leerwijzer-Code: what an owner can go back to, the newest first.
#include "api/plan_code.hpp"
#include "api/plan_keeping.hpp"
#include "api/referral_code.hpp"
#include "api/reply.hpp"
#include "engine/domain/stored_plan.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

Result<Answer> handle(const Call& call) {
  const std::string code = plan_code_of(call);
  boost::json::array versions = write_version_list(call, code);
  if (versions.empty()) return unknown_plan();
  boost::json::object document;
  document["versions"] = std::move(versions);
  document["mostVersions"] = k_most_versions;
  return render(std::move(document), provenance_of(call));
}

}  // namespace

extern const Endpoint k_endpoint_plans_versions = {.method = "GET",
                                                   .path = "/v1/plans/versions",
                                                   .headers = k_code_header,
                                                   .right = Right::by_code,
                                                   .pace = Pace::secret,
                                                   .handle = handle};

}  // namespace leerwijzer
