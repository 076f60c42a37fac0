// SQL of files that providers send in, and of the sources that a provider has.
#pragma once

#include "engine/store/sql/statement.hpp"

namespace leerwijzer {

inline constexpr auto k_upload_sql = statement_table({
    {"forget-old-uploads", "DELETE FROM upload WHERE provider_id = $1 AND changed_at < now() - interval '30 days'"},
    {"count-kept-uploads", "SELECT count(*) FROM upload WHERE provider_id = $1 AND content IS NOT NULL"},
    {"add-upload", R"(
      INSERT INTO upload (provider_id, name, format, digest, bytes, content)
      VALUES ($1, $2, $3, $4, $5, decode($6, 'hex')) RETURNING id)"},
    {"read-upload", R"(
      SELECT id, name, format, digest, bytes, state, coalesce(report, ''), coalesce(outcome, ''),
             to_char(added_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
             to_char(changed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
        FROM upload WHERE provider_id = $1 AND id = $2)"},
    {"list-uploads", R"(
      SELECT id, name, format, digest, bytes, state, '', '',
             to_char(added_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
             to_char(changed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
        FROM upload WHERE provider_id = $1 ORDER BY id DESC OFFSET $2 LIMIT $3)"},
    {"count-uploads", "SELECT count(*) FROM upload WHERE provider_id = $1"},
    {"lock-upload", "SELECT state, name FROM upload WHERE provider_id = $1 AND id = $2 FOR UPDATE"},
    {"set-upload-state", "UPDATE upload SET state = $2, changed_at = now() WHERE id = $1"},
    {"remove-upload", "DELETE FROM upload WHERE id = $1"},
    {"add-upload-task", "INSERT INTO upload_task (upload_id, provider_id) VALUES ($1, $2)"},
    {"next-upload-task", R"(
      UPDATE upload_task SET tries = tries + 1
       WHERE upload_id = (SELECT upload_id FROM upload_task ORDER BY tries, since, upload_id LIMIT 1)
      RETURNING upload_id, provider_id, tries)"},
    {"any-upload-task", "SELECT EXISTS (SELECT 1 FROM upload_task)"},
    {"end-upload-task", "DELETE FROM upload_task WHERE upload_id = $1"},
    {"upload-content", R"(
      SELECT encode(content, 'hex') FROM upload WHERE provider_id = $1 AND id = $2 AND content IS NOT NULL)"},
    {"keep-upload-report", R"(
      UPDATE upload SET state = $3, format = $4, report = $5, changed_at = now(),
             content = CASE WHEN $3 = 'checked' THEN content END
       WHERE provider_id = $1 AND id = $2)"},
    {"keep-upload-outcome", R"(
      UPDATE upload SET state = $3, outcome = $4, content = NULL, changed_at = now()
       WHERE provider_id = $1 AND id = $2)"},
    {"stored-hashes", R"(
      SELECT o.key, o.body_hash FROM offer o JOIN source s ON s.id = o.source_id WHERE s.name = $1)"},
});

inline constexpr auto k_provider_source_sql = statement_table({
    // Own: set up for it, or without an offer or a description of anybody else.
    {"sources-of-provider", R"(
      SELECT s.id,
             coalesce(s.provider_id = $1,
                      NOT EXISTS (SELECT 1 FROM provider p WHERE p.source_id = s.id AND p.id <> $1)),
             (SELECT count(*) FROM offer o WHERE o.source_id = s.id AND o.provider_id = $1),
             (SELECT count(DISTINCT w.offer_id) FROM quarantine q JOIN quarantined_offer w ON w.quarantine_id = q.id
                JOIN offer o ON o.id = w.offer_id
               WHERE q.source_id = s.id AND q.state = 'waiting' AND w.back_in IS NULL AND o.provider_id = $1)
        FROM source s
       WHERE s.provider_id = $1 OR s.id = (SELECT source_id FROM provider WHERE id = $1)
          OR EXISTS (SELECT 1 FROM offer o WHERE o.source_id = s.id AND o.provider_id = $1))"},
});

}  // namespace leerwijzer
