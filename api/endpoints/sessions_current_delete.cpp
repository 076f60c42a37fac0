// DELETE /v1/sessions/current: logs out.
#include "api/account_access.hpp"
#include "api/session_token.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

Result<Answer> handle(const Call& call) {
  AccountDesk& desk = accounts_of(call);
  const auto session = desk.current(call.request);
  if (!session) return session.error();
  static_cast<void>(desk.end_session(call.caller.id, session->now.session.id));
  Answer answer = ended_answer();
  answer.headers.emplace_back("set-cookie", ended_session_cookie());
  answer.headers.emplace_back("clear-site-data", "\"cache\", \"storage\"");
  return answer;
}

}  // namespace

extern const Endpoint k_endpoint_sessions_current_delete = {.method = "DELETE",
                                                            .path = "/v1/sessions/current",
                                                            .right = Right::session,
                                                            .pace = Pace::writing,
                                                            .handle = handle};

}  // namespace leerwijzer
