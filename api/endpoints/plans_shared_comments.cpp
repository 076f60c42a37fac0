// POST /v1/plans/shared/comments with the code of a share that allows it: a remark that its owner and its holder can
// read, and nobody else.
#include "api/plan_code.hpp"
#include "api/plan_shares.hpp"
#include "api/reply.hpp"

#include <boost/json.hpp>

#include <array>

namespace leerwijzer {
namespace {

constexpr auto k_consumes = std::to_array<std::string_view>({"application/json"});
constexpr auto k_headers = std::to_array<std::string_view>({"Leerwijzer-Code", "Idempotency-Key"});
constexpr std::size_t k_body_bytes = 16UL * 1024;

using Input = PlanComment;

Result<Answer> handle(const Call& call) {
  const std::string code = plan_code_of(call);
  const Input input = read_comment(call.request.body);
  const auto added = comment_on(call, input, code);
  if (!added) return added.error();
  boost::json::object document;
  document["comment"] = write_comment(input);
  document["words"] = "Uw opmerking staat erbij. De eigenaar van het plan kan hem lezen.";
  Answer answer = render(std::move(document), provenance_of(call));
  answer.status = 201;
  return answer;
}

}  // namespace

extern const Endpoint k_endpoint_plans_shared_comments = {.method = "POST",
                                                          .path = "/v1/plans/shared/comments",
                                                          .consumes = k_consumes,
                                                          .headers = k_headers,
                                                          .right = Right::by_code,
                                                          .pace = Pace::secret,
                                                          .body_bytes = k_body_bytes,
                                                          .handle = handle};

}  // namespace leerwijzer
