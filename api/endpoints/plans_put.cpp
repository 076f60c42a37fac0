// PUT /v1/plans with If-Match: the plan as it becomes, a version after the one that was read. Of two changes of one
// version exactly one is made. Shares show it from the same moment.
#include "api/condition.hpp"
#include "api/kept_plan.hpp"
#include "api/plan_code.hpp"
#include "api/retry_key.hpp"

#include <boost/json.hpp>

#include <array>

namespace leerwijzer {
namespace {

constexpr auto k_consumes = std::to_array<std::string_view>({"application/json"});
constexpr auto k_headers = std::to_array<std::string_view>({"Leerwijzer-Code", "If-Match", "Idempotency-Key"});

using Input = PlanContent;

/// The same as was stored before, under this Idempotency-Key: what is there now is answered.
bool is_repetition(const Call& call, const OpenedPlan& now, std::int64_t expected) {
  return now.row.version != expected && !retry_key_of(call).empty();
}

Result<Answer> handle(const Call& call) {
  const std::string code = plan_code_of(call);
  const std::int64_t expected = expected_version(call);
  Input input = read_plan_content(call.request.body);
  const OpenedPlan now = open_kept_plan(call, code);
  if (now.row.version != expected && !is_repetition(call, now, expected)) return changed_since();
  complete(call, input, &now.kept.content.plan);
  KeptContent kept{std::move(input), {}};
  kept.seen = seen_today(call, kept.content);
  const auto written = store_change(call, code, expected, kept, std::nullopt);
  if (!written) return written.error();
  return answer_opened(call, open_kept_plan(call, code));
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
