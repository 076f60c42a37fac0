// Accounts, sessions and keys of endpoints on PostgreSQL: passwords are checked here, codes compared, and guessing is
// slowed down. The clock is an argument.
#pragma once

#include "api/account_desk.hpp"
#include "api/live/postgres_identity.hpp"
#include "api/oidc/oidc_client.hpp"
#include "engine/core/passwords.hpp"

#include <optional>
#include <string>

namespace leerwijzer {

struct AccountSettings {
  std::string key;  ///< 32 bytes, the operator's
  SessionLimits limits{};
  PasswordCost cost{};
  int hashes_at_once = 2;
  Clock now;
};

class PostgresAccounts : public AccountDesk {
 public:
  /// `oidc`: null where nobody logs in elsewhere; must outlive this.
  PostgresAccounts(Pool& pool, AccountSettings settings, OidcClient* oidc = nullptr);

  [[nodiscard]] Result<OpenedSession> log_in(const WebRequest& request, const Credentials& with) override;
  [[nodiscard]] Result<OpenedSession> current(const WebRequest& request) override;
  [[nodiscard]] std::vector<StoredSession> sessions(std::int64_t account) override;
  [[nodiscard]] bool end_session(std::int64_t account, std::int64_t session) override;
  int end_other_sessions(std::int64_t account, std::int64_t keep) override;

  [[nodiscard]] Result<void> confirm(const WebRequest& request, const std::string& code) override;
  [[nodiscard]] Result<void> require_confirmed(const WebRequest& request, const Caller& caller) override;
  [[nodiscard]] Result<void> change_password(const WebRequest& request, const PasswordChange& change) override;
  [[nodiscard]] std::vector<std::string> renew_recovery_codes(std::int64_t account) override;

  [[nodiscard]] Result<Enrolment> enrol(const std::string& invitation, const std::string& password) override;
  [[nodiscard]] Result<Enrolled> confirm_enrolment(const std::string& invitation, const std::string& code) override;

  [[nodiscard]] std::vector<StoredAccount> accounts(const Caller& by) override;
  [[nodiscard]] Result<StoredAccount> account(const Caller& by, std::int64_t id) override;
  [[nodiscard]] Result<Made<Invited>> invite(const Caller& by, const InviteAccount& who, const Retry& retry,
                                             const std::function<std::string(const Invited&)>& seal) override;
  [[nodiscard]] Result<Invited> invite_again(const Caller& by, std::int64_t id) override;
  [[nodiscard]] Result<StoredAccount> change(const Caller& by, AccountChange change) override;
  [[nodiscard]] Result<void> remove(const Caller& by, AccountChange change) override;

  [[nodiscard]] std::vector<ProviderKey> keys(ProviderId provider) override;
  [[nodiscard]] Result<Made<MadeKey>> make_key(const Caller& by, ProviderId provider, const MakeKey& what,
                                               const Retry& retry,
                                               const std::function<std::string(const MadeKey&)>& seal) override;
  [[nodiscard]] bool revoke_key(const Caller& by, ProviderId provider, std::int64_t id) override;

  [[nodiscard]] bool has_other_login() const noexcept override { return oidc_ != nullptr; }
  [[nodiscard]] Result<OidcDeparture> depart(const std::string& provider) override;
  [[nodiscard]] Result<OpenedSession> come_back(const WebRequest& request, const OidcReturn& with) override;

  void note_denied(const Caller& caller, std::string_view what) override;

 private:
  /// A digest that nobody can guess at without the operator's key.
  [[nodiscard]] std::string keyed_digest(std::string_view purpose, std::string_view text) const;
  [[nodiscard]] std::string address_digest(const WebRequest& request) const;
  /// What the secret of an account's app is encrypted with: its own, so that rows cannot be exchanged.
  [[nodiscard]] std::string app_key(std::int64_t account) const;
  [[nodiscard]] std::string recovery_digest(std::int64_t account, const std::string& code) const;

  [[nodiscard]] Result<LoginProof> prove(const std::optional<AccountSecrets>& found, const Credentials& with);
  [[nodiscard]] Result<OpenedSession> open(const WebRequest& request, LoginProof proof);
  [[nodiscard]] OpenedSession opened(std::string token, const std::string& known_token, SessionAccount now) const;
  /// The step of a code that an account gives, where it may guess at all. Counts as log_in does.
  [[nodiscard]] Result<std::int64_t> guarded_step(std::int64_t account, const std::string& code,
                                                  const std::string* password);
  [[nodiscard]] std::vector<std::string> new_recovery_codes(std::int64_t account,
                                                            std::vector<std::string>& digests) const;
  [[nodiscard]] NewInvitation invitation_by(const Caller& by, std::string& code) const;

  AccountStore accounts_;
  SessionStore sessions_;
  ProviderKeyStore keys_;
  AccountSettings settings_;
  Passwords passwords_;
  OidcClient* oidc_;
};

}  // namespace leerwijzer
