// GET /v1/sessions/oidc/callback: the person comes back from their organisation, and is logged in here.
#include "api/account_access.hpp"
#include "api/session_token.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

constexpr auto k_parameters = std::to_array<Parameter>(
    {{.name = "state", .max = 200}, {.name = "code", .max = 4000}, {.name = "error", .max = 200}});

Result<Answer> handle(const Call& call) {
  OidcReturn with;
  with.state = call.parameters.text("state");
  with.code = call.parameters.text("code");
  with.error = call.parameters.text("error");
  with.binding = call.request.cookie(k_oidc_cookie);
  const auto session = accounts_of(call).come_back(call.request, with);
  if (!session) return session.error();
  // A page of ours loads the next one: a browser does not send a Strict cookie along a redirect from elsewhere.
  Answer answer;
  answer.content_type = "text/html; charset=utf-8";
  answer.body =
      "<!doctype html><html lang=\"nl\"><head><meta charset=\"utf-8\"><title>Aangemeld</title>"
      "<meta http-equiv=\"refresh\" content=\"0; url=/inloggen\"></head><body><p>U bent aangemeld. "
      "<a href=\"/inloggen\">Verder</a></p></body></html>";
  answer.headers.emplace_back("set-cookie", session_cookie(session->token));
  answer.headers.emplace_back("set-cookie", ended_oidc_cookie());
  return answer;
}

}  // namespace

extern const Endpoint k_endpoint_sessions_oidc_callback = {.method = "GET",
                                                           .path = "/v1/sessions/oidc/callback",
                                                           .parameters = k_parameters,
                                                           .pace = Pace::secret,
                                                           .handle = handle,
                                                           .foreign_query = true};

}  // namespace leerwijzer
