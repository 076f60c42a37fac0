// POST /account: does what a button on the page of the account says, as the endpoints of /v1/sessions and /v1/accounts
// do.
#include "api/account_access.hpp"
#include "api/account_view.hpp"
#include "api/page_calls.hpp"
#include "api/page_form.hpp"

#include <array>

namespace leerwijzer {
namespace {

/// What was done, or what is wrong, on the same page.
struct Outcome {
  std::string done{};
  std::vector<FieldError> faults{};
  std::string invited_email{};
  std::string invited_code{};
};

FieldError fault(std::string field, const Error& error) { return {std::move(field), error.what, error.hint}; }

Outcome confirm(const Call& call, const PageForm& form, const Texts& texts) {
  std::string code = form.text("code");
  std::erase(code, ' ');
  const auto done = accounts_of(call).confirm(call.request, code.substr(0, 20));
  if (done) return {.done = "account.done.confirmed"};
  return {.faults = {{"code", texts.text("app.fault"), ""}}};
}

Outcome change_password(const Call& call, const PageForm& form, const Texts& texts) {
  try {
    const auto done = accounts_of(call).change_password(
        call.request, {form.raw("wachtwoord"), form.raw("nieuw"), form.text("appcode").substr(0, 20)});
    if (done) return {.done = "account.done.password"};
    if (done.error().code == ErrorCode::conflict) return {.faults = {fault("", done.error())}};
    return {.faults = {{"wachtwoord", texts.text("account.fault.password"), ""}}};
  } catch (const InvalidInput& wrong) {
    return {.faults = {{"nieuw", wrong.errors().front().what, wrong.errors().front().hint}}};
  }
}

Outcome invite(const Call& call, const PageForm& form) {
  const InviteAccount who{form.text("nieuw_email"),
                          value_of<AccountRole>(form.raw("rol")).value_or(AccountRole::advisor)};
  try {
    const auto made =
        managed_accounts_of(call).invite(call.caller, who, {}, [](const Invited&) { return std::string(); });
    if (!made) return {.faults = {fault("nieuw_email", made.error())}};
    return {.invited_email = made->made.account.email, .invited_code = made->made.code};
  } catch (const InvalidInput& wrong) {
    return {.faults = {{"nieuw_email", wrong.errors().front().what, wrong.errors().front().hint}}};
  }
}

Outcome invite_again(const Call& call, const PageForm& form) {
  const auto invited = managed_accounts_of(call).invite_again(call.caller, form.number("id"));
  if (!invited) return {.faults = {fault("", invited.error())}};
  return {.invited_email = invited->account.email, .invited_code = invited->code};
}

Outcome lock(const Call& call, const PageForm& form, bool locked) {
  AccountChange change;
  change.id = form.number("id");
  change.version = form.number("versie");
  change.locked = locked;
  const auto changed = managed_accounts_of(call).change(call.caller, std::move(change));
  if (!changed) return {.faults = {fault("", changed.error())}};
  return {.done = locked ? "account.done.locked" : "account.done.unlocked"};
}

Outcome end_sessions(const Call& call, const PageForm& form, bool others) {
  AccountDesk& desk = accounts_of(call);
  const auto session = desk.current(call.request);
  if (!session) throw ErrorException(session.error());
  if (others)
    static_cast<void>(desk.end_other_sessions(call.caller.id, session->now.session.id));
  else
    static_cast<void>(desk.end_session(call.caller.id, form.number("id")));
  return {.done = "account.done.ended"};
}

Outcome act(const Call& call, const PageForm& form, const Texts& texts) {
  const std::string what = form.raw("doe");
  if (what == "sessie" || what == "andere") return end_sessions(call, form, what == "andere");
  if (what == "bevestigen") return confirm(call, form, texts);
  if (what == "wachtwoord") return change_password(call, form, texts);
  if (what == "uitnodigen") return invite(call, form);
  if (what == "opnieuw") return invite_again(call, form);
  if (what == "blokkeren" || what == "vrijgeven") return lock(call, form, what == "blokkeren");
  return {};
}

Result<Answer> make(const Call& call, const PageSettings& settings) {
  const PageForm form(call.request.body);
  if (form.is("doe", "herstelcodes")) {
    AccountDesk& desk = accounts_of(call);
    if (const auto fresh = desk.require_confirmed(call.request, call.caller); !fresh) return fresh.error();
    return html(recovery_page(settings, desk.renew_recovery_codes(call.caller.id), false));
  }
  const Outcome outcome = act(call, form, settings.texts());
  AccountView view = account_view_of(call);
  view.done = outcome.done;
  view.faults = outcome.faults;
  view.invited_email = outcome.invited_email;
  if (!outcome.invited_code.empty())
    view.invited_link =
        settings.host + std::string(settings.texts().root()) + "/uitnodiging#code=" + outcome.invited_code;
  return html(account_page(settings, view),
              outcome.faults.empty() ? std::nullopt : std::optional(ErrorCode::invalid_input));
}

Result<Answer> handle(const Call& call) { return as_page(call, make); }

}  // namespace

extern const Endpoint k_endpoint_page_account_post = {.method = "POST",
                                                      .path = "/account",
                                                      .consumes = k_form_body,
                                                      .right = Right::session,
                                                      .pace = Pace::secret,
                                                      .body_bytes = k_form_bytes,
                                                      .handle = handle};

}  // namespace leerwijzer
