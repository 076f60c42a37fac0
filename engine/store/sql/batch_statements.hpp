// SQL of storing a batch: providers, what is known of the offers, raw records, and the change log.
#pragma once

#include "engine/store/sql/statement.hpp"

namespace leerwijzer {

inline constexpr auto k_batch_sql = statement_table({
    {"known-providers", R"(
      SELECT key, id, name, content_hash FROM provider
       WHERE source_id = $1 AND key IN (SELECT json_array_elements_text($2::json)))"},
    {"owner-of-source", R"(
      SELECT p.key, p.id, p.name, p.content_hash FROM source s JOIN provider p ON p.id = s.provider_id WHERE s.id = $1)"},
    {"put-providers", R"(
      INSERT INTO provider (source_id, key, name, kind, url, email, description, content_hash)
      SELECT $1, r.key, r.name, r.kind, r.url, r.email, r.description, r.content_hash
        FROM json_to_recordset($2::json)
             AS r (key text, name text, kind text, url text, email text, description text, content_hash text)
      ON CONFLICT (source_id, key) DO UPDATE
         SET name = excluded.name, kind = excluded.kind, url = excluded.url, email = excluded.email,
             description = excluded.description, content_hash = excluded.content_hash
      RETURNING key, id)"},
    {"clear-identifiers", "DELETE FROM identifier WHERE provider_id = ANY ($1::bigint[])"},
    {"add-identifiers", R"(
      INSERT INTO identifier (provider_id, position, scheme, value)
      SELECT * FROM json_to_recordset($1::json) AS r (provider_id bigint, position integer, scheme text, value text))"},
    {"known-skills", "SELECT id FROM skill WHERE id = ANY ($1::bigint[])"},
    {"known-offers", R"(
      SELECT o.key, o.id, o.content_hash, s.fetch_id
        FROM offer o LEFT JOIN offer_seen s ON s.offer_id = o.id
       WHERE o.source_id = $1 AND o.key IN (SELECT json_array_elements_text($2::json)))"},
    {"mark-seen", R"(
      INSERT INTO offer_seen (offer_id, fetch_id) SELECT unnest($1::bigint[]), $2
      ON CONFLICT (offer_id) DO UPDATE SET fetch_id = excluded.fetch_id)"},
    {"known-raw-records", R"(
      SELECT key, digest FROM raw_record
       WHERE source_id = $1 AND key IN (SELECT json_array_elements_text($2::json)))"},
    {"put-raw-records", R"(
      INSERT INTO raw_record (source_id, key, fetch_id, media_type, body, digest)
      SELECT $1, r.key, $2, r.media_type,
             CASE WHEN r.hexadecimal THEN decode(r.body, 'hex') ELSE convert_to(r.body, 'UTF8') END, r.digest
        FROM json_to_recordset($3::json) AS r (key text, media_type text, hexadecimal boolean, body text, digest text)
      ON CONFLICT (source_id, key) DO UPDATE
         SET fetch_id = excluded.fetch_id, media_type = excluded.media_type, body = excluded.body, digest = excluded.digest)"},
    {"offers-of-providers", R"(
      SELECT id, provider_id, body_hash, content_hash FROM offer
       WHERE provider_id = ANY ($1::bigint[]) ORDER BY id FOR UPDATE)"},
    {"put-content-hashes", R"(
      UPDATE offer o SET content_hash = r.content_hash
        FROM json_to_recordset($1::json) AS r (id bigint, content_hash text) WHERE o.id = r.id)"},
});

inline constexpr auto k_change_sql = statement_table({
    // Held until the commit, so that changes become visible in the order of their numbers. "lwchange" in ASCII.
    {"lock-change-log", "SELECT pg_advisory_xact_lock(7815824978287159141)"},
    {"log-changes", R"(
      INSERT INTO change_log (offer_id, deleted, fetch_id) SELECT unnest($1::bigint[]), $2, $3)"},
    // Only the last entry of an offer counts: what it was before no longer matters.
    {"changes-after", R"(
      SELECT c.number, c.offer_id, c.deleted FROM change_log c
       WHERE c.number > $1
         AND NOT EXISTS (SELECT 1 FROM change_log later WHERE later.offer_id = c.offer_id AND later.number > c.number)
       ORDER BY c.number LIMIT $2)"},
    {"latest-change", "SELECT coalesce(max(number), 0) FROM change_log"},
    {"oldest-waiting-change", R"(
      SELECT coalesce((SELECT extract(epoch FROM now() - changed_at) * 1000 FROM change_log
                        WHERE number > $1 ORDER BY number LIMIT 1), 0)::bigint)"},
    {"lock-offer", R"(
      SELECT o.body_hash, coalesce(p.key, ''), coalesce(p.name, '')
        FROM offer o LEFT JOIN provider p ON p.id = o.provider_id WHERE o.id = $1 FOR UPDATE OF o)"},
    {"put-hashes", "UPDATE offer SET body_hash = $2, content_hash = $3 WHERE id = $1"},
});

}  // namespace leerwijzer
