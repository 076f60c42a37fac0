// GET /v1/plans/versions with the header Leerwijzer-Code: what an owner can go back to, the newest first.
#include "api/kept_plan.hpp"
#include "api/plan_code.hpp"
#include "api/referral_code.hpp"
#include "api/reply.hpp"
#include "api/wire/json_values.hpp"
#include "engine/domain/sealed_plan.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

namespace json = boost::json;

json::array write(const std::vector<KeptVersion>& versions, const std::string& code) {
  json::array list;
  for (const KeptVersion& one : versions) {
    const StoredPlan plan = open_version(one.content, code, one.version).content.plan;
    json::array steps;
    for (const PlannedStep& step : plan.steps)
      steps.push_back(json::object{{"title", step.title}, {"state", name_of(step.state)}});
    list.push_back(json::object{{"version", one.version},
                                {"at", one.made_at},
                                {"current", list.empty()},
                                {"restores", value_or_null(one.restores)},
                                {"title", plan.title},
                                {"steps", std::move(steps)}});
  }
  return list;
}

Result<Answer> handle(const Call& call) {
  const std::string code = plan_code_of(call);
  const auto versions = plans_of(call).versions(digest_of_plan_code(code), call.today);
  if (versions.empty()) return unknown_plan();
  json::object document;
  document["versions"] = write(versions, code);
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
