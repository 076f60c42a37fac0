// What endpoints of accounts, sessions and keys work with. Nothing here tells a stranger whether an address has an
// account. Every call may throw ErrorException with unavailable, as the stores do.
#pragma once

#include "api/access.hpp"
#include "api/http/message.hpp"
#include "engine/core/error.hpp"
#include "engine/domain/account.hpp"
#include "engine/store/account_store.hpp"
#include "engine/store/provider_key_store.hpp"
#include "engine/store/session_store.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

struct Credentials {
  std::string email;
  std::string password;
  std::string code;           ///< of the app; or else
  std::string recovery_code;  ///< one of the ten
};

/// A session with what the browser needs to go on with it.
struct OpenedSession {
  std::string token;  ///< for the cookie; empty where the browser has it already
  std::string csrf;   ///< for the header Leerwijzer-Csrf
  SessionAccount now;
  std::int64_t expires_at = 0;  ///< whatever happens
};

/// What an invited person puts into an app.
struct Enrolment {
  StoredAccount account;
  std::string secret;  ///< in base 32, to type over
  std::string uri;     ///< otpauth://
};

struct Enrolled {
  StoredAccount account;
  std::vector<std::string> recovery_codes;  ///< shown once
};

struct PasswordChange {
  std::string password;
  std::string new_password;
  std::string code;
};

struct InviteAccount {
  std::string email;
  AccountRole role = AccountRole::advisor;
};

struct Invited {
  StoredAccount account;
  std::string code;
  std::int64_t expires_at = 0;
};

struct MakeKey {
  std::string name;
  std::vector<KeyScope> scopes;
  int days = 365;
  std::int64_t replaces = 0;  ///< 0: no other key
  int overlap_hours = 24;
};

struct MadeKey {
  ProviderKey key;
  std::string text;  ///< shown once
};

/// A login at another organisation, on its way there.
struct OidcDeparture {
  std::string url;
  std::string binding;  ///< for a cookie: only the same browser may come back
};

struct OidcReturn {
  std::string state;
  std::string code;
  std::string error;  ///< of the other side; empty: none
  std::string binding;
};

class AccountDesk {
 public:
  virtual ~AccountDesk() = default;

  /// One answer and one duration for whatever is wrong: unauthenticated. too_many_requests while it has to wait,
  /// overloaded when too many log in at once. A session that the browser had ends.
  [[nodiscard]] virtual Result<OpenedSession> log_in(const WebRequest& request, const Credentials& with) = 0;
  /// The session of the request. unauthenticated without one, or for one that is over.
  [[nodiscard]] virtual Result<OpenedSession> current(const WebRequest& request) = 0;
  [[nodiscard]] virtual std::vector<StoredSession> sessions(std::int64_t account) = 0;
  [[nodiscard]] virtual bool end_session(std::int64_t account, std::int64_t session) = 0;
  virtual int end_other_sessions(std::int64_t account, std::int64_t keep) = 0;

  /// The person is still there: gives a code of the app. unauthenticated for a wrong one.
  [[nodiscard]] virtual Result<void> confirm(const WebRequest& request, const std::string& code) = 0;
  /// permission_denied when the last code is longer ago than k_confirmed_seconds. A key of a provider needs none.
  [[nodiscard]] virtual Result<void> require_confirmed(const WebRequest& request, const Caller& caller) = 0;
  /// Ends every other session. unauthenticated for a wrong password or code; throws InvalidInput for a new password
  /// that cannot be.
  [[nodiscard]] virtual Result<void> change_password(const WebRequest& request, const PasswordChange& change) = 0;
  [[nodiscard]] virtual std::vector<std::string> renew_recovery_codes(std::int64_t account) = 0;

  /// not_found for a code that is no invitation; throws InvalidInput for a password that cannot be.
  [[nodiscard]] virtual Result<Enrolment> enrol(const std::string& invitation, const std::string& password) = 0;
  /// conflict before enrol(); throws InvalidInput for a wrong code.
  [[nodiscard]] virtual Result<Enrolled> confirm_enrolment(const std::string& invitation, const std::string& code) = 0;

  /// Of the workplace of the caller, and of no other.
  [[nodiscard]] virtual std::vector<StoredAccount> accounts(const Caller& by) = 0;
  [[nodiscard]] virtual Result<StoredAccount> account(const Caller& by, std::int64_t id) = 0;
  [[nodiscard]] virtual Result<Made<Invited>> invite(const Caller& by, const InviteAccount& who, const Retry& retry,
                                                     const std::function<std::string(const Invited&)>& seal) = 0;
  /// A new invitation for an account that lost its password, app and codes; they end here.
  [[nodiscard]] virtual Result<Invited> invite_again(const Caller& by, std::int64_t id) = 0;
  /// `place` and `by` of the change are filled in here. conflict for one's own account.
  [[nodiscard]] virtual Result<StoredAccount> change(const Caller& by, AccountChange change) = 0;
  [[nodiscard]] virtual Result<void> remove(const Caller& by, AccountChange change) = 0;

  [[nodiscard]] virtual std::vector<ProviderKey> keys(ProviderId provider) = 0;
  /// permission_denied for a scope that the caller does not have.
  [[nodiscard]] virtual Result<Made<MadeKey>> make_key(const Caller& by, ProviderId provider, const MakeKey& what,
                                                       const Retry& retry,
                                                       const std::function<std::string(const MadeKey&)>& seal) = 0;
  [[nodiscard]] virtual bool revoke_key(const Caller& by, ProviderId provider, std::int64_t id) = 0;

  /// May people log in at another organisation? depart() tells which.
  [[nodiscard]] virtual bool has_other_login() const noexcept = 0;
  /// An empty name: the only one. not_found where there is none of that name; unavailable when it does not answer.
  [[nodiscard]] virtual Result<OidcDeparture> depart(const std::string& provider) = 0;
  /// unauthenticated for whatever does not fit; permission_denied for somebody without a desk or role here.
  [[nodiscard]] virtual Result<OpenedSession> come_back(const WebRequest& request, const OidcReturn& with) = 0;

  /// For the audit: somebody who is known was refused. `what`: method and path template.
  virtual void note_denied(const Caller& caller, std::string_view what) = 0;
};

}  // namespace leerwijzer
