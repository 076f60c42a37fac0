// Accounts in PostgreSQL: who works where in which role, how they are invited, and what they log in with. Every change
// is audited with numbers only, never an address. Digests have 32 bytes; secrets of apps are encrypted before they come
// here. Moments are seconds since 1970 and come from the caller. Throws ErrorException as every store.
#pragma once

#include "engine/core/error.hpp"
#include "engine/domain/account.hpp"
#include "engine/store/retry.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace leerwijzer {

class Pool;

struct StoredAccount {
  std::int64_t id = 0;
  std::string email{};
  Workplace place{};
  AccountRole role = AccountRole::advisor;
  AccountStatus status = AccountStatus::invited;
  std::int64_t version = 1;
  std::int64_t created_at = 0;
  std::optional<std::int64_t> last_login_at{};
  bool external = false;   ///< logs in at another organisation
  int recovery_codes = 0;  ///< that are left
};

struct AccountSecrets {
  StoredAccount account;
  std::string password;     ///< an Argon2id string; empty: none
  std::string totp_secret;  ///< encrypted; empty: none
  std::int64_t totp_step = 0;
};

struct NewInvitation {
  std::string email;  ///< in its one form
  Workplace place{};
  AccountRole role = AccountRole::advisor;
  std::string code_digest;
  std::int64_t expires_at = 0;
  std::string by;  ///< who invites, for the audit
};

/// What was made now; or what was answered the first time, encrypted, when this is a repetition.
template <typename T>
struct Made {
  T made{};
  std::optional<std::string> earlier{};
};

struct PendingInvitation {
  StoredAccount account;
  std::string password;     ///< as prepared; empty: not yet
  std::string totp_secret;  ///< encrypted
};

struct AccountChange {
  std::int64_t id = 0;
  Workplace place{};         ///< of who changes it: an account elsewhere is not found
  std::int64_t version = 0;  ///< that was read
  std::optional<AccountRole> role{};
  std::optional<bool> locked{};
  std::string by;
};

class AccountStore {
 public:
  explicit AccountStore(Pool& pool) : pool_(pool) {}

  /// Only accounts with a password of their own.
  [[nodiscard]] std::optional<AccountSecrets> secrets_of_email(const std::string& email);
  [[nodiscard]] std::optional<AccountSecrets> secrets_of(std::int64_t id);

  /// In order of number; of one workplace, or all when it is neither a desk nor a provider.
  [[nodiscard]] std::vector<StoredAccount> list(const Workplace& place);
  [[nodiscard]] std::optional<StoredAccount> find(const Workplace& place, std::int64_t id);

  /// Is there such a desk or provider?
  [[nodiscard]] bool exists(const Workplace& place);

  /// conflict when that address has an account. `seal` encrypts the answer, for a repetition.
  [[nodiscard]] Result<Made<StoredAccount>> invite(const NewInvitation& invitation, const Retry& retry,
                                                   const std::function<std::string(const StoredAccount&)>& seal);

  /// Takes away password, app and sessions, and invites anew. not_found as find(); conflict for one that logs in
  /// elsewhere.
  [[nodiscard]] Result<StoredAccount> reset(std::int64_t id, const NewInvitation& invitation);

  [[nodiscard]] std::optional<PendingInvitation> invitation(const std::string& code_digest, std::int64_t now);
  /// Keeps what was chosen until the first code. False when the invitation is over.
  [[nodiscard]] bool prepare(const std::string& code_digest, const std::string& password,
                             const std::string& totp_secret, std::int64_t now);
  /// Makes the account active with what was prepared, if it is still that secret; the invitation is gone.
  [[nodiscard]] Result<StoredAccount> activate(const std::string& code_digest, const std::string& totp_secret,
                                               std::int64_t step, const std::vector<std::string>& recovery_digests,
                                               std::int64_t now);

  /// not_found as find(), precondition_failed for another version, invalid_input for a role of another workplace,
  /// conflict for unlocking one that was never active.
  [[nodiscard]] Result<StoredAccount> change(const AccountChange& change);
  [[nodiscard]] Result<void> remove(const AccountChange& change);

  /// The new hash; every session but one ends. `by`: the account itself.
  void set_password(std::int64_t id, const std::string& password, std::int64_t keep_session);
  void set_recovery_codes(std::int64_t id, const std::vector<std::string>& digests);

  /// The account of somebody who logs in elsewhere: made, or brought up to date with what was told now. A role or
  /// workplace that changed ends the sessions. permission_denied when it is locked.
  [[nodiscard]] Result<StoredAccount> external(const std::string& subject_digest, const std::string& email,
                                               const Workplace& place, AccountRole role);

  /// For the audit of what is not stored otherwise: refusals.
  void note(const std::string& actor, const std::string& action, const std::string& subject, const std::string& detail);

 private:
  Pool& pool_;
};

}  // namespace leerwijzer
