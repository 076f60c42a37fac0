// POST /v1/plans: keeps a plan without an account. The answer holds the code, once, with a link and a QR picture of it;
// only a digest of the code is stored, and the plan is encrypted with a key that follows from it.
#include "api/condition.hpp"
#include "api/plan_code.hpp"
#include "api/plan_keeping.hpp"
#include "api/reply.hpp"
#include "api/retry_key.hpp"
#include "api/web/qr_picture.hpp"

#include <boost/json.hpp>

#include <array>

namespace leerwijzer {
namespace {

constexpr auto k_consumes = std::to_array<std::string_view>({"application/json"});

using Output = NewlyKept;

Result<Answer> write(const Call& call, const Output& output) {
  const std::string code = grouped_code(output.code);
  const std::string link = plan_link(call, code);
  const auto picture = qr_picture(link, "QR-code met de link naar uw plan");
  if (!picture) return picture.error();
  boost::json::object document;
  document["code"] = code;
  document["keepCode"] =
      "Bewaar deze code goed, of druk hem af. Alleen met deze code kunt u uw plan openen. Wij kunnen hem niet voor u "
      "terugvinden. We laten hem maar een keer zien.";
  document["link"] = link;
  document["qr"] = *picture;
  for (auto& [key, value] : write_opened(call, output.plan)) document[key] = std::move(value);
  Answer answer = render(std::move(document), provenance_of(call));
  answer.status = 201;
  answer.headers.emplace_back("etag", tag_of(output.plan.row.version));
  return answer;
}

Result<Answer> handle(const Call& call) {
  static_cast<void>(plans_of(call));
  static_cast<void>(retry_key_of(call));
  const Result<Output> output = keep_plan(call, read_plan_content(call.request.body));
  if (!output) return output.error();
  return write(call, *output);
}

}  // namespace

extern const Endpoint k_endpoint_plans_post = {.method = "POST",
                                               .path = "/v1/plans",
                                               .consumes = k_consumes,
                                               .headers = k_retry_header,
                                               .pace = Pace::writing,
                                               .body_bytes = k_most_plan_bytes,
                                               .handle = handle};

}  // namespace leerwijzer
