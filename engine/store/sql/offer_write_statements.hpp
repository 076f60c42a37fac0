// SQL that writes offers: a batch is one JSON parameter per table, so the number of statements does
// not depend on the number of records.
#pragma once

#include "engine/store/sql/statement.hpp"

namespace leerwijzer {

inline constexpr auto k_offer_write_sql = statement_table({
    {"put-offers", R"(
      INSERT INTO offer (source_id, key, provider_id, kind, kind_basis, level, level_basis, level_raw, sector, intensity, path,
                         dayparts, duration_months, study_load_hours, hours_per_week, hours_per_week_basis, prior_level, url,
                         contact_email, contact_phone, awarded, recognised, quality, body_hash, content_hash)
      SELECT r.source_id, r.key, r.provider_id, r.kind, r.kind_basis, r.level, r.level_basis, r.level_raw, r.sector,
             r.intensity, r.path, r.dayparts, r.duration_months, r.study_load_hours, r.hours_per_week,
             r.hours_per_week_basis, r.prior_level, r.url, r.contact_email, r.contact_phone, r.awarded, r.recognised,
             r.quality, r.body_hash, r.content_hash
        FROM json_to_recordset($1::json) AS r (
               source_id bigint, key text, provider_id bigint, kind text, kind_basis text, level text, level_basis text,
               level_raw text, sector text, intensity text, path text, dayparts daypart[], duration_months double precision,
               study_load_hours integer, hours_per_week double precision, hours_per_week_basis text, prior_level text,
               url text, contact_email text, contact_phone text, awarded text, recognised boolean,
               quality double precision, body_hash text, content_hash text)
      ON CONFLICT (source_id, key) DO UPDATE
         SET provider_id = excluded.provider_id, kind = excluded.kind, kind_basis = excluded.kind_basis,
             level = excluded.level, level_basis = excluded.level_basis, level_raw = excluded.level_raw,
             sector = excluded.sector, intensity = excluded.intensity, path = excluded.path, dayparts = excluded.dayparts,
             duration_months = excluded.duration_months, study_load_hours = excluded.study_load_hours,
             hours_per_week = excluded.hours_per_week, hours_per_week_basis = excluded.hours_per_week_basis,
             prior_level = excluded.prior_level, url = excluded.url, contact_email = excluded.contact_email,
             contact_phone = excluded.contact_phone, awarded = excluded.awarded, recognised = excluded.recognised,
             quality = excluded.quality, body_hash = excluded.body_hash, content_hash = excluded.content_hash
      RETURNING id, key)"},
    {"clear-offer-rows", R"(
      WITH texts     AS (DELETE FROM offer_text     WHERE offer_id = ANY ($1::bigint[])),
           outcomes  AS (DELETE FROM offer_outcome  WHERE offer_id = ANY ($1::bigint[])),
           codes     AS (DELETE FROM offer_code     WHERE offer_id = ANY ($1::bigint[])),
           languages AS (DELETE FROM offer_language WHERE offer_id = ANY ($1::bigint[])),
           modes     AS (DELETE FROM offer_mode     WHERE offer_id = ANY ($1::bigint[])),
           places    AS (DELETE FROM location       WHERE offer_id = ANY ($1::bigint[])),
           costs     AS (DELETE FROM cost           WHERE offer_id = ANY ($1::bigint[]))
      SELECT 1)"},
    {"clear-runs", "DELETE FROM run WHERE offer_id = ANY ($1::bigint[]) RETURNING offer_id, key, id"},
    {"add-offer-texts", R"(
      INSERT INTO offer_text (offer_id, position, field, language, text)
      SELECT * FROM json_to_recordset($1::json) AS r (offer_id bigint, position integer, field text, language text, text text))"},
    {"add-offer-outcomes", R"(
      INSERT INTO offer_outcome (offer_id, position, text, language, skill_id, confidence)
      SELECT * FROM json_to_recordset($1::json)
               AS r (offer_id bigint, position integer, text text, language text, skill_id bigint,
                     confidence double precision))"},
    {"add-offer-codes", R"(
      INSERT INTO offer_code (offer_id, position, scheme, value)
      SELECT * FROM json_to_recordset($1::json) AS r (offer_id bigint, position integer, scheme text, value text))"},
    {"add-offer-languages", R"(
      INSERT INTO offer_language (offer_id, position, language)
      SELECT * FROM json_to_recordset($1::json) AS r (offer_id bigint, position integer, language text))"},
    {"add-offer-modes", R"(
      INSERT INTO offer_mode (offer_id, position, mode)
      SELECT * FROM json_to_recordset($1::json) AS r (offer_id bigint, position integer, mode text))"},
    {"add-runs", R"(
      INSERT INTO run (id, offer_id, position, key, start_kind, start_date, end_date, window_from, window_until, start_text,
                       status, places_min, places_max, places_enrolled, places_pending, modes, dayparts)
      SELECT coalesce(r.id, nextval('run_id_seq')), r.offer_id, r.position, r.key, r.start_kind,
             r.start_date, r.end_date, r.window_from, r.window_until, r.start_text, r.status, r.places_min, r.places_max,
             r.places_enrolled, r.places_pending, r.modes, r.dayparts
        FROM json_to_recordset($1::json) AS r (
               id bigint, offer_id bigint, position integer, key text, start_kind text, start_date date, end_date date,
               window_from date, window_until date, start_text text, status text, places_min integer, places_max integer,
               places_enrolled integer, places_pending integer, modes delivery_mode[], dayparts daypart[]))"},
    {"add-enrolment-windows", R"(
      INSERT INTO enrolment_window (offer_id, run_position, opens, closes)
      SELECT * FROM json_to_recordset($1::json) AS r (offer_id bigint, run_position integer, opens date, closes date))"},
    {"add-sessions", R"(
      INSERT INTO session (offer_id, run_position, position, day, time_from, time_until)
      SELECT * FROM json_to_recordset($1::json)
               AS r (offer_id bigint, run_position integer, position integer, day date, time_from text, time_until text))"},
    {"add-locations", R"(
      INSERT INTO location (offer_id, run_position, position, name, street, postcode, city, latitude, longitude)
      SELECT * FROM json_to_recordset($1::json)
               AS r (offer_id bigint, run_position integer, position integer, name text, street text, postcode text,
                     city text, latitude double precision, longitude double precision))"},
    {"add-costs", R"(
      INSERT INTO cost (offer_id, run_position, position, kind, required, amount, vat, amount_exempt, vat_basis, period,
                        confirmed, payer, note)
      SELECT * FROM json_to_recordset($1::json)
               AS r (offer_id bigint, run_position integer, position integer, kind text, required boolean, amount bigint,
                     vat bigint, amount_exempt bigint, vat_basis text, period text, confirmed boolean, payer text,
                     note text))"},
    {"clear-outcomes", "DELETE FROM offer_outcome WHERE offer_id = $1"},
});

}  // namespace leerwijzer
