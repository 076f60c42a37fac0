// POST /v1/sessions/current/confirmations: the person gives a code, and for ten minutes may do what matters.
#include "api/account_access.hpp"
#include "api/wire/account_wire.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

Result<Answer> handle(const Call& call) {
  AccountDesk& desk = accounts_of(call);
  const auto confirmed = desk.confirm(call.request, read_code(call.request.body));
  if (!confirmed) return confirmed.error();
  const auto session = desk.current(call.request);
  if (!session) return session.error();
  return json_answer(write_opened(*session));
}

}  // namespace

extern const Endpoint k_endpoint_sessions_current_confirmations = {.method = "POST",
                                                                   .path = "/v1/sessions/current/confirmations",
                                                                   .consumes = k_json_body,
                                                                   .right = Right::session,
                                                                   .pace = Pace::secret,
                                                                   .body_bytes = 4096,
                                                                   .handle = handle};

}  // namespace leerwijzer
