// SQL of referrals.
#pragma once

#include "engine/store/sql/statement.hpp"

namespace leerwijzer {

inline constexpr auto k_referral_sql = statement_table({
    {"add-referral", R"(
      INSERT INTO referral (code_digest, desk, status, sections, consent_version, expires_at, content, key_for_desk,
                            key_for_person, retry_digest, request_digest, retry_code)
      SELECT decode(r.code_digest, 'hex'), r.desk, 'received', r.sections, r.consent_version, r.expires_at,
             decode(r.content, 'hex'), decode(r.key_for_desk, 'hex'), decode(r.key_for_person, 'hex'),
             decode(r.retry_digest, 'hex'), decode(r.request_digest, 'hex'), decode(r.retry_code, 'hex')
        FROM json_to_recordset($1::json)
             AS r (code_digest text, desk text, sections text[], consent_version text, expires_at date, content text,
                   key_for_desk text, key_for_person text, retry_digest text, request_digest text, retry_code text)
      ON CONFLICT DO NOTHING
      RETURNING id)"},
    // There already when the answer to the commit was lost and the same referral is added once more.
    {"added-referral", "SELECT 1 FROM referral WHERE code_digest = decode($1, 'hex')"},
    {"repeated-referral", R"(
      SELECT encode(request_digest, 'hex'), encode(retry_code, 'hex') FROM referral
       WHERE retry_digest = decode($1, 'hex'))"},
    {"find-referral", R"(
      SELECT id, desk, status, refusal, array_to_string(sections, ','), consent_version,
             to_char(consented_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
             to_char(changed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), expires_at,
             coalesce(encode(content, 'hex'), ''), coalesce(encode(key_for_desk, 'hex'), ''),
             coalesce(encode(key_for_person, 'hex'), '')
        FROM referral WHERE code_digest = decode($1, 'hex') AND expires_at > $2::date)"},
    {"read-referral", R"(
      SELECT id, desk, status, refusal, array_to_string(sections, ','), consent_version,
             to_char(consented_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
             to_char(changed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), expires_at,
             coalesce(encode(content, 'hex'), ''), coalesce(encode(key_for_desk, 'hex'), ''),
             coalesce(encode(key_for_person, 'hex'), '')
        FROM referral WHERE id = $1 AND expires_at > $2::date)"},
    {"list-referrals", R"(
      SELECT id, desk, status, refusal, array_to_string(sections, ','), consent_version,
             to_char(consented_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
             to_char(changed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), expires_at, '', '', ''
        FROM referral
       WHERE ($1 = '' OR desk = $1) AND ($2 OR status IN ('received', 'seen', 'accepted')) AND expires_at > $3::date
       ORDER BY id LIMIT $4)"},
    {"withdraw-referral", R"(
      UPDATE referral SET status = 'withdrawn', content = NULL, key_for_desk = NULL, key_for_person = NULL,
             retry_code = NULL, changed_at = now()
       WHERE code_digest = decode($1, 'hex') AND expires_at > $2::date AND status <> 'withdrawn' RETURNING id)"},
    {"lock-referral", "SELECT status FROM referral WHERE id = $1 AND expires_at > $2::date FOR UPDATE"},
    {"change-referral", R"(
      UPDATE referral SET status = $2, refusal = nullif($3, ''), changed_at = now(),
             expires_at = least(expires_at, $4::date)
       WHERE id = $1)"},
    {"prune-referrals", "DELETE FROM referral WHERE expires_at <= $1::date"},
    {"count-old-referrals", "SELECT count(*) FROM referral WHERE expires_at <= $1::date"},
    {"forget-retries", R"(
      UPDATE referral SET retry_digest = NULL, request_digest = NULL, retry_code = NULL
       WHERE retry_digest IS NOT NULL AND consented_at < now() - interval '1 day')"},
});

}  // namespace leerwijzer
