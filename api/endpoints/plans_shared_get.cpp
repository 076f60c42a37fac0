// GET /v1/plans/shared with the code of a share: the chosen sections of the plan as it is now, what changed in the
// catalogue, and what was said. That it was opened is noted for the owner.
#include "api/plan_code.hpp"
#include "api/plan_shares.hpp"
#include "api/referral_code.hpp"
#include "api/reply.hpp"
#include "api/wire/stored_plan_wire.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

Result<Answer> handle(const Call& call) {
  const OpenShare share = open_share_of(call, plan_code_of(call), true);
  boost::json::object document = share.view.document;
  document["expiresDate"] = format_iso(share.row.expires_at);
  document["remarks"] = write_remarks(shared_remarks(call, share.view), share.view.plan);
  document["comments"] = write_comments(share.row.comments, share.key);
  return render(std::move(document), provenance_of(call));
}

}  // namespace

extern const Endpoint k_endpoint_plans_shared_get = {.method = "GET",
                                                     .path = "/v1/plans/shared",
                                                     .headers = k_code_header,
                                                     .right = Right::by_code,
                                                     .pace = Pace::secret,
                                                     .handle = handle};

}  // namespace leerwijzer
