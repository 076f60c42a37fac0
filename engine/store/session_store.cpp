#include "engine/store/session_store.hpp"

#include "engine/core/sealing.hpp"
#include "engine/store/account_rows.hpp"
#include "engine/store/audit.hpp"
#include "engine/store/sql/account_statements.hpp"
#include "engine/store/sql/session_statements.hpp"
#include "engine/store/transaction.hpp"

#include <algorithm>

namespace leerwijzer {
namespace {

StoredSession read_session(RowReader& row) {
  StoredSession s;
  row.into(s.id, s.account, s.created_at, s.seen_at, s.confirmed_at);
  return s;
}

std::optional<SessionAccount> session_of(Transaction& tx, const std::string& token_digest) {
  const auto rows = tx.run(k_session_sql["find-session"], hex_of(token_digest));
  if (rows.empty()) return std::nullopt;
  RowReader row(rows[0]);
  SessionAccount found;
  found.session = read_session(row);
  found.account = read_account(row);
  return found;
}

struct Count {
  int failures = 0;
  std::int64_t last_at = 0;
  std::int64_t wait_until = 0;
};

Count lock_count(Transaction& tx, const std::string& key, std::int64_t now) {
  tx.run(k_session_sql["begin-count"], key, now);
  const auto rows = tx.run(k_session_sql["lock-count"], key);
  if (rows.empty()) return {0, now, now};  // removed in between: as good as new
  Count count;
  RowReader(rows[0]).into(count.failures, count.last_at, count.wait_until);
  if (now - count.last_at > k_failures_kept_seconds) count.failures = 0;
  return count;
}

Error used_before() {
  return {ErrorCode::unauthenticated, "Deze code is al gebruikt.", "Wacht op de volgende code van uw app.", ""};
}

/// What opens the door beside the password, taken so that it opens it once.
bool take_second_proof(Transaction& tx, const LoginProof& proof) {
  if (proof.step) return tx.run(k_session_sql["take-step"], proof.account, *proof.step).affected_rows() == 1;
  if (proof.recovery_digest.empty()) return true;
  return tx.run(k_session_sql["take-recovery-code"], proof.account, hex_of(proof.recovery_digest)).affected_rows() == 1;
}

std::int64_t prune_all(Transaction& tx, std::int64_t now) {
  auto rows = tx.run(k_session_sql["prune-sessions"], now, SessionLimits::k_longest).affected_rows();
  rows += tx.run(k_session_sql["prune-counts"], now, k_failures_kept_seconds).affected_rows();
  rows += tx.run(k_session_sql["prune-invitations"], now).affected_rows();
  rows += tx.run(k_session_sql["prune-oidc-logins"], now).affected_rows();
  return static_cast<std::int64_t>(rows);
}

/// Only ever thrown to leave a transaction without its commit.
struct RolledBack {};

}  // namespace

Attempt SessionStore::begin_attempt(std::vector<GuessedAt> what, std::int64_t now) {
  // In one order for everybody, so that two attempts never wait for each other.
  std::sort(what.begin(), what.end(),
            [](const GuessedAt& a, const GuessedAt& b) { return a.key_digest < b.key_digest; });
  return in_transaction(pool_, Access::write, [&](Transaction& tx) {
    std::vector<Count> counts;
    for (const GuessedAt& one : what) counts.push_back(lock_count(tx, hex_of(one.key_digest), now));
    if (std::any_of(counts.begin(), counts.end(), [&](const Count& count) { return now < count.wait_until; }))
      return Attempt{};
    Attempt attempt{true, false};
    for (std::size_t i = 0; i < what.size(); ++i) {
      const int failures = std::min(counts[i].failures + 1, 1'000'000);
      const std::int64_t wait = wait_after_failures(failures, what[i].free_failures);
      if (wait > 0) attempt.slows = true;
      tx.run(k_session_sql["put-count"], hex_of(what[i].key_digest), failures, now, now + wait);
    }
    return attempt;
  });
}

void SessionStore::forgive(const std::string& account_digest, const std::string& address_digest) {
  in_transaction(pool_, Access::write, [&](Transaction& tx) {
    tx.run(k_session_sql["end-count"], hex_of(account_digest));
    if (!address_digest.empty()) tx.run(k_session_sql["lower-count"], hex_of(address_digest));
  });
}

void SessionStore::note_failure(std::optional<std::int64_t> account, bool slows) {
  in_transaction(pool_, Access::write, [&](Transaction& tx) {
    write_audit(tx, {"", "nobody", "login-failed", account ? account_name(*account) : "no account",
                     slows ? "the next attempt has to wait" : ""});
  });
}

Result<SessionAccount> SessionStore::open(const LoginProof& proof) {
  return in_transaction(pool_, Access::write, [&](Transaction& tx) -> Result<SessionAccount> {
    if (!take_second_proof(tx, proof)) return used_before();
    if (tx.run(k_session_sql["note-login"], proof.account, proof.now, proof.new_password).affected_rows() != 1)
      return used_before();
    if (!proof.old_token_digest.empty()) tx.run(k_session_sql["end-session-of-token"], hex_of(proof.old_token_digest));
    prune_all(tx, proof.now);
    tx.run(k_session_sql["add-session"], proof.account, hex_of(proof.token_digest), proof.now);
    const std::string name = account_name(proof.account);
    const char* with = proof.step ? "password and code" : "elsewhere";
    if (!proof.recovery_digest.empty()) with = "password and recovery code";
    write_audit(tx, {"", name, "login", name, std::string("with ") + with});
    auto opened = session_of(tx, proof.token_digest);
    if (!opened) return used_before();
    return std::move(*opened);
  });
}

std::optional<SessionAccount> SessionStore::find(const std::string& token_digest) {
  return in_transaction(pool_, Access::read, [&](Transaction& tx) { return session_of(tx, token_digest); });
}

void SessionStore::touch(std::int64_t session, std::int64_t now) {
  in_transaction(pool_, Access::write, [&](Transaction& tx) { tx.run(k_session_sql["touch-session"], session, now); });
}

std::vector<StoredSession> SessionStore::list(std::int64_t account) {
  return in_transaction(pool_, Access::read, [&](Transaction& tx) {
    std::vector<StoredSession> sessions;
    for (const auto& one : tx.run(k_session_sql["list-sessions"], account)) {
      RowReader row(one);
      sessions.push_back(read_session(row));
    }
    return sessions;
  });
}

bool SessionStore::end(std::int64_t account, std::int64_t session) {
  return in_transaction(pool_, Access::write, [&](Transaction& tx) {
    if (tx.run(k_session_sql["end-session"], account, session).affected_rows() != 1) return false;
    write_audit(tx, {"", account_name(account), "end-session", account_name(account), ""});
    return true;
  });
}

int SessionStore::end_others(std::int64_t account, std::int64_t keep) {
  return in_transaction(pool_, Access::write, [&](Transaction& tx) {
    const int ended = static_cast<int>(tx.run(k_session_sql["end-other-sessions"], account, keep).affected_rows());
    write_audit(tx, {"", account_name(account), "end-other-sessions", account_name(account), std::to_string(ended)});
    return ended;
  });
}

Result<void> SessionStore::confirm(const StoredSession& session, std::int64_t step, std::int64_t now) {
  return in_transaction(pool_, Access::write, [&](Transaction& tx) -> Result<void> {
    if (tx.run(k_session_sql["take-step"], session.account, step).affected_rows() != 1) return used_before();
    tx.run(k_session_sql["confirm-session"], session.id, now);
    write_audit(tx, {"", account_name(session.account), "confirm", account_name(session.account), "with a code"});
    return k_ok;
  });
}

std::int64_t SessionStore::prune(std::int64_t now, bool dry_run) {
  std::int64_t rows = 0;
  try {
    in_transaction(pool_, Access::write, [&](Transaction& tx) {
      rows = prune_all(tx, now);
      if (dry_run) throw RolledBack{};
    });
  } catch (const RolledBack&) {
    return rows;
  }
  return rows;
}

void SessionStore::begin_oidc(const std::string& state_digest, const BegunOidcLogin& login, std::int64_t expires_at) {
  in_transaction(pool_, Access::write, [&](Transaction& tx) {
    tx.run(k_session_sql["begin-oidc-login"], hex_of(state_digest), login.provider, hex_of(login.content), expires_at);
  });
}

std::optional<BegunOidcLogin> SessionStore::take_oidc(const std::string& state_digest, std::int64_t now) {
  return in_transaction(pool_, Access::write, [&](Transaction& tx) -> std::optional<BegunOidcLogin> {
    const auto rows = tx.run(k_session_sql["take-oidc-login"], hex_of(state_digest), now);
    if (rows.empty()) return std::nullopt;
    BegunOidcLogin login;
    std::string content;
    bool in_time = false;
    RowReader(rows[0]).into(login.provider, content, in_time);
    login.content = bytes_of_hex(content).value_or("");
    return in_time ? std::optional(std::move(login)) : std::nullopt;
  });
}

}  // namespace leerwijzer
