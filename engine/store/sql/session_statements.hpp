// SQL of sessions, of failed logins, and of logins elsewhere.
#pragma once

#include "engine/store/sql/statement.hpp"

namespace leerwijzer {

inline constexpr auto k_session_sql = statement_table({
    {"begin-count", R"(
      INSERT INTO login_failure (key_digest, failures, last_at, wait_until)
      VALUES (decode($1, 'hex'), 0, to_timestamp($2::bigint), to_timestamp($2::bigint)) ON CONFLICT DO NOTHING)"},
    {"lock-count", R"(
      SELECT failures, extract(epoch FROM last_at)::bigint, extract(epoch FROM wait_until)::bigint
        FROM login_failure WHERE key_digest = decode($1, 'hex') FOR UPDATE)"},
    {"put-count", R"(
      UPDATE login_failure SET failures = $2, last_at = to_timestamp($3::bigint), wait_until = to_timestamp($4::bigint)
       WHERE key_digest = decode($1, 'hex'))"},
    {"end-count", "DELETE FROM login_failure WHERE key_digest = decode($1, 'hex')"},
    {"lower-count", R"(
      UPDATE login_failure SET failures = greatest(failures - 1, 0), wait_until = last_at
       WHERE key_digest = decode($1, 'hex'))"},
    {"take-step", "UPDATE account SET totp_step = $2 WHERE id = $1 AND totp_step < $2 AND status = 'active'"},
    {"take-recovery-code", R"(
      DELETE FROM account_recovery_code WHERE account_id = $1 AND code_digest = decode($2, 'hex'))"},
    {"note-login", R"(
      UPDATE account SET last_login_at = to_timestamp($2::bigint), password = coalesce(nullif($3, ''), password)
       WHERE id = $1 AND status = 'active')"},
    {"add-session", R"(
      INSERT INTO account_session (account_id, token_digest, created_at, seen_at, confirmed_at)
      VALUES ($1, decode($2, 'hex'), to_timestamp($3::bigint), to_timestamp($3::bigint), to_timestamp($3::bigint)))"},
    {"find-session", R"(
      SELECT s.id, s.account_id, extract(epoch FROM s.created_at)::bigint, extract(epoch FROM s.seen_at)::bigint,
             extract(epoch FROM s.confirmed_at)::bigint, e.*
        FROM account_session s JOIN account_entry e ON e.id = s.account_id
       WHERE s.token_digest = decode($1, 'hex') AND e.status = 'active')"},
    {"touch-session", "UPDATE account_session SET seen_at = to_timestamp($2::bigint) WHERE id = $1"},
    {"list-sessions", R"(
      SELECT id, account_id, extract(epoch FROM created_at)::bigint, extract(epoch FROM seen_at)::bigint,
             extract(epoch FROM confirmed_at)::bigint
        FROM account_session WHERE account_id = $1 ORDER BY id DESC LIMIT 200)"},
    {"end-session", "DELETE FROM account_session WHERE account_id = $1 AND id = $2"},
    {"end-session-of-token", "DELETE FROM account_session WHERE token_digest = decode($1, 'hex')"},
    {"end-other-sessions", "DELETE FROM account_session WHERE account_id = $1 AND id <> $2"},
    {"confirm-session", "UPDATE account_session SET confirmed_at = to_timestamp($2::bigint) WHERE id = $1"},
    // $2: for how long what was written is kept, in seconds.
    {"prune-sessions", "DELETE FROM account_session WHERE created_at < to_timestamp($1::bigint - $2::bigint)"},
    {"prune-counts", "DELETE FROM login_failure WHERE last_at < to_timestamp($1::bigint - $2::bigint)"},
    {"prune-invitations", "DELETE FROM account_invitation WHERE expires_at < to_timestamp($1::bigint)"},
    {"prune-oidc-logins", "DELETE FROM oidc_login WHERE expires_at < to_timestamp($1::bigint)"},
    {"begin-oidc-login", R"(
      INSERT INTO oidc_login (state_digest, provider, content, expires_at)
      VALUES (decode($1, 'hex'), $2, decode($3, 'hex'), to_timestamp($4::bigint)))"},
    {"take-oidc-login", R"(
      DELETE FROM oidc_login WHERE state_digest = decode($1, 'hex')
       RETURNING provider, encode(content, 'hex'), expires_at > to_timestamp($2::bigint))"},
});

}  // namespace leerwijzer
