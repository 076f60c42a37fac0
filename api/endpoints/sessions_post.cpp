// POST /v1/sessions: logs in with address, password and a code. Answers with the cookie of a new session, and the token
// for the header Leerwijzer-Csrf.
#include "api/account_access.hpp"
#include "api/wire/account_wire.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

Result<Answer> handle(const Call& call) {
  const auto session = accounts_of(call).log_in(call.request, read_credentials(call.request.body));
  if (!session) return session.error();
  return opened_answer(*session);
}

}  // namespace

extern const Endpoint k_endpoint_sessions_post = {.method = "POST",
                                                  .path = "/v1/sessions",
                                                  .consumes = k_json_body,
                                                  .pace = Pace::secret,
                                                  .body_bytes = 4096,
                                                  .handle = handle};

}  // namespace leerwijzer
