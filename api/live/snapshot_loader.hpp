// Reference data from PostgreSQL into memory, and a watch that loads it again when it changed. While
// the database is away the last snapshot stays in use.
#pragma once

#include "api/services.hpp"
#include "engine/store/pool.hpp"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace leerwijzer {

/// Loads taxonomy, geography, funding rules and whether the catalogue holds sample data. Fails with
/// the place of the first scheme that cannot be used. Throws ErrorException when the database is away.
/// `log` hears of models of job titles that are missing or cannot be used; titles are then understood less well.
using Log = std::function<void(const std::string&)>;
[[nodiscard]] Result<std::shared_ptr<const Snapshot>> load_snapshot(Pool& pool, const Log& log);

class SnapshotWatch {
 public:
  /// Loads at once; throws ErrorException when that fails. Then asks every `interval`.
  SnapshotWatch(Pool& pool, SnapshotHolder& holder, std::chrono::milliseconds interval,
                std::function<void(const std::string&)> log);
  ~SnapshotWatch();
  SnapshotWatch(const SnapshotWatch&) = delete;
  SnapshotWatch& operator=(const SnapshotWatch&) = delete;

 private:
  void run();
  void refresh();

  Pool& pool_;
  SnapshotHolder& holder_;
  const std::chrono::milliseconds interval_;
  std::function<void(const std::string&)> log_;
  std::string version_;
  bool failing_ = false;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace leerwijzer
