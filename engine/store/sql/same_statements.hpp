// SQL of offers that several feeds tell of: parties, pairs, groups, and what persons decided.
#pragma once

#include "engine/store/sql/statement.hpp"

namespace leerwijzer {

/// Which offers are compared with which. All of it runs with the change log locked.
inline constexpr auto k_same_sql = statement_table({
    {"read-parties", R"(
      SELECT p.id, p.source_id, p.name, i.scheme, i.value
        FROM provider p LEFT JOIN identifier i ON i.provider_id = p.id
       WHERE p.id = ANY ($1::bigint[]) ORDER BY p.id, i.position)"},
    {"read-party-keys", R"(
      SELECT provider_id, key FROM party_key WHERE provider_id = ANY ($1::bigint[]) ORDER BY provider_id, key COLLATE "C")"},
    {"clear-party-keys", "DELETE FROM party_key WHERE provider_id = ANY ($1::bigint[])"},
    {"add-party-keys", R"(
      INSERT INTO party_key (provider_id, source_id, key)
      SELECT * FROM json_to_recordset($1::json) AS r (provider_id bigint, source_id bigint, key text))"},
    {"keys-of-parties", "SELECT DISTINCT key FROM party_key WHERE provider_id = ANY ($1::bigint[])"},
    {"mark-shared-keys", R"(
      UPDATE party_key p SET shared = now_.shared
        FROM (SELECT key, count(DISTINCT source_id) > 1 AS shared FROM party_key
               WHERE key IN (SELECT json_array_elements_text($1::json)) GROUP BY key) now_
       WHERE p.key = now_.key AND p.shared <> now_.shared)"},
    // Invented data is never joined with real data.
    {"counterparts", R"(
      SELECT DISTINCT m.provider_id, x.provider_id
        FROM party_key m
        JOIN party_key x ON x.key = m.key AND x.source_id <> m.source_id
        JOIN source sm ON sm.id = m.source_id
        JOIN source sx ON sx.id = x.source_id AND sx.sample = sm.sample
       WHERE m.provider_id = ANY ($1::bigint[]) ORDER BY 1, 2)"},
    // Of the offers that were written: those that can have something to do with another feed's. Mostly none.
    {"offers-in-reach", R"(
      WITH written AS MATERIALIZED (SELECT id, provider_id, source_id, key FROM offer WHERE id = ANY ($1::bigint[]))
      SELECT w.id FROM written w WHERE w.provider_id IN (SELECT provider_id FROM party_key WHERE shared)
       UNION
      SELECT w.id FROM written w JOIN same_key k ON k.offer_id = w.id AND k.key = ''
       UNION
      SELECT w.id FROM same_decision d JOIN written w ON w.source_id = d.source_a AND w.key = d.key_a WHERE d.together
       UNION
      SELECT w.id FROM same_decision d JOIN written w ON w.source_id = d.source_b AND w.key = d.key_b WHERE d.together
       ORDER BY 1)"},
    // Providers are known by other keys than before: their offers, and those of their counterparts that nobody
    // had a reason to look at so far.
    {"offers-of-parties", R"(
      WITH mine AS MATERIALIZED (
             SELECT DISTINCT m.provider_id AS id, x.provider_id AS other
               FROM party_key m JOIN party_key x ON x.key = m.key AND x.source_id <> m.source_id
              WHERE m.provider_id = ANY ($1::bigint[]))
      SELECT o.id FROM offer o WHERE o.provider_id IN (SELECT id FROM mine)
       UNION
      SELECT k.offer_id FROM same_key k WHERE k.provider_id = ANY ($1::bigint[])
       UNION
      SELECT o.id FROM offer o
       WHERE o.provider_id IN (SELECT other FROM mine) AND NOT EXISTS (SELECT 1 FROM same_key k WHERE k.offer_id = o.id)
       ORDER BY 1)"},
    {"clear-same-keys", "DELETE FROM same_key WHERE offer_id = ANY ($1::bigint[])"},
    {"add-same-keys", R"(
      INSERT INTO same_key (offer_id, key, provider_id)
      SELECT * FROM json_to_recordset($1::json) AS r (offer_id bigint, key text, provider_id bigint))"},
    {"same-candidates", R"(
      SELECT DISTINCT k.offer_id, x.offer_id
        FROM same_key k
        JOIN json_to_recordset($2::json) AS r (provider_id bigint, other bigint) ON r.provider_id = k.provider_id
        JOIN same_key x ON x.provider_id = r.other AND x.key = k.key
       WHERE k.offer_id = ANY ($1::bigint[]) AND k.key <> '' ORDER BY 1, 2)"},
    {"clear-same-pairs", "DELETE FROM same_pair WHERE a = ANY ($1::bigint[]) OR b = ANY ($1::bigint[])"},
    {"add-same-pairs", R"(
      INSERT INTO same_pair (a, b, ground, exact, title, text, key)
      SELECT * FROM json_to_recordset($1::json)
               AS r (a bigint, b bigint, ground text, exact boolean, title double precision, text double precision,
                     key text)
      ON CONFLICT (a, b) DO NOTHING)"},
    {"add-pairs-by-hand", R"(
      INSERT INTO same_pair (a, b, ground, exact, title, text, key)
      SELECT DISTINCT least(a.id, b.id), greatest(a.id, b.id), 'by-hand', true, 0, 0, ''
        FROM same_decision d
        JOIN offer a ON a.source_id = d.source_a AND a.key = d.key_a
        JOIN offer b ON b.source_id = d.source_b AND b.key = d.key_b
       WHERE d.together AND (a.id = ANY ($1::bigint[]) OR b.id = ANY ($1::bigint[]))
      ON CONFLICT (a, b) DO UPDATE SET ground = excluded.ground, exact = true)"},
});

/// From pairs to groups.
inline constexpr auto k_group_sql = statement_table({
    {"same-neighbours", R"(
      SELECT b FROM same_pair WHERE a = ANY ($1::bigint[])
       UNION
      SELECT a FROM same_pair WHERE b = ANY ($1::bigint[])
       UNION
      SELECT fellow.offer_id
        FROM same_member m JOIN same_member fellow ON fellow.leader_id = m.leader_id
       WHERE m.offer_id = ANY ($1::bigint[]))"},
    {"group-fellows", R"(
      SELECT DISTINCT fellow.offer_id
        FROM same_member m JOIN same_member fellow ON fellow.leader_id = m.leader_id
       WHERE m.offer_id = ANY ($1::bigint[]) ORDER BY 1)"},
    {"same-closure", R"(
      WITH RECURSIVE reached (id) AS (
        SELECT unnest($1::bigint[])
         UNION
        SELECT next.id FROM reached r
          CROSS JOIN LATERAL (SELECT b AS id FROM same_pair WHERE a = r.id
                              UNION ALL SELECT a FROM same_pair WHERE b = r.id) next)
      SELECT id FROM reached ORDER BY id)"},
    {"group-candidates", R"(
      SELECT o.id, o.source_id, s.name, o.key, s.trust_rank
        FROM offer o JOIN source s ON s.id = o.source_id WHERE o.id = ANY ($1::bigint[]) ORDER BY o.id)"},
    {"group-pairs", R"(
      SELECT a, b, ground, exact, title, text, key FROM same_pair WHERE a = ANY ($1::bigint[]) ORDER BY a, b)"},
    {"group-apart", R"(
      SELECT least(a.id, b.id), greatest(a.id, b.id)
        FROM same_decision d
        JOIN offer a ON a.source_id = d.source_a AND a.key = d.key_a
        JOIN offer b ON b.source_id = d.source_b AND b.key = d.key_b
       WHERE NOT d.together AND a.id = ANY ($1::bigint[]) AND b.id = ANY ($1::bigint[]))"},
    {"group-members",
     "SELECT offer_id, leader_id FROM same_member WHERE offer_id = ANY ($1::bigint[]) ORDER BY offer_id"},
    {"clear-group-members", "DELETE FROM same_member WHERE offer_id = ANY ($1::bigint[])"},
    {"add-group-members", R"(
      INSERT INTO same_member (offer_id, leader_id)
      SELECT * FROM json_to_recordset($1::json) AS r (offer_id bigint, leader_id bigint))"},
    {"grouped-with-source", R"(
      SELECT DISTINCT fellow.offer_id
        FROM offer o JOIN same_member m ON m.offer_id = o.id JOIN same_member fellow ON fellow.leader_id = m.leader_id
       WHERE o.source_id = $1 ORDER BY 1)"},
    {"all-providers", "SELECT id FROM provider ORDER BY id"},
    {"all-grouped", "SELECT offer_id FROM same_member ORDER BY 1"},
    {"all-decided", R"(
      SELECT o.id FROM same_decision d
        JOIN offer o ON (o.source_id = d.source_a AND o.key = d.key_a) OR (o.source_id = d.source_b AND o.key = d.key_b)
       WHERE d.together ORDER BY 1)"},
    {"clear-all-pairs", "DELETE FROM same_pair"},
    {"clear-all-same-keys", "DELETE FROM same_key"},
    {"clear-all-party-keys", "DELETE FROM party_key"},
});

/// Reading offers as they are shown.
inline constexpr auto k_shown_sql = statement_table({
    {"leaders-of", R"(
      SELECT DISTINCT coalesce(m.leader_id, asked.id)
        FROM unnest($1::bigint[]) AS asked (id) LEFT JOIN same_member m ON m.offer_id = asked.id ORDER BY 1)"},
    {"members-of-leaders", R"(
      SELECT leader_id, offer_id FROM same_member WHERE leader_id = ANY ($1::bigint[]) ORDER BY leader_id, offer_id)"},
    {"source-standings", "SELECT id, name, format, trust_rank FROM source"},
    {"next-shown-ids", R"(
      SELECT o.id FROM offer o
       WHERE o.id > $1 AND NOT EXISTS (SELECT 1 FROM same_member m WHERE m.offer_id = o.id AND m.leader_id <> o.id)
       ORDER BY o.id LIMIT $2)"},
    {"fingerprints-alone", R"(
      SELECT o.id, o.content_hash FROM offer o
       WHERE NOT EXISTS (SELECT 1 FROM same_member m WHERE m.offer_id = o.id) ORDER BY o.id)"},
    {"fingerprints-grouped", R"(
      SELECT m.leader_id, o.id, o.source_id, o.key, o.content_hash
        FROM same_member m JOIN offer o ON o.id = m.offer_id ORDER BY m.leader_id, o.id)"},
    {"offer-origins", R"(
      SELECT o.id, s.name, s.format, o.key,
             coalesce(to_char(f.started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), '')
        FROM offer o JOIN source s ON s.id = o.source_id
        LEFT JOIN offer_seen seen ON seen.offer_id = o.id LEFT JOIN "fetch" f ON f.id = seen.fetch_id
       WHERE o.id = ANY ($1::bigint[]))"},
});

/// For persons: listing groups and deciding about them.
inline constexpr auto k_same_review_sql = statement_table({
    {"list-groups", R"(
      SELECT m.leader_id, m.offer_id FROM same_member m
       WHERE m.leader_id IN (SELECT g.leader_id
                               FROM same_member g JOIN offer o ON o.id = g.offer_id JOIN source s ON s.id = o.source_id
                              WHERE g.leader_id > $1 AND ($2 = '' OR s.name = $2)
                              GROUP BY g.leader_id ORDER BY g.leader_id LIMIT $3)
       ORDER BY m.leader_id, m.offer_id)"},
    {"review-offers", R"(
      SELECT o.id, s.name, o.key, coalesce(p.name, ''),
             coalesce((SELECT t.text FROM offer_text t WHERE t.offer_id = o.id AND t.field = 'title'
                        ORDER BY t.language <> 'nl', t.position LIMIT 1), '')
        FROM offer o JOIN source s ON s.id = o.source_id LEFT JOIN provider p ON p.id = o.provider_id
       WHERE o.id = ANY ($1::bigint[]) ORDER BY o.id)"},
    {"list-decisions", R"(
      SELECT a.name, d.key_a, b.name, d.key_b, d.together
        FROM same_decision d JOIN source a ON a.id = d.source_a JOIN source b ON b.id = d.source_b
       ORDER BY a.name COLLATE "C", d.key_a COLLATE "C", b.name COLLATE "C", d.key_b COLLATE "C" LIMIT $1)"},
    {"decide", R"(
      INSERT INTO same_decision (source_a, key_a, source_b, key_b, together)
      SELECT a.source_id, a.key, b.source_id, b.key, $3
        FROM offer a CROSS JOIN offer b
       WHERE a.id IN ($1, $2) AND b.id IN ($1, $2) AND a.source_id < b.source_id
      ON CONFLICT (source_a, key_a, source_b, key_b) DO UPDATE SET together = excluded.together)"},
    {"forget-decisions", R"(
      DELETE FROM same_decision d USING offer o
       WHERE o.id = $1 AND ((d.source_a = o.source_id AND d.key_a = o.key) OR (d.source_b = o.source_id AND d.key_b = o.key)))"},
    {"decided-with", R"(
      SELECT other.id FROM offer o
        JOIN same_decision d ON (d.source_a = o.source_id AND d.key_a = o.key) OR (d.source_b = o.source_id AND d.key_b = o.key)
        JOIN offer other ON other.id <> o.id AND ((d.source_a = other.source_id AND d.key_a = other.key)
                                                  OR (d.source_b = other.source_id AND d.key_b = other.key))
       WHERE o.id = $1 ORDER BY 1)"},
});

}  // namespace leerwijzer
