// SQL of accounts and invitations.
#pragma once

#include "engine/store/sql/statement.hpp"

namespace leerwijzer {

// Columns of account_entry are read in its order. $1 and $2 of a statement "in place" are a desk and a provider, empty
// for the other kind.
inline constexpr auto k_account_sql = statement_table({
    {"account-secrets-by-email", R"(
      SELECT e.*, a.password, coalesce(encode(a.totp_secret, 'hex'), ''), a.totp_step
        FROM account_entry e JOIN account a ON a.id = e.id
       WHERE a.email = $1 AND a.oidc_subject IS NULL)"},
    {"account-secrets", R"(
      SELECT e.*, a.password, coalesce(encode(a.totp_secret, 'hex'), ''), a.totp_step
        FROM account_entry e JOIN account a ON a.id = e.id WHERE a.id = $1)"},
    {"list-accounts-in-place", R"(
      SELECT * FROM account_entry
       WHERE desk = $1 AND coalesce(provider_id::text, '') = $2 OR $1 = '' AND $2 = '' ORDER BY id LIMIT 1000)"},
    {"account-in-place", R"(
      SELECT * FROM account_entry
       WHERE id = $3 AND (desk = $1 AND coalesce(provider_id::text, '') = $2 OR $1 = '' AND $2 = ''))"},
    {"lock-account", "SELECT version, status, role, oidc_subject IS NOT NULL FROM account WHERE id = $1 FOR UPDATE"},
    {"workplace-exists", R"(
      SELECT 1 WHERE EXISTS (SELECT 1 FROM advice_point WHERE id = $1)
                  OR EXISTS (SELECT 1 FROM provider WHERE id::text = $2))"},
    {"add-account", R"(
      INSERT INTO account (email, desk, provider_id, role, status)
      VALUES ($1, nullif($2, ''), nullif($3, '')::bigint, $4, 'invited')
      ON CONFLICT DO NOTHING RETURNING id)"},
    {"put-invitation", R"(
      INSERT INTO account_invitation (account_id, code_digest, expires_at)
      VALUES ($1, decode($2, 'hex'), to_timestamp($3::bigint))
      ON CONFLICT (account_id) DO UPDATE
        SET code_digest = excluded.code_digest, expires_at = excluded.expires_at, password = '', totp_secret = NULL)"},
    {"read-invitation", R"(
      SELECT e.*, i.password, coalesce(encode(i.totp_secret, 'hex'), '')
        FROM account_invitation i JOIN account_entry e ON e.id = i.account_id
       WHERE i.code_digest = decode($1, 'hex') AND i.expires_at > to_timestamp($2::bigint) AND e.status = 'invited')"},
    {"prepare-invitation", R"(
      UPDATE account_invitation i SET password = $2, totp_secret = decode($3, 'hex')
        FROM account a
       WHERE a.id = i.account_id AND a.status = 'invited' AND i.code_digest = decode($1, 'hex')
         AND i.expires_at > to_timestamp($4::bigint))"},
    {"take-invitation", R"(
      DELETE FROM account_invitation i USING account a
       WHERE a.id = i.account_id AND a.status = 'invited' AND i.code_digest = decode($1, 'hex')
         AND i.totp_secret = decode($2, 'hex') AND i.expires_at > to_timestamp($3::bigint)
       RETURNING i.account_id, i.password)"},
    {"activate-account", R"(
      UPDATE account SET status = 'active', password = $2, totp_secret = decode($3, 'hex'), totp_step = $4,
                         version = version + 1 WHERE id = $1)"},
    {"reset-account", R"(
      UPDATE account SET status = 'invited', password = '', totp_secret = NULL, totp_step = 0, version = version + 1
       WHERE id = $1)"},
    {"forget-recovery-codes", "DELETE FROM account_recovery_code WHERE account_id = $1"},
    {"add-recovery-codes", R"(
      INSERT INTO account_recovery_code (account_id, code_digest)
      SELECT $1, decode(code, 'hex') FROM json_array_elements_text($2::json) AS code)"},
    {"change-account", R"(
      UPDATE account SET role = $2, status = $3, version = version + 1 WHERE id = $1)"},
    {"remove-account", "DELETE FROM account WHERE id = $1"},
    {"set-password", "UPDATE account SET password = $2, version = version + 1 WHERE id = $1"},
    {"end-account-sessions", "DELETE FROM account_session WHERE account_id = $1 AND id <> $2"},
    {"lock-external-account", R"(
      SELECT id, status, role, coalesce(desk, ''), coalesce(provider_id::text, '') FROM account
       WHERE oidc_subject = decode($1, 'hex') FOR UPDATE)"},
    {"add-external-account", R"(
      INSERT INTO account (email, desk, provider_id, role, status, oidc_subject)
      VALUES ($2, nullif($3, ''), nullif($4, '')::bigint, $5, 'active', decode($1, 'hex'))
      ON CONFLICT DO NOTHING RETURNING id)"},
    {"change-external-account", R"(
      UPDATE account SET email = $2, desk = nullif($3, ''), provider_id = nullif($4, '')::bigint, role = $5,
                         version = version + 1
       WHERE id = $1 AND (email, coalesce(desk, ''), coalesce(provider_id::text, ''), role) IS DISTINCT FROM ($2, $3, $4, $5))"},
});

}  // namespace leerwijzer
