// Named SQL. Every statement stands in a table; a name that is not in its table does not compile,
// and a test prepares every entry of every table against a migrated database.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace leerwijzer {

struct Statement {
  std::string_view name;  ///< unique over all tables; also the name of the prepared statement
  std::string_view sql;
};

template <std::size_t N>
struct StatementTable {
  std::array<Statement, N> entries;

  consteval Statement operator[](std::string_view name) const {
    for (const Statement& entry : entries) {
      if (entry.name == name) return entry;
    }
    throw "there is no statement of that name in this table";
  }
};

template <std::size_t N>
consteval StatementTable<N> statement_table(const Statement (&entries)[N]) {
  return {std::to_array(entries)};
}

}  // namespace leerwijzer
