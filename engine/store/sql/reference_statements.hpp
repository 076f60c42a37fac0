// SQL of regions, desks, referral rules, funding schemes and funds.
#pragma once

#include "engine/store/sql/statement.hpp"

namespace leerwijzer {

inline constexpr auto k_region_sql = statement_table({
    {"put-regions", R"(
      INSERT INTO region (slug, number, name, valid_from, valid_until, source, confidence)
      SELECT * FROM json_to_recordset($1::json)
               AS r (slug text, number integer, name text, valid_from date, valid_until date, source text, confidence text)
      ON CONFLICT (slug) DO UPDATE
         SET number = excluded.number, name = excluded.name, valid_from = excluded.valid_from,
             valid_until = excluded.valid_until, source = excluded.source, confidence = excluded.confidence)"},
    {"clear-region-rows", R"(
      WITH slugs AS (SELECT json_array_elements_text($1::json) AS slug),
           municipalities AS (DELETE FROM municipality WHERE region_slug IN (SELECT slug FROM slugs)),
           places         AS (DELETE FROM place        WHERE region_slug IN (SELECT slug FROM slugs)),
           postcodes      AS (DELETE FROM postcode     WHERE region_slug IN (SELECT slug FROM slugs)),
           desks          AS (DELETE FROM advice_point WHERE listed_in   IN (SELECT slug FROM slugs))
      SELECT 1)"},
    {"add-municipalities", R"(
      INSERT INTO municipality (region_slug, position, name, aliases, valid_from, valid_until)
      SELECT * FROM json_to_recordset($1::json)
               AS r (region_slug text, position integer, name text, aliases text[], valid_from date, valid_until date))"},
    {"add-places", R"(
      INSERT INTO place (region_slug, position, name, municipality)
      SELECT * FROM json_to_recordset($1::json) AS r (region_slug text, position integer, name text, municipality text))"},
    // A national file names no region; a postcode that a region file placed stays there.
    {"put-postcodes", R"(
      INSERT INTO postcode AS kept (digits, region_slug, latitude, longitude, place, municipality)
      SELECT * FROM json_to_recordset($1::json)
               AS r (digits text, region_slug text, latitude double precision, longitude double precision, place text,
                     municipality text)
      ON CONFLICT (digits) DO UPDATE
         SET region_slug = coalesce(excluded.region_slug, kept.region_slug), latitude = excluded.latitude,
             longitude = excluded.longitude, place = excluded.place, municipality = excluded.municipality)"},
    {"put-advice-points", R"(
      INSERT INTO advice_point (id, listed_in, position, name, kind, region, municipality, latitude, longitude, valid_from,
                                valid_until, verified_at, scope, serves_residence, serves_establishment, url, phone, email,
                                address, opening_hours, opening_times, languages, successor, source, confidence, note)
      SELECT * FROM json_to_recordset($1::json)
               AS r (id text, listed_in text, position integer, name text, kind text, region text, municipality text,
                     latitude double precision, longitude double precision, valid_from date, valid_until date,
                     verified_at date, scope text[], serves_residence boolean, serves_establishment boolean, url text,
                     phone text, email text, address text, opening_hours text, opening_times text[],
                     languages text[], successor text, source text, confidence text, note text))"},
    {"read-regions", R"(
      SELECT slug, number, name, valid_from, valid_until, source, confidence FROM region ORDER BY number, slug COLLATE "C")"},
    {"read-municipalities", R"(
      SELECT region_slug, name, array_to_json(aliases), valid_from, valid_until FROM municipality
       ORDER BY region_slug, position)"},
    {"read-places", "SELECT region_slug, name, municipality FROM place ORDER BY region_slug, position"},
    {"read-postcodes", R"(
      SELECT coalesce(p.region_slug, m.region_slug), p.digits, p.latitude, p.longitude, p.place, p.municipality
        FROM postcode p
        LEFT JOIN LATERAL (SELECT region_slug FROM municipality
                            WHERE name = p.municipality OR p.municipality = ANY (aliases)
                            ORDER BY valid_from DESC NULLS LAST, region_slug LIMIT 1) m ON p.region_slug IS NULL
       WHERE coalesce(p.region_slug, m.region_slug) IS NOT NULL
       ORDER BY p.digits)"},
    {"read-advice-points", R"(
      SELECT listed_in, id, name, kind, region, municipality, latitude, longitude, valid_from, valid_until, verified_at,
             array_to_json(scope), serves_residence, serves_establishment, url, phone, email, address, opening_hours,
             array_to_json(opening_times), array_to_json(languages), successor, source, confidence, note
        FROM advice_point ORDER BY listed_in, position)"},
    {"put-referral-rules", R"(
      INSERT INTO referral_rule_file (single, document) VALUES (true, $1)
      ON CONFLICT (single) DO UPDATE SET document = excluded.document)"},
    {"read-referral-rules", "SELECT document FROM referral_rule_file"},
});

inline constexpr auto k_scheme_sql = statement_table({
    // "lwscheme" in ASCII: two imports at once would give one number twice.
    {"lock-schemes", "SELECT pg_advisory_xact_lock(7815842549115219301)"},
    {"put-scheme", "INSERT INTO scheme (id, name) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET name = excluded.name"},
    {"current-scheme-checksum", R"(
      SELECT number, checksum FROM scheme_document WHERE scheme_id = $1 ORDER BY number DESC LIMIT 1)"},
    {"add-scheme-document", R"(
      INSERT INTO scheme_document (scheme_id, number, name, document, checksum) VALUES ($1, $2, $3, $4, $5) RETURNING id)"},
    {"add-scheme-versions", R"(
      INSERT INTO scheme_version (document_id, position, validity, body)
      SELECT $1, r.position, daterange(r.valid_from, r.valid_to, '[)'), r.body::jsonb
        FROM json_to_recordset($2::json) AS r (position integer, valid_from date, valid_to date, body text))"},
    {"add-parameters", R"(
      INSERT INTO parameter (document_id, position, key, validity, value, unit, confidence, source)
      SELECT $1, r.position, r.key, daterange(r.valid_from, r.valid_to, '[)'), r.value::jsonb, r.unit, r.confidence, r.source
        FROM json_to_recordset($2::json)
             AS r (position integer, key text, valid_from date, valid_to date, value text, unit text, confidence text,
                   source text))"},
    {"add-stacking", R"(
      INSERT INTO stacking (document_id, position, other, relation, body)
      SELECT $1, r.position, r.other, r.relation, r.body::jsonb
        FROM json_to_recordset($2::json) AS r (position integer, other text, relation text, body text))"},
    {"add-fund-budgets", R"(
      INSERT INTO fund_budget (document_id, position, period, cents, nearly_gone)
      SELECT $1, r.position, daterange(r.valid_from, r.valid_to, '[)'), r.cents, r.nearly_gone
        FROM json_to_recordset($2::json)
             AS r (position integer, valid_from date, valid_to date, cents bigint, nearly_gone bigint))"},
    {"read-schemes", R"(
      SELECT DISTINCT ON (scheme_id COLLATE "C") scheme_id, name, document, checksum
        FROM scheme_document ORDER BY scheme_id COLLATE "C", number DESC)"},
    {"add-rule-snapshot", "INSERT INTO rule_snapshot (digest) VALUES ($1) ON CONFLICT (digest) DO NOTHING"},
    // Only of a digest that is new: the documents of an old one are what it was compiled from then.
    {"add-rule-snapshot-documents", R"(
      INSERT INTO rule_snapshot_document (digest, document_id)
      SELECT $1, id
        FROM (SELECT DISTINCT ON (scheme_id) id FROM scheme_document ORDER BY scheme_id, number DESC) current
       WHERE NOT EXISTS (SELECT 1 FROM rule_snapshot_document WHERE digest = $1))"},
    {"add-rule-publication", R"(
      INSERT INTO rule_publication (digest, published_by, reason)
      SELECT $1, $2, $3
       WHERE $1 IS DISTINCT FROM (SELECT digest FROM rule_publication ORDER BY number DESC LIMIT 1))"},
    {"read-rule-publications", R"(
      SELECT digest, to_char(published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), published_by, reason
        FROM rule_publication ORDER BY number DESC LIMIT $1::integer)"},
    {"read-snapshot-schemes", R"(
      SELECT d.scheme_id, d.name, d.document, d.checksum
        FROM rule_snapshot_document s JOIN scheme_document d ON d.id = s.document_id
       WHERE s.digest = $1 ORDER BY d.scheme_id COLLATE "C")"},
    {"read-scheme-history", R"(
      SELECT number, to_char(stored_at AT TIME ZONE 'UTC', 'YYYY-MM-DD'), lower(validity), upper(validity), status,
             legal_basis, source, confidence, checked_at, next_check, windows::text, evidence::text
        FROM scheme_version_history WHERE scheme_id = $1 ORDER BY number DESC, position)"},
});

inline constexpr auto k_fund_sql = statement_table({
    {"lock-fund", "SELECT 1 FROM scheme WHERE id = $1 FOR UPDATE"},
    {"find-promise", R"(
      SELECT id, promised_on, voucher, desk, reference, cents, promised_by FROM fund_promise
       WHERE scheme_id = $1 AND key = $2)"},
    {"add-promise", R"(
      INSERT INTO fund_promise (scheme_id, key, promised_on, voucher, desk, reference, cents, promised_by)
      VALUES ($1, $2, $3::date, $4, $5, $6, $7::bigint, $8) RETURNING id)"},
    {"find-movement", "SELECT kind, moved_on, cents FROM fund_movement WHERE promise_id = $1::bigint AND key = $2"},
    {"add-movement", R"(
      INSERT INTO fund_movement (promise_id, key, kind, moved_on, cents, moved_by)
      VALUES ($1::bigint, $2, $3, $4::date, $5::bigint, $6))"},
    {"read-fund-balances", R"(
      SELECT scheme_id, lower(period), upper(period), budget, promises, promised, released, paid, remaining, state
        FROM fund_balance WHERE $1 = '' OR scheme_id = $1 ORDER BY scheme_id COLLATE "C", lower(period))"},
    {"read-fund-parts", R"(
      SELECT to_char(p.promised_on, 'YYYY-MM'), p.voucher, p.desk, count(*), sum(p.cents)::bigint,
             coalesce(sum(m.released), 0)::bigint, coalesce(sum(m.paid), 0)::bigint
        FROM fund_promise p
        LEFT JOIN LATERAL (SELECT sum(cents) FILTER (WHERE kind = 'release') AS released,
                                  sum(cents) FILTER (WHERE kind = 'pay') AS paid
                             FROM fund_movement WHERE promise_id = p.id) m ON true
       WHERE p.scheme_id = $1 GROUP BY 1, 2, 3 ORDER BY 1, 2, 3)"},
    {"read-open-promises", R"(
      SELECT p.key, p.promised_on, p.voucher, p.desk, p.reference, p.cents, p.cents - coalesce(m.moved, 0)
        FROM fund_promise p
        LEFT JOIN LATERAL (SELECT sum(cents)::bigint AS moved FROM fund_movement WHERE promise_id = p.id) m ON true
       WHERE p.scheme_id = $1 AND p.cents > coalesce(m.moved, 0) ORDER BY p.promised_on, p.key)"},
});

}  // namespace leerwijzer
