// PUT /v1/accounts/current/password: a new password, with the old one and a code. Other sessions end.
#include "api/account_access.hpp"
#include "api/wire/account_wire.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

Result<Answer> handle(const Call& call) {
  const auto changed = accounts_of(call).change_password(call.request, read_password_change(call.request.body));
  if (!changed) return changed.error();
  return json_answer(boost::json::object{{"changed", true}});
}

}  // namespace

extern const Endpoint k_endpoint_accounts_current_password = {.method = "PUT",
                                                              .path = "/v1/accounts/current/password",
                                                              .consumes = k_json_body,
                                                              .right = Right::session,
                                                              .pace = Pace::secret,
                                                              .body_bytes = 4096,
                                                              .handle = handle};

}  // namespace leerwijzer
