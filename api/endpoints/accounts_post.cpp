// POST /v1/accounts: a manager invites somebody to their own desk or school. The answer holds the code, once.
#include "api/account_access.hpp"
#include "api/retry_key.hpp"
#include "api/wire/account_wire.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

Result<Answer> handle(const Call& call) {
  AccountDesk& desk = managed_accounts_of(call);
  const auto made = desk.invite(
      call.caller, read_invitation(call.request.body), retry_of(call),
      [&](const Invited& invited) { return seal_answer(call, boost::json::serialize(write_invited(invited))); });
  if (!made) return made.error();
  return made_answer(call, write_invited(made->made), made->earlier);
}

}  // namespace

extern const Endpoint k_endpoint_accounts_post = {.method = "POST",
                                                  .path = "/v1/accounts",
                                                  .consumes = k_json_body,
                                                  .headers = k_retry_header,
                                                  .right = Right::session,
                                                  .pace = Pace::writing,
                                                  .body_bytes = 4096,
                                                  .handle = handle};

}  // namespace leerwijzer
