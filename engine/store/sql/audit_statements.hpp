// SQL of the decisions of persons.
#pragma once

#include "engine/store/sql/statement.hpp"

namespace leerwijzer {

inline constexpr auto k_audit_sql = statement_table({
    {"write-audit", "INSERT INTO audit_entry (actor, action, subject, detail) VALUES ($1, $2, $3, $4)"},
    {"read-audit", R"(
      SELECT at::text, actor, action, subject, detail FROM audit_entry
       WHERE $1 = '' OR subject = $1 ORDER BY id DESC LIMIT $2)"},
});

}  // namespace leerwijzer
