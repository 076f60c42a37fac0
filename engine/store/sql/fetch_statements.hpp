// SQL of sources, fetches and diagnostics.
#pragma once

#include "engine/store/sql/statement.hpp"

namespace leerwijzer {

inline constexpr auto k_fetch_sql = statement_table({
    {"put-source", R"(
      INSERT INTO source (name, format, location, trust_rank, sample, profile) VALUES ($1, $2, $3, $4, $5, $6)
      ON CONFLICT (name) DO UPDATE SET format = excluded.format, location = excluded.location,
                                       trust_rank = excluded.trust_rank, sample = excluded.sample,
                                       profile = excluded.profile
      RETURNING id)"},
    {"other-standing", "SELECT 1 FROM source WHERE name = $1 AND (format <> $2 OR trust_rank <> $3) FOR UPDATE"},
    {"read-sources", "SELECT id, name, format, location, trust_rank, sample, profile FROM source ORDER BY id"},
    {"lock-source", "SELECT 1 FROM source WHERE id = $1 FOR UPDATE"},
    {"abort-open-fetches", R"(
      UPDATE "fetch" SET state = 'aborted', ended_at = now(),
                         reason = 'another fetch of this source began before this one ended'
       WHERE source_id = $1 AND state = 'open')"},
    {"open-fetch", R"(INSERT INTO "fetch" (source_id) VALUES ($1) RETURNING id)"},
    {"lock-fetch", R"(SELECT source_id, state, batches FROM "fetch" WHERE id = $1 FOR UPDATE)"},
    {"count-batch", R"(
      UPDATE "fetch" SET batches = batches + 1, records = records + $2, added = added + $3, changed = changed + $4,
                         unchanged = unchanged + $5, without_offer = without_offer + $6
       WHERE id = $1)"},
    {"count-batch-by-provider", R"(
      INSERT INTO fetch_provider AS p (fetch_id, provider_name, added, changed, unchanged, without_offer)
      SELECT $1, r.provider_name, r.added, r.changed, r.unchanged, r.without_offer
        FROM json_to_recordset($2::json)
             AS r (provider_name text, added bigint, changed bigint, unchanged bigint, without_offer bigint)
      ON CONFLICT (fetch_id, provider_name) DO UPDATE
         SET added = p.added + excluded.added, changed = p.changed + excluded.changed,
             unchanged = p.unchanged + excluded.unchanged, without_offer = p.without_offer + excluded.without_offer)"},
    {"add-diagnostics", R"(
      INSERT INTO diagnostic (fetch_id, severity, code, record_key, path, message)
      SELECT $1, r.severity, r.code, r.record_key, r.path, r.message
        FROM json_to_recordset($2::json) AS r (severity text, code text, record_key text, path text, message text))"},
    // Complete, and the very bytes of the last complete fetch: that is "unchanged".
    {"close-fetch", R"(
      UPDATE "fetch" f
         SET state = CASE WHEN $2::text = 'finished' AND $3::bigint = 0 AND f.added = 0 AND f.changed = 0
                               AND $6::text <> ''
                               AND $6 = (SELECT b.checksum FROM "fetch" b
                                          WHERE b.source_id = f.source_id AND b.id < f.id
                                            AND b.state IN ('finished', 'unchanged')
                                          ORDER BY b.id DESC LIMIT 1)
                          THEN 'unchanged' ELSE $2 END,
             ended_at = now(), deleted = $3, kept_back = $4, reason = $5, checksum = $6
       WHERE f.id = $1)"},
    {"drop-old-diagnostics", R"(
      DELETE FROM diagnostic d USING "fetch" f
       WHERE d.fetch_id = f.id AND f.source_id = $1
         AND f.id NOT IN (SELECT id FROM "fetch" WHERE source_id = $1 AND NOT (state = 'unchanged' AND records = 0)
                           ORDER BY id DESC LIMIT 3))"},
    // Offers whose record came but could not be used: what is stored of them counts as seen.
    {"keep-former-offers", R"(
      UPDATE offer_seen s SET fetch_id = $2 FROM offer o
       WHERE s.offer_id = o.id AND o.source_id = $1 AND s.fetch_id < $2
         AND o.key IN (SELECT json_array_elements_text($3::json)))"},
    {"source-name", "SELECT name FROM source WHERE id = $1"},
    {"read-fetch", R"(
      SELECT state, added, changed, unchanged, without_offer, deleted, kept_back, reason FROM "fetch" WHERE id = $1)"},
    {"read-fetch-providers", R"(
      SELECT provider_name, added, changed, unchanged, without_offer FROM fetch_provider
       WHERE fetch_id = $1 ORDER BY provider_name COLLATE "C")"},
    {"count-diagnostics", R"(
      SELECT severity || ' ' || code, count(*) FROM diagnostic WHERE fetch_id = $1
       GROUP BY severity, code
       ORDER BY array_position(ARRAY['error', 'warning', 'info'], severity::text), code COLLATE "C")"},
    {"read-diagnostics", R"(
      SELECT severity, code, record_key, path, message FROM diagnostic
       WHERE fetch_id = (SELECT id FROM "fetch" WHERE source_id = $1 AND NOT (state = 'unchanged' AND records = 0)
                          ORDER BY (state = 'open'), id DESC LIMIT 1)
       ORDER BY array_position(ARRAY['error', 'warning', 'info'], severity::text), id LIMIT $2)"},
    {"read-fetches", R"(
      SELECT id, state, started_at::text, coalesce(ended_at::text, ''), records, added, changed, unchanged, without_offer,
             deleted, kept_back, reason, checksum
        FROM "fetch" WHERE source_id = $1 ORDER BY id DESC LIMIT $2)"},
});

}  // namespace leerwijzer
