// SQL of what is kept for a time: raw records and their former bodies, fetches, the change log.
#pragma once

#include "engine/store/sql/statement.hpp"

namespace leerwijzer {

// Of the pruning statements, $1 is the first day that is kept.
inline constexpr auto k_retention_sql = statement_table({
    {"prune-former-bodies", "DELETE FROM raw_record_history WHERE replaced_at < $1::date"},
    {"prune-raw-records", R"(
      DELETE FROM raw_record r
       WHERE r.gone_at < $1::date
         AND NOT EXISTS (SELECT 1 FROM offer o WHERE o.source_id = r.source_id AND o.key = r.key))"},
    {"prune-diagnostics", R"(
      DELETE FROM diagnostic d USING "fetch" f
       WHERE d.fetch_id = f.id AND f.ended_at < $1::date
         AND f.id < (SELECT l.id FROM "fetch" l WHERE l.source_id = f.source_id ORDER BY l.id DESC OFFSET 2 LIMIT 1))"},
    {"prune-provider-counts", R"(
      DELETE FROM fetch_provider p USING "fetch" f
       WHERE p.fetch_id = f.id AND f.ended_at < $1::date
         AND f.id < (SELECT l.id FROM "fetch" l WHERE l.source_id = f.source_id ORDER BY l.id DESC OFFSET 2 LIMIT 1))"},
    // A fetch stays as long as a record, an offer or an entry in quarantine tells that it came with it.
    {"prune-fetches", R"(
      DELETE FROM "fetch" f
       WHERE f.ended_at < $1::date
         AND f.id < (SELECT l.id FROM "fetch" l WHERE l.source_id = f.source_id ORDER BY l.id DESC OFFSET 2 LIMIT 1)
         AND NOT EXISTS (SELECT 1 FROM raw_record r WHERE r.fetch_id = f.id)
         AND NOT EXISTS (SELECT 1 FROM raw_record_history h WHERE h.source_id = f.source_id AND h.fetch_id = f.id)
         AND NOT EXISTS (SELECT 1 FROM offer_seen s WHERE s.fetch_id = f.id)
         AND NOT EXISTS (SELECT 1 FROM quarantine q WHERE q.fetch_id = f.id AND q.state = 'waiting'))"},
    {"prune-quarantined-offers", R"(
      DELETE FROM quarantined_offer o USING quarantine q
       WHERE o.quarantine_id = q.id AND q.state <> 'waiting' AND q.closed_at < $1::date)"},
    // The newest entry always stays: it tells where the log stands. $2: what every index has passed.
    {"change-log-end", R"(
      SELECT coalesce(max(number), 0) FROM change_log
       WHERE number <= $2 AND changed_at < $1::date AND number < (SELECT max(number) FROM change_log))"},
    // By the day that was given and by that of the database: a clock that is wrong forgets nothing too early.
    {"prune-audit", R"(
      SELECT forget_audit(least($1::date,
                                ((now() AT TIME ZONE 'UTC') - make_interval(years => $2::int))::date - 1)))"},
    {"prune-case-audit", R"(
      SELECT forget_case_audit(least($1::date,
                                     ((now() AT TIME ZONE 'UTC') - make_interval(years => $2::int))::date - 1)))"},
    {"prune-changes", "DELETE FROM change_log WHERE number <= $1"},
    {"raise-change-floor", "UPDATE change_log_floor SET number = greatest(number, $1)"},
    {"read-change-floor", "SELECT number FROM change_log_floor"},

    {"source-named", "SELECT id FROM source WHERE name = $1"},
    {"read-raw-versions", R"(
      SELECT r.fetch_id, r.media_type, r.digest, octet_length(r.body), r.stored_at::text, '', coalesce(r.gone_at::text, '')
        FROM raw_record r WHERE r.source_id = $1 AND r.key = $2
      UNION ALL
      (SELECT h.fetch_id, h.media_type, h.digest, octet_length(h.body), coalesce(h.stored_at::text, ''),
              h.replaced_at::text, ''
         FROM raw_record_history h WHERE h.source_id = $1 AND h.key = $2 ORDER BY h.replaced_at DESC LIMIT 1000))"},
    {"read-raw-body", R"(
      SELECT encode(body, 'hex') FROM (
        SELECT body FROM raw_record WHERE source_id = $1 AND key = $2 AND digest = $3
        UNION ALL
        SELECT body FROM raw_record_history WHERE source_id = $1 AND key = $2 AND digest = $3) versions LIMIT 1)"},
});

}  // namespace leerwijzer
