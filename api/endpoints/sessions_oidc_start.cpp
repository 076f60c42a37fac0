// GET /v1/sessions/oidc/start: sends the person to the organisation where they have an account.
#include "api/account_access.hpp"
#include "api/session_token.hpp"

#include <boost/json.hpp>

namespace leerwijzer {
namespace {

constexpr auto k_parameters = std::to_array<Parameter>({{.name = "provider", .max = 40}});

Result<Answer> handle(const Call& call) {
  const auto departure = accounts_of(call).depart(call.parameters.text("provider"));
  if (!departure) return departure.error();
  Answer answer = json_answer(boost::json::object{{"location", departure->url}}, 303);
  answer.headers.emplace_back("location", departure->url);
  answer.headers.emplace_back("set-cookie", oidc_cookie(departure->binding));
  return answer;
}

}  // namespace

extern const Endpoint k_endpoint_sessions_oidc_start = {.method = "GET",
                                                        .path = "/v1/sessions/oidc/start",
                                                        .parameters = k_parameters,
                                                        .pace = Pace::secret,
                                                        .handle = handle};

}  // namespace leerwijzer
