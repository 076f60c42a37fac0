// DELETE /v1/plans/shares/{id} with the owner's code: from this moment the code of the share opens nothing. The log and
// the comments stay for the owner.
#include "api/plan_code.hpp"
#include "api/referral_code.hpp"
#include "api/reply.hpp"
#include "engine/domain/sealed_plan.hpp"

#include <boost/json.hpp>

#include <array>
#include <limits>

namespace leerwijzer {
namespace {

constexpr auto k_parameters = std::to_array<Parameter>({{.name = "id",
                                                         .type = ParameterType::integer,
                                                         .place = ParameterPlace::path,
                                                         .min = 1,
                                                         .max = std::numeric_limits<std::int32_t>::max()}});

Result<Answer> handle(const Call& call) {
  const std::string code = plan_code_of(call);
  const std::int64_t id = call.parameters.integer("id").value_or(0);
  if (!plans_of(call).revoke_share(digest_of_plan_code(code), id, call.today)) {
    return Error{ErrorCode::not_found, "Dit plan heeft geen gedeelde versie met dit nummer.",
                 "Kijk in /v1/plans/shares met wie u deelt.", "id"};
  }
  boost::json::object document;
  document["revoked"] = true;
  document["words"] = "U deelt dit niet meer. De code werkt vanaf nu niet.";
  return render(std::move(document), provenance_of(call));
}

}  // namespace

extern const Endpoint k_endpoint_plans_shares_delete = {.method = "DELETE",
                                                        .path = "/v1/plans/shares/{id}",
                                                        .parameters = k_parameters,
                                                        .headers = k_code_header,
                                                        .right = Right::by_code,
                                                        .pace = Pace::secret,
                                                        .handle = handle};

}  // namespace leerwijzer
