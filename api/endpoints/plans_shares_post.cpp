// POST /v1/plans/shares with the owner's code: lets somebody else see chosen sections of the plan for a time. The
// answer holds a code of its own, once; it opens those sections and nothing else.
#include "api/plan_code.hpp"
#include "api/plan_shares.hpp"
#include "api/reply.hpp"
#include "api/wire/json_values.hpp"
#include "api/wire/share_wire.hpp"

#include <boost/json.hpp>

#include <array>

namespace leerwijzer {
namespace {

constexpr auto k_consumes = std::to_array<std::string_view>({"application/json"});
constexpr auto k_headers = std::to_array<std::string_view>({"Leerwijzer-Code", "Idempotency-Key"});
constexpr std::size_t k_body_bytes = 4096;

using Input = ShareCall;

using Output = NewlyShared;

Answer write(const Call& call, const Input& input, const Output& output) {
  const std::string code = grouped_code(output.code);
  boost::json::object document;
  document["code"] = code;
  document["keepCode"] = "Geef deze code alleen aan degene met wie u deelt. We laten hem maar een keer zien.";
  document["link"] = plan_link(call, code);
  document["id"] = output.added.id;
  document["name"] = input.terms.name;
  document["sections"] = name_list(input.terms.sections);
  document["right"] = name_of(input.terms.right);
  document["expiresDate"] = format_iso(input.expires_at);
  Answer answer = render(std::move(document), provenance_of(call));
  answer.status = 201;
  return answer;
}

Result<Answer> handle(const Call& call) {
  const std::string code = plan_code_of(call);
  const Input input = read_share(call.request.body, call.today);
  const Result<Output> output = share_plan(call, input, code);
  if (!output) return output.error();
  return write(call, input, *output);
}

}  // namespace

extern const Endpoint k_endpoint_plans_shares_post = {.method = "POST",
                                                      .path = "/v1/plans/shares",
                                                      .consumes = k_consumes,
                                                      .headers = k_headers,
                                                      .right = Right::by_code,
                                                      .pace = Pace::secret,
                                                      .body_bytes = k_body_bytes,
                                                      .handle = handle};

}  // namespace leerwijzer
