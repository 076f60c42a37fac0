// The pages around an account: logging in, an invitation, and one's own account. No password comes back on a page.
#pragma once

#include "api/account_desk.hpp"
#include "api/http/problem.hpp"
#include "api/web/shell.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

struct LoginView {
  std::string email;
  std::string back;  ///< path to go to after it; empty: where the person begins
  bool ended = false;
  bool elsewhere = false;  ///< one may log in at one's own organisation
  std::vector<FieldError> faults;
};
[[nodiscard]] std::string login_page(const PageSettings& settings, const LoginView& view);

/// Asks for the code of an invitation and a password.
[[nodiscard]] std::string invitation_page(const PageSettings& settings, std::string_view code,
                                          const std::vector<FieldError>& faults);

/// What goes into the app. It comes along with the form, so that a wrong code does not begin anew.
struct AppView {
  std::string invitation;
  std::string email;
  std::string secret;
  std::string uri;
  std::vector<FieldError> faults;
};
[[nodiscard]] std::string app_page(const PageSettings& settings, const AppView& view);

/// The codes, once. `fresh`: the account was made now, so the next step is to log in.
[[nodiscard]] std::string recovery_page(const PageSettings& settings, const std::vector<std::string>& codes,
                                        bool fresh);

struct AccountView {
  OpenedSession now;
  std::vector<StoredSession> sessions;
  bool confirmed = false;  ///< a code was given a moment ago
  bool manages = false;
  std::vector<StoredAccount> people;
  std::string invited_link;  ///< of an invitation that was made now; empty: none
  std::string invited_email;
  std::string done;  ///< key of the text that says what was done; empty: nothing
  std::vector<FieldError> faults;
};
[[nodiscard]] std::string account_page(const PageSettings& settings, const AccountView& view);

}  // namespace leerwijzer
