// SQL of the table of shortages.
#pragma once

#include "engine/store/sql/statement.hpp"

namespace leerwijzer {

inline constexpr auto k_shortage_sql = statement_table({
    {"clear-shortage", "DELETE FROM shortage"},
    {"add-shortage", R"(
      INSERT INTO shortage (region, sector, measured_on, tension, source, sample)
      SELECT * FROM json_to_recordset($1::json)
               AS r (region text, sector text, measured_on date, tension text, source text, sample boolean))"},
    {"read-shortage", R"(
      SELECT region, sector, measured_on, tension, source, sample FROM shortage
       ORDER BY region COLLATE "C", sector COLLATE "C", measured_on)"},
});

}  // namespace leerwijzer
