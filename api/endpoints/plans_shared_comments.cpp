// POST /v1/plans/shared/comments with the code of a share that allows it: a remark that its owner and its holder can
// read, and nobody else.
#include "api/plan_code.hpp"
#include "api/plan_shares.hpp"
#include "api/reply.hpp"
#include "api/retry_key.hpp"
#include "engine/domain/sealed_plan.hpp"

#include <boost/json.hpp>

#include <array>

namespace leerwijzer {
namespace {

constexpr auto k_consumes = std::to_array<std::string_view>({"application/json"});
constexpr auto k_headers = std::to_array<std::string_view>({"Leerwijzer-Code", "Idempotency-Key"});
constexpr std::size_t k_body_bytes = 16UL * 1024;

using Input = PlanComment;

Result<AddedComment> process(const Call& call, const Input& input, const std::string& code) {
  const OpenShare share = open_share_of(call, code, false);
  if (share.view.right != ShareRight::comment) {
    return Error{ErrorCode::permission_denied, "U mag dit plan lezen, maar er niets bij zetten.",
                 "Vraag de eigenaar om een code waarmee u opmerkingen kunt maken.", "Leerwijzer-Code"};
  }
  NewComment comment;
  comment.share_digest = digest_of_share_code(code);
  comment.content = seal_comment(boost::json::serialize(write_comment(input)), share.key);
  comment.retry = retry_under(call, code);
  if (!comment.retry.key_digest.empty()) comment.retry_answer = seal_answer(call, "added");
  auto added = plans_of(call).add_comment(comment, call.today);
  if (!added) return told(added.error(), unknown_share());
  return added;
}

Result<Answer> handle(const Call& call) {
  const std::string code = plan_code_of(call);
  const Input input = read_comment(call.request.body);
  const auto added = process(call, input, code);
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
