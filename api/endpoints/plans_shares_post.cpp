// POST /v1/plans/shares with the owner's code: lets somebody else see chosen sections of the plan for a time. The
// answer holds a code of its own, once; it opens those sections and nothing else.
#include "api/kept_plan.hpp"
#include "api/plan_code.hpp"
#include "api/reply.hpp"
#include "api/retry_key.hpp"
#include "api/wire/json_values.hpp"
#include "api/wire/share_wire.hpp"
#include "engine/core/sealing.hpp"
#include "engine/domain/sealed_plan.hpp"

#include <boost/json.hpp>

#include <array>

namespace leerwijzer {
namespace {

constexpr auto k_consumes = std::to_array<std::string_view>({"application/json"});
constexpr auto k_headers = std::to_array<std::string_view>({"Leerwijzer-Code", "Idempotency-Key"});
constexpr std::size_t k_body_bytes = 4096;
constexpr int k_attempts = 3;  ///< when the plan changes at the same moment

using Input = ShareCall;

struct Output {
  std::string code;  ///< of the share, in its one form
  AddedShare added;
};

/// What a repetition is told: the code of the share, encrypted with the key of the owner as well.
std::string sealed_for_retry(const Call& call, const std::string& share_code, const std::string& code) {
  return seal_answer(call, seal_plan(share_code, code, 0));
}

Result<std::string> code_of_retry(const Call& call, const std::string& answer, const std::string& code) {
  const auto sealed = open_answer(call, answer);
  const auto share_code = sealed ? open_plan(*sealed, code, 0) : std::nullopt;
  if (share_code) return *share_code;
  return Error{ErrorCode::corrupt, "The answer to a repeated request does not open.", "Use a new Idempotency-Key.", ""};
}

Result<Output> process(const Call& call, const Input& input, const std::string& code) {
  Output output;
  output.code = normal_code(random_code()).value();
  NewShare share;
  share.code_digest = digest_of_plan_code(code);
  share.share_digest = digest_of_share_code(output.code);
  share.expires_at = input.expires_at;
  share.retry = retry_under(call, code);
  if (!share.retry.key_digest.empty()) share.retry_answer = sealed_for_retry(call, output.code, code);
  for (int attempt = 1;; ++attempt) {
    const OpenedPlan plan = open_kept_plan(call, code);
    SealedShare sealed =
        seal_share(shared_content(plan.kept.content.plan, input.terms), write_terms(input.terms), code, output.code);
    share.expected = plan.row.version;
    share.for_owner = std::move(sealed.for_owner);
    share.for_holder = std::move(sealed.for_holder);
    share.content = std::move(sealed.content);
    auto added = plans_of(call).add_share(share, call.today);
    if (!added && added.error().code == ErrorCode::precondition_failed && attempt < k_attempts) continue;
    if (!added) return told(added.error(), unknown_plan());
    output.added = std::move(*added);
    if (!output.added.repeated) return output;
    auto first = code_of_retry(call, output.added.retry_answer, code);
    if (!first) return first.error();
    output.code = std::move(*first);
    const auto earlier = plans_of(call).open_share(digest_of_share_code(output.code), call.today, false);
    if (!earlier) return unknown_share();
    output.added.id = earlier->id;
    return output;
  }
}

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
  const Result<Output> output = process(call, input, code);
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
