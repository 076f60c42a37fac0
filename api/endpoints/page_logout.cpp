// POST /uitloggen: ends the session, and forgets what the browser holds of a client.
#include "api/account_access.hpp"
#include "api/page_calls.hpp"
#include "api/session_token.hpp"

namespace leerwijzer {
namespace {

Result<Answer> make(const Call& call, const PageSettings&) {
  AccountDesk& desk = accounts_of(call);
  if (const auto session = desk.current(call.request))
    static_cast<void>(desk.end_session(call.caller.id, session->now.session.id));
  Answer answer = send_to(call, "/inloggen?uit=ja");
  answer.headers.emplace_back("set-cookie", ended_session_cookie());
  answer.headers.push_back(forget_answers());
  answer.headers.emplace_back("clear-site-data", "\"cache\", \"storage\"");
  return answer;
}

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_logout = {.method = "POST",
                                                .path = "/uitloggen",
                                                .consumes = k_form_body,
                                                .right = Right::session,
                                                .pace = Pace::writing,
                                                .body_bytes = k_form_bytes,
                                                .handle = handle};

}  // namespace leerwijzer
