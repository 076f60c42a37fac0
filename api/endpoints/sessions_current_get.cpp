// GET /v1/sessions/current: who is logged in, what they may do, and the token for Leerwijzer-Csrf.
#include "api/account_access.hpp"
#include "api/wire/account_wire.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

Result<Answer> handle(const Call& call) {
  const auto session = accounts_of(call).current(call.request);
  if (!session) return session.error();
  return json_answer(write_opened(*session));
}

}  // namespace

extern const Endpoint k_endpoint_sessions_current_get = {
    .method = "GET", .path = "/v1/sessions/current", .right = Right::session, .handle = handle};

}  // namespace leerwijzer
