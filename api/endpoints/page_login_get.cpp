// GET /inloggen: where people of a desk or a school log in. Who is logged in already goes on.
#include "api/account_access.hpp"
#include "api/account_rights.hpp"
#include "api/page_calls.hpp"
#include "api/page_session.hpp"
#include "api/web/session_pages.hpp"

namespace leerwijzer {
namespace {

constexpr auto k_parameters = std::to_array<Parameter>({{.name = "naar", .max = 200}, {.name = "uit", .max = 2}});

Result<Answer> make(const Call& call, const PageSettings& settings) {
  AccountDesk& desk = accounts_of(call);
  LoginView view;
  view.back = after_login(call.parameters.text("naar"), "");
  if (const auto session = desk.current(call.request)) {
    const std::string home(home_of(area_of(caller_for(session->now.account))));
    return send_to(call, view.back.empty() ? home : view.back);
  }
  view.ended = call.parameters.text("uit") == "ja";
  view.elsewhere = desk.has_other_login();
  return html(login_page(settings, view));
}

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_login_get = {
    .method = "GET", .path = "/inloggen", .parameters = k_parameters, .pace = Pace::reading, .handle = handle};

}  // namespace leerwijzer
