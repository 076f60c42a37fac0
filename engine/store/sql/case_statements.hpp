// SQL of the work of desks for their clients. Every statement names the desk it acts for as well, so that a database
// user whom row-level security does not bind is held to the same.
#pragma once

#include "engine/store/sql/statement.hpp"

namespace leerwijzer {

// The columns of a CaseEntry, in its order.
#define LEERWIJZER_CASE_COLUMNS                                                                                      \
  "c.id, c.desk, c.advisor, c.status, c.version, c.next_action_on, "                                                 \
  "to_char(c.made_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'), c.touched_on, c.ended_on, c.warned_on, " \
  "c.referral_id, c.share_code IS NOT NULL, "                                                                        \
  "(SELECT h.status FROM case_hand_over h WHERE h.case_id = c.id AND h.status = 'offered'), "                        \
  "encode(c.wrapped_key, 'hex'), encode(c.label, 'hex')"

inline constexpr auto k_case_sql = statement_table({
    {"read-desk-key", "SELECT encode(wrapped, 'hex') FROM desk_key WHERE desk = $1"},
    {"add-desk-key", "INSERT INTO desk_key (desk, wrapped) VALUES ($1, decode($2, 'hex')) ON CONFLICT DO NOTHING"},
    {"list-desk-keys", "SELECT desk FROM desk_key ORDER BY desk"},
    {"add-case", R"(
      INSERT INTO client_case (desk, advisor, status, code_digest, wrapped_key, label, profile, referral_id,
                               next_action_on, touched_on)
      SELECT r.desk, r.advisor, 'open', decode(r.code_digest, 'hex'), decode(r.wrapped_key, 'hex'),
             decode(r.label, 'hex'), decode(r.profile, 'hex'), r.referral_id, r.next_action_on, r.touched_on
        FROM json_to_recordset($1::json)
             AS r (desk text, advisor bigint, code_digest text, wrapped_key text, label text, profile text,
                   referral_id bigint, next_action_on date, touched_on date)
      RETURNING id)"},
    {"case-of-referral", "SELECT id FROM client_case WHERE desk = $1 AND referral_id = $2"},
    {"read-case", "SELECT " LEERWIJZER_CASE_COLUMNS R"(, coalesce(encode(c.profile, 'hex'), '')
        FROM client_case c WHERE c.id = $1 AND c.desk = $2)"},
    {"read-share-code", R"(
      SELECT encode(wrapped_key, 'hex'), coalesce(encode(share_code, 'hex'), '') FROM client_case
       WHERE id = $1 AND desk = $2)"},
    {"list-cases", "SELECT " LEERWIJZER_CASE_COLUMNS R"(
        FROM client_case c
       WHERE c.desk = $1 AND ($2::bigint = 0 OR c.advisor = $2) AND ($3 = '' OR c.status = $3)
             AND ($4 = '' OR c.code_digest = decode($4, 'hex')) AND (NOT $5 OR c.warned_on IS NOT NULL)
       ORDER BY c.status = 'ended', c.next_action_on NULLS LAST, c.touched_on, c.id OFFSET $6 LIMIT $7)"},
    {"count-cases", R"(
      SELECT count(*) FILTER (WHERE ($3 = '' OR status = $3) AND (NOT $5 OR warned_on IS NOT NULL)
                                    AND ($4 = '' OR code_digest = decode($4, 'hex'))),
             count(*) FILTER (WHERE status = 'open'), count(*) FILTER (WHERE status = 'waiting'),
             count(*) FILTER (WHERE status = 'ended'),
             count(*) FILTER (WHERE status <> 'ended' AND next_action_on < $6::date),
             count(*) FILTER (WHERE warned_on IS NOT NULL)
        FROM client_case WHERE desk = $1 AND ($2::bigint = 0 OR advisor = $2))"},
    {"touch-case", R"(
      UPDATE client_case SET touched_on = $3::date, warned_on = NULL WHERE id = $1 AND desk = $2
      RETURNING version, advisor, encode(wrapped_key, 'hex'))"},
    {"change-case", R"(
      UPDATE client_case c
         SET label = decode(r.label, 'hex'), profile = decode(r.profile, 'hex'), status = r.status,
             advisor = coalesce(nullif(r.advisor, 0), c.advisor), next_action_on = r.next_action_on, version = c.version + 1,
             ended_on = CASE WHEN r.status = 'ended' THEN coalesce(c.ended_on, r.today) END
        FROM json_to_recordset($3::json)
             AS r (label text, profile text, status text, advisor bigint, next_action_on date, today date)
       WHERE c.id = $1 AND c.desk = $2)"},
    {"erase-case", "DELETE FROM client_case WHERE id = $1 AND desk = $2"},
    {"erase-profile", R"(
      UPDATE client_case SET profile = NULL, version = version + 1
       WHERE id = $1 AND desk = $2 AND profile IS NOT NULL)"},
    {"erase-notes", R"(
      DELETE FROM case_note WHERE case_id = (SELECT id FROM client_case WHERE id = $1 AND desk = $2))"},
    {"erase-shown", R"(
      DELETE FROM case_shown WHERE case_id = (SELECT id FROM client_case WHERE id = $1 AND desk = $2))"},
    {"keep-share-code", R"(
      UPDATE client_case SET share_code = decode($3, 'hex') WHERE id = $1 AND desk = $2)"},
    {"erase-share-code", R"(
      UPDATE client_case SET share_code = NULL
       WHERE id = $1 AND desk = $2 AND share_code IS NOT NULL)"},
    {"count-case-parts", R"(
      SELECT (SELECT count(*) FROM case_note WHERE case_id = $1) + (SELECT count(*) FROM case_shown WHERE case_id = $1))"},
    {"add-note", R"(
      INSERT INTO case_note (case_id, account, written_by, content)
      SELECT c.id, $3, $4, decode($5, 'hex') FROM client_case c WHERE c.id = $1 AND c.desk = $2
      RETURNING id)"},
    {"lock-note", R"(
      SELECT n.account, n.version FROM case_note n JOIN client_case c ON c.id = n.case_id
       WHERE n.id = $3 AND c.id = $1 AND c.desk = $2 FOR UPDATE OF n)"},
    {"correct-note", R"(
      UPDATE case_note SET content = decode($2, 'hex'), version = version + 1, corrected_at = now() WHERE id = $1)"},
    {"read-notes", R"(
      SELECT n.id, n.account, n.written_by, n.version,
             to_char(n.written_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
             coalesce(to_char(n.corrected_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), ''),
             encode(n.content, 'hex')
        FROM case_note n JOIN client_case c ON c.id = n.case_id WHERE c.id = $1 AND c.desk = $2 ORDER BY n.id)"},
    {"add-shown", R"(
      INSERT INTO case_shown (case_id, kind, shown_by, content)
      SELECT c.id, $3, $4, decode($5, 'hex') FROM client_case c WHERE c.id = $1 AND c.desk = $2
      RETURNING id)"},
    {"read-shown", R"(
      SELECT s.id, s.kind, s.shown_by, to_char(s.shown_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
             encode(s.content, 'hex')
        FROM case_shown s JOIN client_case c ON c.id = s.case_id WHERE c.id = $1 AND c.desk = $2 ORDER BY s.id)"},
    {"add-consent", R"(
      INSERT INTO case_consent (case_id, kind, text_version, recorded_by)
      SELECT c.id, $3, $4, $5 FROM client_case c WHERE c.id = $1 AND c.desk = $2)"},
    {"withdraw-consent", R"(
      UPDATE case_consent SET withdrawn_at = now()
       WHERE case_id = (SELECT id FROM client_case WHERE id = $1 AND desk = $2) AND kind = $3
             AND withdrawn_at IS NULL)"},
    {"read-consents", R"(
      SELECT k.kind, k.text_version, to_char(k.given_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
             coalesce(to_char(k.withdrawn_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), ''), k.recorded_by
        FROM case_consent k JOIN client_case c ON c.id = k.case_id WHERE c.id = $1 AND c.desk = $2 ORDER BY k.id)"},
    {"add-case-audit", "INSERT INTO case_audit (desk, case_id, actor, action, detail) VALUES ($1, $2, $3, $4, $5)"},
    {"read-case-audit", R"(
      SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), actor, action, 'case ' || case_id, detail
        FROM case_audit WHERE desk = $1 AND case_id = $2 ORDER BY id DESC LIMIT $3)"},
    {"warn-of-cases", R"(
      UPDATE client_case SET warned_on = $2::date
       WHERE desk = $1 AND warned_on IS NULL AND status <> 'ended' AND touched_on <= $3::date)"},
    {"count-old-cases", R"(
      SELECT count(*) FROM client_case
       WHERE desk = $1 AND ((status <> 'ended' AND warned_on <= $2::date) OR ended_on <= $3::date))"},
    {"prune-cases", R"(
      DELETE FROM client_case
       WHERE desk = $1 AND ((status <> 'ended' AND warned_on <= $2::date) OR ended_on <= $3::date)
      RETURNING id)"},
    {"add-template",
     "INSERT INTO desk_template (desk, content, made_by) VALUES ($1, decode($2, 'hex'), $3) RETURNING id"},
    {"list-templates", "SELECT id, encode(content, 'hex') FROM desk_template WHERE desk = $1 ORDER BY id"},
    {"remove-template", "DELETE FROM desk_template WHERE desk = $1 AND id = $2"},
});

// The columns of a HandOver, in its order; $2 is the desk that asks.
#define LEERWIJZER_HAND_OVER_COLUMNS                                                                         \
  "h.id, h.case_id, h.from_desk, h.to_desk, h.status, h.refusal, h.offered_by, "                             \
  "to_char(h.offered_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'), "                             \
  "coalesce(to_char(h.decided_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'), ''), "               \
  "coalesce(encode(CASE WHEN h.to_desk = $2 THEN h.key_for_desk "                                            \
  "ELSE (SELECT c.wrapped_key FROM client_case c WHERE c.id = h.case_id AND c.desk = $2) END, 'hex'), ''), " \
  "coalesce(encode(h.message, 'hex'), '')"

inline constexpr auto k_hand_over_sql = statement_table({
    {"offer-case", R"(
      INSERT INTO case_hand_over (case_id, from_desk, to_desk, status, offered_by, account, key_for_desk, message)
      SELECT c.id, c.desk, $3, 'offered', $4, $5, decode($6, 'hex'), decode(nullif($7, ''), 'hex')
        FROM client_case c WHERE c.id = $1 AND c.desk = $2
      ON CONFLICT DO NOTHING
      RETURNING id)"},
    {"hand-overs-of-case", "SELECT " LEERWIJZER_HAND_OVER_COLUMNS R"(
        FROM case_hand_over h WHERE h.case_id = $1 AND $2 IN (h.from_desk, h.to_desk) ORDER BY h.id)"},
    {"hand-overs-of-desk", "SELECT " LEERWIJZER_HAND_OVER_COLUMNS R"(
        FROM case_hand_over h
       WHERE $2 IN (h.from_desk, h.to_desk) AND ($1 OR h.status = 'offered') ORDER BY h.id DESC LIMIT 200)"},
    {"lock-hand-over", "SELECT " LEERWIJZER_HAND_OVER_COLUMNS R"(
        FROM case_hand_over h WHERE h.id = $1 AND $2 IN (h.from_desk, h.to_desk) FOR UPDATE OF h)"},
    {"begin-move", R"(
      UPDATE case_hand_over SET status = 'moving', decided_by = $2, decided_at = now() WHERE id = $1)"},
    // The policy shows the case of the other desk to this statement while the hand-over is moving.
    {"move-case", R"(
      UPDATE client_case c
         SET desk = h.to_desk, advisor = $2, wrapped_key = h.key_for_desk, version = c.version + 1,
             touched_on = $3::date, warned_on = NULL
        FROM case_hand_over h
       WHERE h.id = $1 AND h.status = 'moving' AND c.id = h.case_id AND c.desk = h.from_desk)"},
    {"message-to-note", R"(
      INSERT INTO case_note (case_id, account, written_by, content)
      SELECT case_id, account, offered_by, message FROM case_hand_over WHERE id = $1 AND message IS NOT NULL)"},
    {"end-move", R"(
      UPDATE case_hand_over SET status = 'accepted', key_for_desk = NULL, message = NULL WHERE id = $1)"},
    {"end-hand-over", R"(
      UPDATE case_hand_over SET status = $2, refusal = nullif($3, ''), decided_by = $4, decided_at = now(),
             key_for_desk = NULL, message = NULL
       WHERE id = $1)"},
    {"withdraw-hand-overs", R"(
      UPDATE case_hand_over SET status = 'withdrawn', decided_by = $3, decided_at = now(), key_for_desk = NULL,
             message = NULL
       WHERE case_id = $1 AND from_desk = $2 AND status = 'offered')"},
});

#undef LEERWIJZER_CASE_COLUMNS
#undef LEERWIJZER_HAND_OVER_COLUMNS

}  // namespace leerwijzer
