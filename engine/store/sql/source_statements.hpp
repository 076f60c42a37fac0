// SQL of the settings and the state of sources.
#pragma once

#include "engine/store/sql/statement.hpp"

namespace leerwijzer {

inline constexpr auto k_source_sql = statement_table({
    {"read-source-entries", R"(
      SELECT s.id, s.name, s.format, s.location, s.trust_rank, s.sample, s.profile,
             s.schedule, s.paused, s.packed_bytes, s.unpacked_bytes, s.most_records, s.deadline_seconds,
             array_to_json(s.private_hosts), s.failures, extract(epoch FROM s.next_due)::bigint, s.trouble,
             coalesce(f.state, ''), coalesce(f.started_at::text, ''), coalesce(f.reason, ''),
             coalesce((SELECT c.ended_at::text FROM "fetch" c
                        WHERE c.source_id = s.id AND c.state IN ('finished', 'unchanged')
                        ORDER BY c.id DESC LIMIT 1), '')
        FROM source s
        LEFT JOIN LATERAL (SELECT state, started_at, reason FROM "fetch"
                            WHERE source_id = s.id ORDER BY id DESC LIMIT 1) f ON true
       WHERE $1 = '' OR s.name = $1
       ORDER BY s.name COLLATE "C")"},
    {"count-offers-by-source", "SELECT source_id, count(*) FROM offer GROUP BY source_id"},
    {"add-source", R"(
      INSERT INTO source (name, format, location, trust_rank, sample, profile) VALUES ($1, $2, $3, $4, $5, $6)
      ON CONFLICT (name) DO NOTHING RETURNING id)"},
    {"lock-source-named", "SELECT id FROM source WHERE name = $1 FOR UPDATE"},
    {"set-source", R"(
      UPDATE source
         SET format = $2, location = $3, trust_rank = $4, sample = $5, profile = $6, schedule = $7, paused = $8,
             packed_bytes = $9, unpacked_bytes = $10, most_records = $11, deadline_seconds = $12,
             private_hosts = ARRAY(SELECT json_array_elements_text($13::json))
       WHERE id = $1)"},
    {"make-source-due", "UPDATE source SET next_due = NULL, failures = 0, trouble = '' WHERE id = $1"},
    {"forget-documents", "DELETE FROM source_document WHERE source_id = $1"},
    {"keep-source-format", "UPDATE source SET format = $2 WHERE id = $1 AND format = ''"},
    {"keep-source-outcome", R"(
      UPDATE source SET failures = $2, next_due = to_timestamp($3::bigint), trouble = $4 WHERE id = $1)"},
    {"delete-offers-of-source", "DELETE FROM offer WHERE source_id = $1 RETURNING id"},
    {"delete-source", "DELETE FROM source WHERE id = $1"},
    // A fetch after the one that read the document, or a document read long ago, makes the validators worthless.
    {"read-validators", R"(
      SELECT etag, last_modified FROM source_document d
       WHERE d.source_id = $1 AND d.address = $2 AND d.read_at > now() - make_interval(days => $3)
         AND d.fetch_id = (SELECT max(id) FROM "fetch" WHERE source_id = $1))"},
    {"keep-validators", R"(
      INSERT INTO source_document (source_id, address, fetch_id, etag, last_modified) VALUES ($1, $2, $3, $4, $5)
      ON CONFLICT (source_id, address) DO UPDATE
         SET fetch_id = excluded.fetch_id, etag = excluded.etag, last_modified = excluded.last_modified, read_at = now())"},
    {"add-unchanged-fetch", R"(
      INSERT INTO "fetch" (source_id, state, ended_at, unchanged, reason, checksum)
      SELECT $1, 'unchanged', now(), (SELECT count(*) FROM offer WHERE source_id = $1), '',
             coalesce((SELECT checksum FROM "fetch" WHERE source_id = $1 AND state IN ('finished', 'unchanged')
                        ORDER BY id DESC LIMIT 1), '')
      RETURNING id, unchanged)"},
    {"see-all-offers", R"(
      UPDATE offer_seen s SET fetch_id = $2 FROM offer o WHERE o.id = s.offer_id AND o.source_id = $1)"},
    {"stand-documents-on", "UPDATE source_document SET fetch_id = $2 WHERE source_id = $1"},
    // Held as long as the connection lives. The number is "lwwatch" in ASCII.
    {"try-watch-lock", "SELECT pg_try_advisory_lock(30530652104581992)"},
    {"connection-lives", "SELECT 1"},
});

}  // namespace leerwijzer
