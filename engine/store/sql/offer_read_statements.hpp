// SQL that reads offers back. Every statement takes an array of offer ids and gives the rows of all
// of them, so a batch costs as many round trips as one offer.
#pragma once

#include "engine/store/sql/statement.hpp"

namespace leerwijzer {

inline constexpr auto k_offer_read_sql = statement_table({
    {"read-offers", R"(
      SELECT o.id, o.source_id, o.provider_id, o.key, coalesce(p.name, ''), o.kind, o.kind_basis, o.level, o.level_basis,
             o.level_raw, o.sector, o.intensity, o.path, array_to_string(o.dayparts, ','), o.duration_months,
             o.study_load_hours, o.hours_per_week, o.hours_per_week_basis, o.prior_level, o.url, o.contact_email,
             o.contact_phone, o.awarded, o.recognised, o.quality, o.content_hash
        FROM offer o LEFT JOIN provider p ON p.id = o.provider_id
       WHERE o.id = ANY ($1::bigint[]))"},
    {"read-offer-texts", R"(
      SELECT offer_id, field, language, text FROM offer_text
       WHERE offer_id = ANY ($1::bigint[]) ORDER BY offer_id, position)"},
    {"read-offer-outcomes", R"(
      SELECT offer_id, text, language, skill_id, confidence FROM offer_outcome
       WHERE offer_id = ANY ($1::bigint[]) ORDER BY offer_id, position)"},
    {"read-offer-codes", R"(
      SELECT offer_id, scheme, value FROM offer_code
       WHERE offer_id = ANY ($1::bigint[]) ORDER BY offer_id, position)"},
    {"read-offer-languages", R"(
      SELECT offer_id, language FROM offer_language
       WHERE offer_id = ANY ($1::bigint[]) ORDER BY offer_id, position)"},
    {"read-offer-modes", R"(
      SELECT offer_id, mode FROM offer_mode
       WHERE offer_id = ANY ($1::bigint[]) ORDER BY offer_id, position)"},
    {"read-runs", R"(
      SELECT r.offer_id, r.id, r.key, r.start_kind, r.start_date, r.end_date, r.window_from, r.window_until, r.start_text,
             w.opens, w.closes, r.status, r.places_min, r.places_max, r.places_enrolled, r.places_pending,
             array_to_string(r.modes, ','), array_to_string(r.dayparts, ',')
        FROM run r LEFT JOIN enrolment_window w ON w.offer_id = r.offer_id AND w.run_position = r.position
       WHERE r.offer_id = ANY ($1::bigint[]) ORDER BY r.offer_id, r.position)"},
    {"read-sessions", R"(
      SELECT offer_id, run_position, day, time_from, time_until FROM session
       WHERE offer_id = ANY ($1::bigint[]) ORDER BY offer_id, run_position, position)"},
    {"read-locations", R"(
      SELECT offer_id, run_position, name, street, postcode, city, latitude, longitude FROM location
       WHERE offer_id = ANY ($1::bigint[]) ORDER BY offer_id, run_position, position)"},
    {"read-costs", R"(
      SELECT offer_id, run_position, kind, required, amount, vat, amount_exempt, vat_basis, period, confirmed, payer, note
        FROM cost
       WHERE offer_id = ANY ($1::bigint[]) ORDER BY offer_id, run_position, position)"},
    {"next-offer-ids", "SELECT id FROM offer WHERE id > $1 ORDER BY id LIMIT $2"},
    {"fingerprints", "SELECT id, content_hash FROM offer ORDER BY id"},
    {"read-provider", R"(
      SELECT id, key, name, kind, url, email, description FROM provider WHERE id = $1)"},
    {"read-identifiers", "SELECT scheme, value FROM identifier WHERE provider_id = $1 ORDER BY position"},
    {"count-catalogue", R"(
      SELECT (SELECT count(*) FROM offer), (SELECT count(*) FROM run), (SELECT count(*) FROM provider),
             (SELECT count(*) FROM source), EXISTS (SELECT 1 FROM source WHERE sample))"},
});

}  // namespace leerwijzer
