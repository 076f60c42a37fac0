// SQL of the figures by which the service is watched. Each looks at few rows: it runs with every scrape.
#pragma once

#include "engine/store/sql/statement.hpp"

namespace leerwijzer {

inline constexpr auto k_operation_sql = statement_table({
    {"watched-change", "SELECT coalesce(max(number), 0) FROM change_log"},
    {"count-shown-offers", R"(
      SELECT (SELECT count(*) FROM offer o WHERE NOT EXISTS (SELECT 1 FROM same_member m WHERE m.offer_id = o.id)) +
             (SELECT count(DISTINCT leader_id) FROM same_member))"},
    {"watch-sources", R"(
      SELECT s.name, s.paused, s.failures,
             coalesce((SELECT extract(epoch FROM max(f.ended_at))::bigint FROM "fetch" f
                        WHERE f.source_id = s.id AND f.state IN ('finished', 'unchanged')), 0),
             coalesce(last.added, 0), coalesce(last.changed, 0), coalesce(last.deleted, 0),
             coalesce((SELECT count(*) FROM quarantine q JOIN quarantined_offer o ON o.quarantine_id = q.id
                        WHERE q.source_id = s.id AND q.state = 'waiting' AND o.back_in IS NULL), 0)
        FROM source s
        LEFT JOIN LATERAL (SELECT added, changed, deleted FROM "fetch" f
                            WHERE f.source_id = s.id AND f.state <> 'open' ORDER BY f.id DESC LIMIT 1) last ON true
       ORDER BY s.name COLLATE "C" LIMIT 500)"},
    {"count-waiting-quarantine", "SELECT count(*) FROM quarantine WHERE state = 'waiting'"},
});

}  // namespace leerwijzer
