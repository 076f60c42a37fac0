// SQL of the taxonomy: import of one source, and everything of all sources joined by URI.
#pragma once

#include "engine/store/sql/statement.hpp"

namespace leerwijzer {

inline constexpr auto k_taxonomy_sql = statement_table({
    {"put-taxonomy-source", R"(
      INSERT INTO taxonomy_source (name, version, rank, sample) VALUES ($1, $2, $3, $4)
      ON CONFLICT (name) DO UPDATE SET version = excluded.version, rank = excluded.rank, sample = excluded.sample,
                                       imported_at = now()
      RETURNING id)"},
    {"clear-labels", "DELETE FROM label WHERE source_id = $1"},
    {"clear-relations", "DELETE FROM occupation_skill WHERE source_id = $1"},
    {"clear-occupation-entries", "DELETE FROM occupation_entry WHERE source_id = $1"},
    {"clear-skill-entries", "DELETE FROM skill_entry WHERE source_id = $1"},
    // Only URIs that are new: ON CONFLICT alone would use up an id for each one that is known.
    {"add-occupation-uris", R"(
      INSERT INTO occupation (uri)
      SELECT r.uri FROM json_to_recordset($1::json) AS r (uri text)
       WHERE NOT EXISTS (SELECT 1 FROM occupation o WHERE o.uri = r.uri)
      ON CONFLICT (uri) DO NOTHING)"},
    {"add-occupation-entries", R"(
      INSERT INTO occupation_entry (source_id, occupation_id, isco_group, sector, description)
      SELECT $1, o.id, r.isco_group, r.sector, r.description
        FROM json_to_recordset($2::json) AS r (uri text, isco_group text, sector text, description text)
        JOIN occupation o ON o.uri = r.uri
      ON CONFLICT (occupation_id, source_id) DO NOTHING)"},
    {"add-skill-uris", R"(
      INSERT INTO skill (uri)
      SELECT r.uri FROM json_to_recordset($1::json) AS r (uri text)
       WHERE NOT EXISTS (SELECT 1 FROM skill s WHERE s.uri = r.uri)
      ON CONFLICT (uri) DO NOTHING)"},
    {"add-skill-entries", R"(
      INSERT INTO skill_entry (source_id, skill_id, knowledge, reuse, description)
      SELECT $1, s.id, r.knowledge, r.reuse, r.description
        FROM json_to_recordset($2::json) AS r (uri text, knowledge boolean, reuse text, description text)
        JOIN skill s ON s.uri = r.uri
      ON CONFLICT (skill_id, source_id) DO NOTHING)"},
    {"add-occupation-labels", R"(
      INSERT INTO label (source_id, occupation_id, position, kind, language, text)
      SELECT $1, o.id, r.position, r.kind, r.language, r.text
        FROM json_to_recordset($2::json) AS r (uri text, position integer, kind text, language text, text text)
        JOIN occupation o ON o.uri = r.uri)"},
    {"add-skill-labels", R"(
      INSERT INTO label (source_id, skill_id, position, kind, language, text)
      SELECT $1, s.id, r.position, r.kind, r.language, r.text
        FROM json_to_recordset($2::json) AS r (uri text, position integer, kind text, language text, text text)
        JOIN skill s ON s.uri = r.uri)"},
    {"count-dangling-relations", R"(
      SELECT count(*) FROM json_to_recordset($1::json) AS r (occupation_uri text, skill_uri text)
       WHERE NOT EXISTS (SELECT 1 FROM occupation o JOIN occupation_entry e ON e.occupation_id = o.id
                          WHERE o.uri = r.occupation_uri)
          OR NOT EXISTS (SELECT 1 FROM skill s JOIN skill_entry e ON e.skill_id = s.id WHERE s.uri = r.skill_uri))"},
    // A relation that is stated twice counts once; essential wins.
    {"add-relations", R"(
      INSERT INTO occupation_skill AS kept (source_id, occupation_id, skill_id, kind)
      SELECT DISTINCT ON (o.id, s.id) $1, o.id, s.id, r.kind
        FROM json_to_recordset($2::json) AS r (occupation_uri text, skill_uri text, kind text)
        JOIN occupation o ON o.uri = r.occupation_uri
        JOIN skill s ON s.uri = r.skill_uri
       WHERE EXISTS (SELECT 1 FROM occupation_entry e WHERE e.occupation_id = o.id)
         AND EXISTS (SELECT 1 FROM skill_entry e WHERE e.skill_id = s.id)
       ORDER BY o.id, s.id, r.kind = 'essential' DESC
      ON CONFLICT (occupation_id, source_id, skill_id) DO UPDATE
         SET kind = excluded.kind WHERE excluded.kind = 'essential' AND kept.kind <> 'essential')"},
    {"count-relations", "SELECT count(*) FROM occupation_skill WHERE source_id = $1"},
    {"taxonomy-version", R"(
      SELECT coalesce(string_agg(name || ' ' || version, ' + ' ORDER BY rank, name), '') FROM taxonomy_source)"},
    {"read-occupations", R"(
      SELECT o.id, o.uri,
             coalesce((array_agg(e.isco_group ORDER BY s.rank, s.id) FILTER (WHERE e.isco_group <> ''))[1], ''),
             coalesce((array_agg(e.sector ORDER BY s.rank, s.id) FILTER (WHERE e.sector <> ''))[1], ''),
             coalesce((array_agg(e.description ORDER BY s.rank, s.id) FILTER (WHERE e.description <> ''))[1], '')
        FROM occupation_entry e
        JOIN occupation o ON o.id = e.occupation_id
        JOIN taxonomy_source s ON s.id = e.source_id
       GROUP BY o.id ORDER BY o.id)"},
    {"read-skills", R"(
      SELECT k.id, k.uri, (array_agg(e.knowledge ORDER BY s.rank, s.id))[1],
             coalesce((array_agg(e.reuse::text ORDER BY s.rank, s.id) FILTER (WHERE e.reuse <> 'unknown'))[1], 'unknown'),
             coalesce((array_agg(e.description ORDER BY s.rank, s.id) FILTER (WHERE e.description <> ''))[1], '')
        FROM skill_entry e
        JOIN skill k ON k.id = e.skill_id
        JOIN taxonomy_source s ON s.id = e.source_id
       GROUP BY k.id ORDER BY k.id)"},
    {"read-occupation-labels", R"(
      SELECT l.occupation_id, l.source_id, l.kind, l.language, l.text
        FROM label l JOIN taxonomy_source s ON s.id = l.source_id
       WHERE l.occupation_id IS NOT NULL ORDER BY l.occupation_id, s.rank, s.id, l.position)"},
    {"read-skill-labels", R"(
      SELECT l.skill_id, l.source_id, l.kind, l.language, l.text
        FROM label l JOIN taxonomy_source s ON s.id = l.source_id
       WHERE l.skill_id IS NOT NULL ORDER BY l.skill_id, s.rank, s.id, l.position)"},
    // Relations of an occupation come from one source: the one of lowest rank that has any.
    {"read-relations", R"(
      SELECT occupation_id, skill_id, kind
        FROM (SELECT r.occupation_id, r.skill_id, r.kind,
                     rank() OVER (PARTITION BY r.occupation_id ORDER BY s.rank, s.id) AS place
                FROM occupation_skill r JOIN taxonomy_source s ON s.id = r.source_id) ranked
       WHERE place = 1 ORDER BY occupation_id, skill_id)"},
});

}  // namespace leerwijzer
