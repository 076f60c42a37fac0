// The table of shortages in PostgreSQL.
#pragma once

#include "engine/domain/shortage.hpp"

#include <vector>

namespace leerwijzer {

class Pool;

class ShortageStore {
 public:
  explicit ShortageStore(Pool& pool) : pool_(pool) {}

  /// Replaces the whole table: what is not in `rows` is unknown from now on. One transaction. A region, sector and day
  /// that is there twice throws ErrorException with conflict.
  void put(const std::vector<ShortageRow>& rows);
  [[nodiscard]] std::vector<ShortageRow> rows();

 private:
  Pool& pool_;
};

}  // namespace leerwijzer
