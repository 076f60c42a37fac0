// DELETE /v1/sessions: ends every other session of the account.
#include "api/account_access.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

Result<Answer> handle(const Call& call) {
  AccountDesk& desk = accounts_of(call);
  const auto session = desk.current(call.request);
  if (!session) return session.error();
  const int ended = desk.end_other_sessions(call.caller.id, session->now.session.id);
  return json_answer(boost::json::object{{"ended", true}, {"count", ended}});
}

}  // namespace

extern const Endpoint k_endpoint_sessions_delete = {
    .method = "DELETE", .path = "/v1/sessions", .right = Right::session, .pace = Pace::writing, .handle = handle};

}  // namespace leerwijzer
