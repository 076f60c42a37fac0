// SQL of the plans that people keep, and of what they share.
#pragma once

#include "engine/store/sql/statement.hpp"

namespace leerwijzer {

inline constexpr auto k_plan_sql = statement_table({
    {"add-plan", R"(
      INSERT INTO stored_plan (code_digest, version, expires_at) VALUES (decode($1, 'hex'), 1, $2::date)
      ON CONFLICT DO NOTHING RETURNING id)"},
    {"add-plan-version", R"(
      INSERT INTO stored_plan_version (plan_id, version, restores, content)
      VALUES ($1, $2, nullif($3::bigint, 0), decode($4, 'hex'))
      RETURNING to_char(made_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))"},
    {"find-plan", R"(
      SELECT p.version, encode(v.content, 'hex'), p.expires_at,
             to_char(p.made_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
             to_char(v.made_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
        FROM stored_plan p JOIN stored_plan_version v ON v.plan_id = p.id AND v.version = p.version
       WHERE p.code_digest = decode($1, 'hex') AND p.expires_at > $2::date)"},
    {"lock-plan", R"(
      SELECT id, version FROM stored_plan WHERE code_digest = decode($1, 'hex') AND expires_at > $2::date FOR UPDATE)"},
    // There already when the answer to the commit was lost and the same content is written once more.
    {"same-plan-content", R"(
      SELECT 1 FROM stored_plan_version WHERE plan_id = $1 AND version = $2 AND content = decode($3, 'hex'))"},
    {"added-plan", R"(
      SELECT 1 FROM stored_plan p JOIN stored_plan_version v ON v.plan_id = p.id AND v.version = 1
       WHERE p.code_digest = decode($1, 'hex') AND v.content = decode($2, 'hex'))"},
    {"set-plan-version", R"(
      UPDATE stored_plan SET version = $2, expires_at = greatest(expires_at, $3::date) WHERE id = $1)"},
    {"forget-plan-versions", "DELETE FROM stored_plan_version WHERE plan_id = $1 AND version <= $2"},
    {"list-plan-versions", R"(
      SELECT v.version, v.restores, to_char(v.made_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
             encode(v.content, 'hex')
        FROM stored_plan p JOIN stored_plan_version v ON v.plan_id = p.id
       WHERE p.code_digest = decode($1, 'hex') AND p.expires_at > $2::date ORDER BY v.version DESC)"},
    {"delete-plan", "DELETE FROM stored_plan WHERE code_digest = decode($1, 'hex')"},
    // The database's own day counts as well: a clock elsewhere that jumps ahead removes nothing.
    {"count-old-plans", "SELECT count(*) FROM stored_plan WHERE expires_at <= least($1::date, current_date)"},
    {"prune-plans", "DELETE FROM stored_plan WHERE expires_at <= least($1::date, current_date)"},

    {"add-plan-share", R"(
      INSERT INTO plan_share (plan_id, code_digest, expires_at, for_owner, for_holder, content)
      VALUES ($1, decode($2, 'hex'), $3::date, decode($4, 'hex'), decode($5, 'hex'), decode($6, 'hex'))
      ON CONFLICT DO NOTHING
      RETURNING id, to_char(made_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))"},
    {"added-plan-share", R"(
      SELECT id, to_char(made_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
        FROM plan_share WHERE plan_id = $1 AND code_digest = decode($2, 'hex'))"},
    {"count-plan-shares", R"(
      SELECT count(*) FILTER (WHERE content IS NOT NULL AND expires_at > $2::date), count(*)
        FROM plan_share WHERE plan_id = $1)"},
    {"live-plan-shares", R"(
      SELECT id, encode(for_owner, 'hex') FROM plan_share
       WHERE plan_id = $1 AND content IS NOT NULL AND expires_at > $2::date ORDER BY id)"},
    {"set-plan-share-content", R"(
      UPDATE plan_share SET content = decode($2, 'hex') WHERE id = $1 AND content IS NOT NULL)"},
    {"list-plan-shares", R"(
      SELECT s.id, encode(s.for_owner, 'hex'), to_char(s.made_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
             s.expires_at, to_char(s.revoked_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
        FROM stored_plan p JOIN plan_share s ON s.plan_id = p.id
       WHERE p.code_digest = decode($1, 'hex') AND p.expires_at > $2::date ORDER BY s.id)"},
    {"list-plan-share-events", R"(
      SELECT e.share_id, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), e.what
        FROM stored_plan p JOIN plan_share s ON s.plan_id = p.id JOIN plan_share_event e ON e.share_id = s.id
       WHERE p.code_digest = decode($1, 'hex') AND p.expires_at > $2::date ORDER BY e.id)"},
    {"list-plan-share-comments", R"(
      SELECT c.share_id, to_char(c.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), encode(c.content, 'hex')
        FROM stored_plan p JOIN plan_share s ON s.plan_id = p.id JOIN plan_share_comment c ON c.share_id = s.id
       WHERE p.code_digest = decode($1, 'hex') AND p.expires_at > $2::date ORDER BY c.id)"},
    {"revoke-plan-share", R"(
      UPDATE plan_share s SET content = NULL, for_holder = NULL, revoked_at = coalesce(s.revoked_at, now())
        FROM stored_plan p
       WHERE p.id = s.plan_id AND p.code_digest = decode($1, 'hex') AND p.expires_at > $2::date AND s.id = $3)"},
    {"find-plan-share", R"(
      SELECT s.id, encode(s.for_holder, 'hex'), encode(s.content, 'hex'), s.expires_at
        FROM plan_share s JOIN stored_plan p ON p.id = s.plan_id
       WHERE s.code_digest = decode($1, 'hex') AND s.content IS NOT NULL AND s.expires_at > $2::date
         AND p.expires_at > $2::date)"},
    // Whoever comments waits for another who does, so that the comments are counted right.
    {"lock-plan-share", R"(
      SELECT s.id FROM plan_share s JOIN stored_plan p ON p.id = s.plan_id
       WHERE s.code_digest = decode($1, 'hex') AND s.content IS NOT NULL AND s.expires_at > $2::date
         AND p.expires_at > $2::date
         FOR UPDATE OF s)"},
    {"comments-of-plan-share", R"(
      SELECT share_id, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), encode(content, 'hex')
        FROM plan_share_comment WHERE share_id = $1 ORDER BY id)"},
    {"same-plan-comment", R"(
      SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
        FROM plan_share_comment WHERE share_id = $1 AND content = decode($2, 'hex'))"},
    {"add-plan-comment", R"(
      INSERT INTO plan_share_comment (share_id, content) VALUES ($1, decode($2, 'hex'))
      RETURNING to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))"},
    {"add-plan-share-event", "INSERT INTO plan_share_event (share_id, what) VALUES ($1, $2)"},
    {"forget-plan-share-events", R"(
      DELETE FROM plan_share_event WHERE share_id = $1 AND id <=
        (SELECT id FROM plan_share_event WHERE share_id = $1 ORDER BY id DESC OFFSET $2 LIMIT 1))"},
    {"count-ended-plan-shares", R"(
      SELECT count(*) FROM plan_share WHERE content IS NOT NULL AND expires_at <= least($1::date, current_date))"},
    {"end-plan-shares", R"(
      UPDATE plan_share SET content = NULL, for_holder = NULL
       WHERE content IS NOT NULL AND expires_at <= least($1::date, current_date))"},
    // What was said stays readable for the owner for a year after the share ended.
    {"prune-plan-shares", R"(
      DELETE FROM plan_share WHERE expires_at <= least($1::date, current_date) - 365)"},
});

}  // namespace leerwijzer
