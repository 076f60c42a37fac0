// Sessions of accounts in PostgreSQL, what slows down guessing, and logins that were begun at another organisation.
// Tokens and addresses come as digests of 32 bytes; moments are seconds since 1970 and come from the caller. Logins and
// failures are audited, with numbers only. Throws ErrorException as every store.
#pragma once

#include "engine/core/error.hpp"
#include "engine/domain/account.hpp"
#include "engine/store/account_store.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace leerwijzer {

class Pool;

struct StoredSession {
  std::int64_t id = 0;
  std::int64_t account = 0;
  std::int64_t created_at = 0;
  std::int64_t seen_at = 0;
  std::int64_t confirmed_at = 0;
};

struct SessionAccount {
  StoredSession session;
  StoredAccount account;
};

/// A password that was right. Exactly one of step and recovery_digest is there, but for who logs in elsewhere.
struct LoginProof {
  std::int64_t account = 0;
  std::optional<std::int64_t> step{};  ///< of the code
  std::string recovery_digest{};
  std::string token_digest{};      ///< of the new session
  std::string old_token_digest{};  ///< of the session that the browser had; empty: none
  std::string new_password{};      ///< the same password, hashed at the cost of today; empty: as it is
  std::int64_t now = 0;
};

/// Something that is guessed at: one account, or one address of the network.
struct GuessedAt {
  std::string key_digest;
  int free_failures = 0;
};

struct Attempt {
  bool allowed = false;
  bool slows = false;  ///< the next one will have to wait
};

struct BegunOidcLogin {
  std::string provider;
  std::string content;  ///< encrypted
};

class SessionStore {
 public:
  explicit SessionStore(Pool& pool) : pool_(pool) {}

  /// Counts an attempt as failed before it is looked at, so that many at once are not many free ones; or refuses it
  /// while it has to wait.
  [[nodiscard]] Attempt begin_attempt(std::vector<GuessedAt> what, std::int64_t now);
  /// It was right: the account's count ends, that of the address goes back by one.
  void forgive(const std::string& account_digest, const std::string& address_digest);
  /// For the audit. `account`: nothing for an address that no account has.
  void note_failure(std::optional<std::int64_t> account, bool slows);

  /// Opens a session, and ends the one that the browser had and whatever is over. unauthenticated when the code or the
  /// recovery code was used before, or the account is not active.
  [[nodiscard]] Result<SessionAccount> open(const LoginProof& proof);

  /// Of an active account; whether it is over is the caller's to see.
  [[nodiscard]] std::optional<SessionAccount> find(const std::string& token_digest);
  void touch(std::int64_t session, std::int64_t now);
  [[nodiscard]] std::vector<StoredSession> list(std::int64_t account);
  /// False when the account has no such session.
  [[nodiscard]] bool end(std::int64_t account, std::int64_t session);
  /// Gives the number of sessions that ended.
  int end_others(std::int64_t account, std::int64_t keep);
  /// The person gave a code just now. unauthenticated when it was used before.
  [[nodiscard]] Result<void> confirm(const StoredSession& session, std::int64_t step, std::int64_t now);

  /// Removes what is over: sessions past every limit, invitations, counts, logins that were begun. Gives their number;
  /// with `dry_run` that is all.
  [[nodiscard]] std::int64_t prune(std::int64_t now, bool dry_run);

  void begin_oidc(const std::string& state_digest, const BegunOidcLogin& login, std::int64_t expires_at);
  /// Once: the second time there is nothing.
  [[nodiscard]] std::optional<BegunOidcLogin> take_oidc(const std::string& state_digest, std::int64_t now);

 private:
  Pool& pool_;
};

}  // namespace leerwijzer
