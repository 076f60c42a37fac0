// One watcher at a time for a database, whatever machine it runs on: an advisory lock that lives as long as the
// connection that holds it, so that a watcher that crashed leaves nothing behind.
#pragma once

#include "engine/core/error.hpp"

#include <memory>

namespace leerwijzer {

class Pool;

class WatchLock {
 public:
  /// Keeps one connection of the pool for itself. Fails with conflict when another watcher holds the lock; throws
  /// ErrorException when the database does not answer.
  [[nodiscard]] static Result<WatchLock> take(Pool& pool);

  WatchLock(WatchLock&&) noexcept;
  WatchLock& operator=(WatchLock&&) noexcept;
  ~WatchLock();

  /// Does the connection, and with it the lock, still live? A round trip.
  [[nodiscard]] bool held() noexcept;

 private:
  class Connection;
  explicit WatchLock(std::unique_ptr<Connection> connection);
  std::unique_ptr<Connection> connection_;
};

}  // namespace leerwijzer
