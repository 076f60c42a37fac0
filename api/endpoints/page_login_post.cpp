// POST /inloggen: logs in as POST /v1/sessions does, and goes to where the person wanted to be.
#include "api/account_access.hpp"
#include "api/account_rights.hpp"
#include "api/page_calls.hpp"
#include "api/page_form.hpp"
#include "api/page_session.hpp"
#include "api/session_token.hpp"
#include "api/web/session_pages.hpp"
#include "engine/core/passwords.hpp"
#include "engine/core/text.hpp"

#include <algorithm>

namespace leerwijzer {
namespace {

constexpr std::size_t k_app_digits = 6;

/// A code of the app is six digits, spaces or not; anything else is a code from paper.
void take_code(const std::string& typed, Credentials& credentials) {
  std::string plain = typed;
  std::erase(plain, ' ');
  const bool digits = plain.find_first_not_of("0123456789") == std::string::npos;
  if (digits && plain.size() <= k_app_digits)
    credentials.code = plain;
  else
    credentials.recovery_code = typed.substr(0, 40);
}

std::vector<FieldError> missing(const Credentials& with, const std::string& code, const Texts& texts) {
  std::vector<FieldError> faults;
  if (with.email.empty()) faults.push_back({"email", texts.text("login.fault.email"), ""});
  if (with.password.empty()) faults.push_back({"wachtwoord", texts.text("login.fault.password"), ""});
  if (code.empty()) faults.push_back({"code", texts.text("login.fault.code"), ""});
  return faults;
}

/// A page of the own area, or where the person begins: an advisor has nothing to do on the pages of a school.
std::string place_after(const std::string& wanted, const Caller& caller) {
  const std::string home(home_of(area_of(caller)));
  return wanted.starts_with(home) || wanted.starts_with("/account") ? wanted : home;
}

Result<Answer> make(const Call& call, const PageSettings& settings) {
  const Texts& texts = settings.texts();
  AccountDesk& desk = accounts_of(call);
  const PageForm form(call.request.body);
  const std::string code = form.text("code");
  Credentials with{form.text("email"), form.raw("wachtwoord"), {}, {}};
  LoginView view;
  view.email = with.email.substr(0, 254);
  view.back = after_login(form.text("naar"), "");
  view.elsewhere = desk.has_other_login();
  view.faults = missing(with, code, texts);
  take_code(code, with);
  if (!view.faults.empty()) return html(login_page(settings, view), ErrorCode::invalid_input);
  if (with.password.size() > 4 * k_longest_password) with.password.resize(4 * k_longest_password);
  const auto session = desk.log_in(call.request, with);
  if (session) {
    Answer answer = send_to(call, place_after(view.back, caller_for(session->now.account)));
    answer.headers.emplace_back("set-cookie", session_cookie(session->token));
    return answer;
  }
  const ErrorCode why = session.error().code;
  if (why == ErrorCode::unauthenticated)
    view.faults.push_back({"email", texts.text("login.fault.wrong"), ""});
  else if (why == ErrorCode::too_many_requests)
    view.faults.push_back({"email", texts.text("login.fault.wait"), ""});
  else
    return session.error();
  return html(login_page(settings, view), why);
}

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_login_post = {.method = "POST",
                                                    .path = "/inloggen",
                                                    .consumes = k_form_body,
                                                    .pace = Pace::secret,
                                                    .body_bytes = k_form_bytes,
                                                    .handle = handle};

}  // namespace leerwijzer
