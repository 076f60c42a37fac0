// What the database knows of how the service fares, for /metrics.
#pragma once

#include "api/services.hpp"
#include "engine/store/operation_store.hpp"
#include "engine/store/pool.hpp"

#include <chrono>
#include <mutex>

namespace leerwijzer {

class PostgresWatching : public Watching {
 public:
  /// The pool bounds how long figures() takes. Figures are asked for once in a few seconds, however often it is called.
  explicit PostgresWatching(Pool& pool) : store_(pool) {}
  [[nodiscard]] std::optional<OperationFigures> figures() override;

 private:
  OperationStore store_;
  std::mutex mutex_;
  std::optional<OperationFigures> last_;
  std::chrono::steady_clock::time_point asked_{};
};

}  // namespace leerwijzer
