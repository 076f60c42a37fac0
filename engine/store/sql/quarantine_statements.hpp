// SQL of the sweep at the end of a fetch, and of what it withholds until a person decides.
#pragma once

#include "engine/store/sql/statement.hpp"

namespace leerwijzer {

inline constexpr auto k_quarantine_sql = statement_table({
    {"count-seen", R"(
      SELECT count(*) FILTER (WHERE s.fetch_id = $2), count(*) FROM offer o LEFT JOIN offer_seen s ON s.offer_id = o.id
       WHERE o.source_id = $1)"},
    {"count-seen-by-provider", R"(
      SELECT coalesce(p.id, 0), coalesce(p.key, ''), coalesce(p.name, ''), n.seen, n.known
        FROM (SELECT o.provider_id, count(*) FILTER (WHERE s.fetch_id = $2) AS seen, count(*) AS known
                FROM offer o LEFT JOIN offer_seen s ON s.offer_id = o.id
               WHERE o.source_id = $1 GROUP BY o.provider_id) n
        LEFT JOIN provider p ON p.id = n.provider_id ORDER BY 1)"},
    // $3: providers whose offers are withheld. What is deleted is marked on its raw record, for the retention.
    {"sweep-offers", R"(
      WITH gone AS (
        DELETE FROM offer o
         WHERE o.source_id = $1 AND NOT EXISTS (SELECT 1 FROM offer_seen s WHERE s.offer_id = o.id AND s.fetch_id = $2)
           AND NOT coalesce(o.provider_id, 0) = ANY ($3::bigint[])
        RETURNING o.id, o.key),
      marked AS (
        UPDATE raw_record r SET gone_at = now() FROM gone WHERE r.source_id = $1 AND r.key = gone.key)
      SELECT id FROM gone)"},
    {"mark-back", R"(
      UPDATE quarantined_offer q SET back_in = $2
        FROM quarantine e, offer_seen s
       WHERE e.source_id = $1 AND e.state IN ('waiting', 'dropped') AND q.quarantine_id = e.id AND q.back_in IS NULL
         AND s.offer_id = q.offer_id AND s.fetch_id = $2)"},
    // Dropped by a person and nothing more is missing since: the same question is not asked twice.
    {"drop-covers", R"(
      SELECT NOT EXISTS (
               SELECT 1 FROM offer o
                WHERE o.source_id = $1 AND ($4::bigint < 0 OR coalesce(o.provider_id, 0) = $4)
                  AND NOT EXISTS (SELECT 1 FROM offer_seen s WHERE s.offer_id = o.id AND s.fetch_id = $3)
                  AND NOT EXISTS (SELECT 1 FROM quarantined_offer q
                                   WHERE q.quarantine_id = e.id AND q.offer_id = o.id AND q.back_in IS NULL))
        FROM (SELECT id, state FROM quarantine WHERE source_id = $1 AND scope = $2 ORDER BY id DESC LIMIT 1) e
       WHERE e.state = 'dropped')"},
    {"open-quarantine", R"(
      INSERT INTO quarantine (source_id, provider_id, scope, provider_name, cause, fetch_id, explanation, offers_before,
                              offers_seen)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      ON CONFLICT (source_id, scope) WHERE state = 'waiting' DO UPDATE
         SET cause = excluded.cause, fetch_id = excluded.fetch_id, explanation = excluded.explanation,
             offers_before = excluded.offers_before, offers_seen = excluded.offers_seen
      RETURNING id)"},
    {"hold-offers", R"(
      INSERT INTO quarantined_offer (quarantine_id, offer_id, key, title)
      SELECT $1, o.id, o.key, coalesce((SELECT t.text FROM offer_text t WHERE t.offer_id = o.id AND t.field = 'title'
                                         ORDER BY t.language <> 'nl', t.position LIMIT 1), '')
        FROM offer o
       WHERE o.source_id = $2 AND ($4::bigint < 0 OR coalesce(o.provider_id, 0) = $4)
         AND NOT EXISTS (SELECT 1 FROM offer_seen s WHERE s.offer_id = o.id AND s.fetch_id = $3)
      ON CONFLICT (quarantine_id, offer_id) DO UPDATE SET back_in = NULL)"},
    // $3: scopes that are withheld by this fetch; $4: the fetch saw all, so what it did not withhold is settled.
    {"heal-quarantine", R"(
      UPDATE quarantine e
         SET state = 'healed', closed_at = now(), closed_by = 'fetch ' || $2,
             closed_why = (SELECT count(q.back_in) || ' of ' || count(*) || ' offers came back' FROM quarantined_offer q
                            WHERE q.quarantine_id = e.id)
       WHERE e.source_id = $1 AND e.state = 'waiting'
         AND e.scope NOT IN (SELECT json_array_elements_text($3::json))
         AND ($4 OR NOT EXISTS (SELECT 1 FROM quarantined_offer q JOIN offer o ON o.id = q.offer_id
                                 WHERE q.quarantine_id = e.id AND q.back_in IS NULL)))"},
    {"accept-waiting", R"(
      UPDATE quarantine e
         SET state = 'released', closed_at = now(), closed_by = $2, closed_why = 'accepted with fetch ' || $3,
             deleted = (SELECT count(*) FROM quarantined_offer q WHERE q.quarantine_id = e.id AND q.back_in IS NULL)
       WHERE e.source_id = $1 AND e.state = 'waiting')"},

    {"list-quarantine", R"(
      SELECT e.id, s.id, s.name, e.provider_name, e.cause, e.fetch_id, e.explanation, e.offers_before, e.offers_seen,
             (SELECT count(*) FROM quarantined_offer q WHERE q.quarantine_id = e.id),
             (SELECT count(*) FROM quarantined_offer q JOIN offer o ON o.id = q.offer_id
               WHERE q.quarantine_id = e.id AND q.back_in IS NULL),
             e.state, e.opened_at::text, coalesce(e.closed_at::text, ''), e.closed_by, e.closed_why, e.deleted
        FROM quarantine e JOIN source s ON s.id = e.source_id
       WHERE ($1::bigint = 0 OR e.id = $1) AND ($2 OR e.state = 'waiting') AND ($3 = '' OR s.name = $3)
       ORDER BY (e.state = 'waiting') DESC, e.id DESC LIMIT $4)"},
    {"read-quarantined-offers", R"(
      SELECT q.offer_id, q.key, q.title,
             CASE WHEN q.back_in IS NOT NULL THEN 'back' WHEN o.id IS NULL THEN 'deleted' ELSE 'absent' END
        FROM quarantined_offer q LEFT JOIN offer o ON o.id = q.offer_id
       WHERE q.quarantine_id = $1 ORDER BY q.offer_id LIMIT $2)"},
    {"source-of-quarantine", R"(
      SELECT e.source_id, s.name FROM quarantine e JOIN source s ON s.id = e.source_id WHERE e.id = $1)"},
    // In this order everywhere: source, open fetch, entry. A batch of an open fetch waits, and then sees what is gone.
    {"lock-source-for-release", "SELECT 1 FROM source WHERE id = $1 FOR NO KEY UPDATE"},
    {"lock-open-fetch", R"(SELECT 1 FROM "fetch" WHERE source_id = $1 AND state = 'open' FOR UPDATE)"},
    {"lock-quarantine", R"(
      SELECT state, fetch_id, closed_by, closed_why, deleted FROM quarantine WHERE id = $1 FOR UPDATE)"},
    // Only what no later fetch saw, complete or not.
    {"release-offers", R"(
      WITH gone AS (
        DELETE FROM offer o USING quarantined_offer q
         WHERE q.quarantine_id = $1 AND q.back_in IS NULL AND o.id = q.offer_id
           AND NOT EXISTS (SELECT 1 FROM offer_seen s WHERE s.offer_id = o.id AND s.fetch_id >= $2)
        RETURNING o.id, o.source_id, o.key),
      marked AS (
        UPDATE raw_record r SET gone_at = now() FROM gone WHERE r.source_id = gone.source_id AND r.key = gone.key)
      SELECT id FROM gone)"},
    {"close-quarantine", R"(
      UPDATE quarantine SET state = $2, closed_at = now(), closed_by = $3, closed_why = $4, deleted = $5 WHERE id = $1)"},
});

}  // namespace leerwijzer
