// GET /v1/plans/qr with the header Leerwijzer-Code: the picture of the link once more, to print. The code comes in a
// header and stands behind the # of the link: it is in no address.
#include "api/plan_code.hpp"
#include "api/referral_code.hpp"
#include "api/web/qr_picture.hpp"
#include "engine/domain/sealed_plan.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

Result<Answer> handle(const Call& call) {
  const std::string code = plan_code_of(call);
  if (!plans_of(call).find(digest_of_plan_code(code), call.today)) return unknown_plan();
  const auto picture = qr_picture(plan_link(call, grouped_code(code)), "QR-code met de link naar uw plan");
  if (!picture) return picture.error();
  return Answer{.body = *picture, .content_type = "image/svg+xml"};
}

}  // namespace

extern const Endpoint k_endpoint_plans_qr = {.method = "GET",
                                             .path = "/v1/plans/qr",
                                             .headers = k_code_header,
                                             .right = Right::by_code,
                                             .pace = Pace::secret,
                                             .handle = handle};

}  // namespace leerwijzer
