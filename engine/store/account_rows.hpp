// How a row of account_entry becomes a StoredAccount. Only for files inside engine/store.
#pragma once

#include "engine/store/account_store.hpp"
#include "engine/store/row_reader.hpp"

namespace leerwijzer {

/// Reads the columns of account_entry; the reader stands behind them afterwards.
inline StoredAccount read_account(RowReader& row) {
  StoredAccount a;
  row.into(a.id, a.email, a.place.desk, a.place.provider, a.role, a.status, a.version, a.created_at, a.last_login_at,
           a.external, a.recovery_codes);
  return a;
}

inline std::string provider_text(const Workplace& place) {
  return place.provider ? std::to_string(place.provider->value) : std::string{};
}

}  // namespace leerwijzer
