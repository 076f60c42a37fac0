// POST /uitnodiging, twice: with a password it gives what goes into the app, as POST /v1/enrolments; with the first
// code of the app it gives the recovery codes, as POST /v1/enrolments/confirmations.
#include "api/account_access.hpp"
#include "api/page_calls.hpp"
#include "api/page_form.hpp"
#include "api/web/session_pages.hpp"
#include "engine/core/sealing.hpp"

namespace leerwijzer {
namespace {

Result<Answer> enrol(const Call& call, const PageSettings& settings, const PageForm& form) {
  const Texts& texts = settings.texts();
  const std::string typed = form.text("code");
  const auto code = normal_code(typed);
  std::vector<FieldError> faults;
  if (!code) faults.push_back({"code", texts.text("invitation.fault.code"), ""});
  const std::string password = form.raw("wachtwoord");
  if (password.empty()) faults.push_back({"wachtwoord", texts.text("invitation.fault.password"), ""});
  if (faults.empty()) {
    try {
      const auto made = accounts_of(call).enrol(*code, password);
      if (made) return html(app_page(settings, {*code, made->account.email, made->secret, made->uri, {}}));
      if (made.error().code != ErrorCode::not_found) return made.error();
      faults.push_back({"code", texts.text("invitation.fault.gone"), ""});
    } catch (const InvalidInput& wrong) {
      faults.push_back({"wachtwoord", wrong.errors().front().what, wrong.errors().front().hint});
    }
  }
  return html(invitation_page(settings, typed, faults), ErrorCode::invalid_input);
}

Result<Answer> confirm(const Call& call, const PageSettings& settings, const PageForm& form) {
  const Texts& texts = settings.texts();
  const auto code = normal_code(form.text("uitnodiging"));
  if (!code)
    return html(invitation_page(settings, {}, {{"code", texts.text("invitation.fault.code"), ""}}),
                ErrorCode::invalid_input);
  std::string typed = form.text("appcode");
  std::erase(typed, ' ');
  try {
    const auto enrolled = accounts_of(call).confirm_enrolment(*code, typed.substr(0, 20));
    if (enrolled) return html(recovery_page(settings, enrolled->recovery_codes, true));
    const ErrorCode why = enrolled.error().code;
    if (why != ErrorCode::not_found && why != ErrorCode::conflict) return enrolled.error();
    return html(invitation_page(settings, *code, {{"code", texts.text("invitation.fault.gone"), ""}}),
                ErrorCode::invalid_input);
  } catch (const InvalidInput&) {
    AppView again{*code, form.text("email"), form.text("geheim"), form.text("adres"), {}};
    again.faults.push_back({"appcode", texts.text("app.fault"), ""});
    return html(app_page(settings, again), ErrorCode::invalid_input);
  }
}

Result<Answer> make(const Call& call, const PageSettings& settings) {
  const PageForm form(call.request.body);
  return form.raw("uitnodiging").empty() ? enrol(call, settings, form) : confirm(call, settings, form);
}

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_invitation_post = {.method = "POST",
                                                         .path = "/uitnodiging",
                                                         .consumes = k_form_body,
                                                         .pace = Pace::secret,
                                                         .body_bytes = k_form_bytes,
                                                         .handle = handle};

}  // namespace leerwijzer
