// SQL of what providers publish here themselves, and of how often offers were seen.
#pragma once

#include "engine/store/sql/statement.hpp"

namespace leerwijzer {

inline constexpr auto k_publication_sql = statement_table({
    {"provider-exists", "SELECT 1 FROM provider WHERE id = $1"},
    {"lock-publication", R"(
      SELECT id, version, draft, published_version, coalesce(offer_id, 0), published IS NOT NULL
        FROM publication WHERE provider_id = $1 AND key = $2 FOR UPDATE)"},
    {"add-publication", R"(
      INSERT INTO publication (provider_id, key, title, quality, draft) VALUES ($1, $2, $3, $4, $5)
      ON CONFLICT (provider_id, key) DO NOTHING RETURNING id)"},
    {"change-draft", R"(
      UPDATE publication SET version = version + 1, title = $2, quality = $3, draft = $4, changed_at = now()
       WHERE id = $1)"},
    {"remove-publication", "DELETE FROM publication WHERE id = $1"},
    {"read-publication", R"(
      SELECT key, version, CASE WHEN published IS NULL THEN 'draft' WHEN withdrawn_at IS NOT NULL THEN 'withdrawn'
                                WHEN draft = published THEN 'published' ELSE 'changed' END,
             title, quality, draft, coalesce(published, ''), published_version, offer_id,
             to_char(changed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
             coalesce(to_char(published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), ''),
             coalesce(to_char(withdrawn_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), '')
        FROM publication WHERE provider_id = $1 AND key = $2)"},
    {"list-publications", R"(
      SELECT * FROM (
        SELECT key, version, CASE WHEN published IS NULL THEN 'draft' WHEN withdrawn_at IS NOT NULL THEN 'withdrawn'
                                  WHEN draft = published THEN 'published' ELSE 'changed' END AS state,
               title, quality, '' AS draft, '' AS published, published_version, offer_id,
               to_char(changed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
               coalesce(to_char(published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), ''),
               coalesce(to_char(withdrawn_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), '')
          FROM publication WHERE provider_id = $1) p
       WHERE $2 = '' OR state = $2
       ORDER BY key COLLATE "C" OFFSET $3 LIMIT $4)"},
    {"count-publications", R"(
      SELECT count(*) FROM publication
       WHERE provider_id = $1
         AND ($2 = '' OR $2 = CASE WHEN published IS NULL THEN 'draft' WHEN withdrawn_at IS NOT NULL THEN 'withdrawn'
                                   WHEN draft = published THEN 'published' ELSE 'changed' END))"},
    {"read-cohorts", R"(
      SELECT c.run_key, c.minimum, c.maximum, c.enrolled, c.pending
        FROM run_cohort c JOIN publication p ON p.id = c.publication_id
       WHERE p.provider_id = $1 AND p.key = $2 ORDER BY c.run_key COLLATE "C")"},
    {"put-cohort", R"(
      INSERT INTO run_cohort (publication_id, provider_id, run_key, minimum, maximum, enrolled, pending)
      VALUES ($1, $2, $3, $4, $5, $6, $7)
      ON CONFLICT (publication_id, run_key) DO UPDATE
         SET minimum = excluded.minimum, maximum = excluded.maximum, enrolled = excluded.enrolled,
             pending = excluded.pending, changed_at = now())"},
    // Never fetched: what is in it is written here. It is invented where the provider itself is.
    {"put-own-source", R"(
      INSERT INTO source (name, format, location, trust_rank, sample, paused, provider_id)
      SELECT $2, $3, $4, $5, s.sample, true, p.id FROM provider p JOIN source s ON s.id = p.source_id WHERE p.id = $1
      ON CONFLICT (name) DO UPDATE SET provider_id = excluded.provider_id, format = excluded.format,
                                       location = excluded.location
      RETURNING id)"},
    {"own-offer", "SELECT id FROM offer WHERE source_id = $1 AND key = $2"},
    {"mark-published", R"(
      UPDATE publication SET published = $2, published_version = published_version + 1, published_at = now(),
             withdrawn_at = NULL, offer_id = $3
       WHERE id = $1
      RETURNING to_char(published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))"},
    {"mark-republished",
     "UPDATE publication SET published_version = published_version + 1, offer_id = $2 WHERE id = $1"},
    {"mark-withdrawn", R"(
      UPDATE publication SET withdrawn_at = now(), offer_id = NULL WHERE id = $1
      RETURNING to_char(withdrawn_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))"},
    {"delete-own-offer", R"(
      WITH gone AS (DELETE FROM offer o USING source s
                     WHERE o.id = $1 AND s.id = o.source_id AND s.provider_id = $2 RETURNING o.id, o.source_id, o.key),
           marked AS (UPDATE raw_record r SET gone_at = now() FROM gone
                       WHERE r.source_id = gone.source_id AND r.key = gone.key)
      SELECT id FROM gone)"},
});

inline constexpr auto k_reach_sql = statement_table({
    {"add-reach", R"(
      INSERT INTO offer_reach AS known (offer_id, week, kind, count)
      SELECT r.offer_id, r.week, r.kind, r.count
        FROM json_to_recordset($1::json) AS r (offer_id bigint, week date, kind text, count bigint)
       ORDER BY r.offer_id, r.week, r.kind
      ON CONFLICT (offer_id, week, kind) DO UPDATE SET count = known.count + excluded.count)"},
    {"forget-reach", "DELETE FROM offer_reach WHERE week < $1::date"},
    {"count-reached", R"(
      SELECT count(DISTINCT coalesce(m.leader_id, o.id))
        FROM offer o LEFT JOIN same_member m ON m.offer_id = o.id
       WHERE o.provider_id = $1
         AND EXISTS (SELECT 1 FROM offer_reach r
                      WHERE r.offer_id = coalesce(m.leader_id, o.id) AND r.week >= $2::date))"},
    {"read-reach", R"(
      WITH own AS (
        SELECT DISTINCT ON (coalesce(m.leader_id, o.id)) coalesce(m.leader_id, o.id) AS shown_id, o.id, o.key
          FROM offer o LEFT JOIN same_member m ON m.offer_id = o.id
         WHERE o.provider_id = $1
           AND EXISTS (SELECT 1 FROM offer_reach r
                        WHERE r.offer_id = coalesce(m.leader_id, o.id) AND r.week >= $2::date)
         ORDER BY coalesce(m.leader_id, o.id), o.id OFFSET $3 LIMIT $4)
      SELECT own.shown_id, own.key,
             coalesce((SELECT t.text FROM offer_text t WHERE t.offer_id = own.id AND t.field = 'title'
                        ORDER BY t.language <> 'nl', t.position LIMIT 1), ''),
             r.week, r.kind, r.count
        FROM own JOIN offer_reach r ON r.offer_id = own.shown_id
       WHERE r.week >= $2::date
       ORDER BY own.shown_id, r.week DESC, r.kind)"},
});

}  // namespace leerwijzer
