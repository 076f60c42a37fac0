// GET /v1/sessions: where the account is logged in.
#include "api/account_access.hpp"
#include "api/wire/account_wire.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

Result<Answer> handle(const Call& call) {
  AccountDesk& desk = accounts_of(call);
  const auto session = desk.current(call.request);
  if (!session) return session.error();
  boost::json::array items;
  for (const StoredSession& one : desk.sessions(call.caller.id))
    items.emplace_back(write_session(one, session->now.session.id));
  boost::json::object document;
  document["total"] = items.size();
  document["items"] = std::move(items);
  return json_answer(document);
}

}  // namespace

extern const Endpoint k_endpoint_sessions_list = {
    .method = "GET", .path = "/v1/sessions", .right = Right::session, .handle = handle};

}  // namespace leerwijzer
