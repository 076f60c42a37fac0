// SQL of the stamp of the reference data.
#pragma once

#include "engine/store/sql/statement.hpp"

namespace leerwijzer {

// xmin is the transaction that wrote a row: with the count it changes whenever rows do.
inline constexpr auto k_reference_version_sql = statement_table({
    {"reference-version", R"(
      SELECT concat_ws('/',
        (SELECT string_agg(concat(name, ':', version, ':', imported_at, ':', xmin), ',' ORDER BY name) FROM taxonomy_source),
        (SELECT concat(count(*), ':', max(xmin::text::bigint)) FROM taxonomy_model),
        (SELECT concat(count(*), ':', max(xmin::text::bigint)) FROM title_override),
        (SELECT concat(count(*), ':', max(xmin::text::bigint)) FROM region),
        (SELECT concat(count(*), ':', max(xmin::text::bigint)) FROM postcode),
        (SELECT concat(count(*), ':', max(xmin::text::bigint)) FROM advice_point),
        (SELECT concat(count(*), ':', max(xmin::text::bigint)) FROM referral_rule_file),
        (SELECT concat(count(*), ':', max(xmin::text::bigint)) FROM shortage),
        (SELECT concat(count(*), ':', max(id)) FROM scheme_document),
        (SELECT string_agg(concat(scheme_id, ':', period, ':', state), ',' ORDER BY scheme_id, period) FROM fund_balance),
        (SELECT bool_or(sample) FROM source)))"},
});

}  // namespace leerwijzer
