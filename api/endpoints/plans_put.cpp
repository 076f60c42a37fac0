// PUT /v1/plans with If-Match: the plan as it becomes, a version after the one that was read. Of two changes of one
// version exactly one is made. Shares show it from the same moment.
#include "api/condition.hpp"
#include "api/plan_code.hpp"
#include "api/plan_keeping.hpp"

#include <boost/json.hpp>

#include <array>

namespace leerwijzer {
namespace {

constexpr auto k_consumes = std::to_array<std::string_view>({"application/json"});
constexpr auto k_headers = std::to_array<std::string_view>({"Leerwijzer-Code", "If-Match", "Idempotency-Key"});

Result<Answer> handle(const Call& call) {
  const std::string code = plan_code_of(call);
  const std::int64_t expected = expected_version(call);
  const auto plan = change_plan(call, code, expected, read_plan_content(call.request.body));
  if (!plan) return plan.error();
  return answer_opened(call, *plan);
}

}  // namespace

extern const Endpoint k_endpoint_plans_put = {.method = "PUT",
                                              .path = "/v1/plans",
                                              .consumes = k_consumes,
                                              .headers = k_headers,
                                              .right = Right::by_code,
                                              .pace = Pace::secret,
                                              .body_bytes = k_most_plan_bytes,
                                              .handle = handle};

}  // namespace leerwijzer
