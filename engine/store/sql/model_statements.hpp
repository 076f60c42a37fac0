// SQL of the models of job titles and of what people decided about titles.
#pragma once

#include "engine/store/sql/statement.hpp"

namespace leerwijzer {

inline constexpr auto k_model_sql = statement_table({
    {"clear-models", "DELETE FROM taxonomy_model"},
    {"add-model-part", "INSERT INTO taxonomy_model (version, part, bytes) VALUES ($1, $2, decode($3, 'hex'))"},
    {"read-model-parts", R"(
      SELECT encode(bytes, 'hex') FROM taxonomy_model WHERE version = $1 ORDER BY part)"},
    {"clear-overrides", "DELETE FROM title_override WHERE origin = $1"},
    {"add-override", R"(
      INSERT INTO title_override (origin, title, occupation_id, reason)
      SELECT $1, $2, o.id, $4 FROM occupation o
       WHERE o.uri = $3 AND EXISTS (SELECT 1 FROM occupation_entry e WHERE e.occupation_id = o.id)
      ON CONFLICT (title, origin) DO UPDATE
         SET occupation_id = excluded.occupation_id, reason = excluded.reason)"},
    // An operator's own decision comes before one that came with a taxonomy.
    {"read-overrides", R"(
      SELECT DISTINCT ON (v.title) v.title, v.occupation_id
        FROM title_override v
        LEFT JOIN taxonomy_source s ON s.name = v.origin
       WHERE EXISTS (SELECT 1 FROM occupation_entry e WHERE e.occupation_id = v.occupation_id)
       ORDER BY v.title, (s.id IS NOT NULL), s.rank, v.origin)"},
    {"find-occupation-by-label", R"(
      SELECT o.uri FROM label l JOIN occupation o ON o.id = l.occupation_id
        JOIN taxonomy_source s ON s.id = l.source_id
       WHERE lower(l.text) = lower($1)
       ORDER BY l.kind = 'preferred' DESC, s.rank, o.id LIMIT 1)"},
});

}  // namespace leerwijzer
