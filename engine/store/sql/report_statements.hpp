// SQL of the publishing report. A scope is given as two arrays: provider ids (empty: all of the
// sources) and source ids.
#pragma once

#include "engine/store/sql/statement.hpp"

namespace leerwijzer {

inline constexpr auto k_report_sql = statement_table({
    {"find-providers", R"(
      SELECT p.id, p.name, p.kind, s.name, (SELECT count(*) FROM offer o WHERE o.provider_id = p.id)
        FROM provider p JOIN source s ON s.id = p.source_id
       WHERE $1 = '' OR strpos(lower(p.name), lower($1)) > 0
          OR EXISTS (SELECT 1 FROM identifier i WHERE i.provider_id = p.id AND lower(i.value) = lower($1))
       ORDER BY lower(p.name) COLLATE "C", p.id OFFSET $2 LIMIT $3)"},
    {"count-found-providers", R"(
      SELECT count(*) FROM provider p
       WHERE $1 = '' OR strpos(lower(p.name), lower($1)) > 0
          OR EXISTS (SELECT 1 FROM identifier i WHERE i.provider_id = p.id AND lower(i.value) = lower($1)))"},
    {"providers-of-party", R"(
      SELECT p.id, p.source_id, p.name FROM provider p, provider own
       WHERE own.id = $1
         AND (p.id = own.id OR (own.name <> '' AND lower(p.name) = lower(own.name))
              OR EXISTS (SELECT 1 FROM identifier a JOIN identifier b ON a.scheme = b.scheme AND a.value = b.value
                          WHERE a.provider_id = own.id AND b.provider_id = p.id
                            AND a.scheme IN ('brin', 'kvk', 'rio', 'edudex')))
       ORDER BY p.id <> own.id, p.id)"},
    {"report-sources", R"(
      SELECT s.id, s.name, s.format, s.location, s.sample,
             (SELECT count(*) FROM offer o
               WHERE o.source_id = s.id AND ($1::bigint[] = '{}' OR o.provider_id = ANY ($1::bigint[]))),
             (SELECT max((f.ended_at AT TIME ZONE 'Europe/Amsterdam')::date) FROM "fetch" f
               WHERE f.source_id = s.id AND f.state IN ('finished', 'unchanged')),
             (SELECT max((f.ended_at AT TIME ZONE 'Europe/Amsterdam')::date) FROM "fetch" f
               WHERE f.source_id = s.id AND f.state <> 'open' AND f.added + f.changed + f.deleted > 0),
             (SELECT count(DISTINCT o.id) FROM quarantine q JOIN quarantined_offer w ON w.quarantine_id = q.id
                JOIN offer o ON o.id = w.offer_id
               WHERE q.source_id = s.id AND q.state = 'waiting' AND w.back_in IS NULL
                 AND ($1::bigint[] = '{}' OR o.provider_id = ANY ($1::bigint[])))
        FROM source s WHERE s.id = ANY ($2::bigint[]) ORDER BY s.id)"},
    {"report-fetches", R"(
      SELECT state, (ended_at AT TIME ZONE 'Europe/Amsterdam')::date, records, added, changed, deleted, kept_back, reason
        FROM "fetch" WHERE source_id = $1 AND state <> 'open' ORDER BY id DESC LIMIT 5)"},
    {"count-report-offers", R"(
      SELECT count(*) FROM offer o
       WHERE o.source_id = ANY ($2::bigint[]) AND ($1::bigint[] = '{}' OR o.provider_id = ANY ($1::bigint[])))"},
    {"report-offer-ids", R"(
      SELECT o.id FROM offer o
       WHERE o.source_id = ANY ($2::bigint[]) AND ($1::bigint[] = '{}' OR o.provider_id = ANY ($1::bigint[]))
       ORDER BY o.quality, o.id LIMIT $3)"},
    // The last fetch that read records: a later one may have found the feed unchanged and looked no further.
    {"report-remarks", R"(
      WITH looked AS (
        SELECT s.id AS source_id,
               coalesce((SELECT max(f.id) FROM "fetch" f WHERE f.source_id = s.id AND f.state <> 'open' AND f.records > 0),
                        (SELECT max(f.id) FROM "fetch" f WHERE f.source_id = s.id AND f.state <> 'open')) AS fetch_id,
               $1::bigint[] = '{}' OR NOT EXISTS (
                 SELECT 1 FROM offer o WHERE o.source_id = s.id
                    AND (o.provider_id IS NULL OR o.provider_id <> ALL ($1::bigint[]))) AS whole
          FROM source s WHERE s.id = ANY ($2::bigint[])),
      picked AS (
        SELECT d.severity, d.code, d.record_key, d.path, d.message,
               row_number() OVER (PARTITION BY d.severity, d.code ORDER BY d.id) AS n,
               count(*) OVER (PARTITION BY d.severity, d.code) AS times,
               (dense_rank() OVER (PARTITION BY d.severity, d.code ORDER BY d.record_key)
                + dense_rank() OVER (PARTITION BY d.severity, d.code ORDER BY d.record_key DESC) - 1) AS records
          FROM looked l JOIN diagnostic d ON d.fetch_id = l.fetch_id
         WHERE l.whole OR d.record_key = ''
            OR EXISTS (SELECT 1 FROM offer o WHERE o.source_id = l.source_id AND o.key = d.record_key
                          AND o.provider_id = ANY ($1::bigint[])))
      SELECT severity, code, times, records, record_key, path, message FROM picked WHERE n <= $3
       ORDER BY array_position(ARRAY['error', 'warning', 'info'], severity::text), times DESC, code COLLATE "C", n)"},
    {"report-remarks-on", R"(
      WITH looked AS (
        SELECT coalesce((SELECT max(f.id) FROM "fetch" f WHERE f.source_id = s.id AND f.state <> 'open' AND f.records > 0),
                        (SELECT max(f.id) FROM "fetch" f WHERE f.source_id = s.id AND f.state <> 'open')) AS fetch_id
          FROM source s WHERE s.id = ANY ($1::bigint[])),
      picked AS (
        SELECT d.severity, d.code, d.record_key, d.path, d.message,
               row_number() OVER (PARTITION BY d.record_key
                                  ORDER BY array_position(ARRAY['error', 'warning', 'info'], d.severity::text), d.id) AS n
          FROM looked l JOIN diagnostic d ON d.fetch_id = l.fetch_id
         WHERE d.record_key IN (SELECT json_array_elements_text($2::json)))
      SELECT severity, code, record_key, path, message FROM picked WHERE n <= $3 ORDER BY record_key COLLATE "C", n)"},
});

}  // namespace leerwijzer
