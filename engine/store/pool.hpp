// A small pool of PostgreSQL connections. A lease waits a bounded time, a connection that broke is
// thrown away and never reused, and every connection says its purpose to the database.
#pragma once

#include "engine/core/error.hpp"

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

namespace pqxx {
class connection;
}

namespace leerwijzer {

struct PoolSettings {
  std::string url;                                ///< a libpq connection string or URI
  std::string purpose = "leerwijzer";             ///< shown as application_name
  std::size_t size = 4;                           ///< connections at most
  std::chrono::milliseconds statement_timeout{10'000};
  std::chrono::milliseconds wait{2'000};          ///< longest wait for a free connection
};

class Pool {
 public:
  explicit Pool(PoolSettings settings);
  ~Pool();
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  /// One connection for the caller alone; given back on destruction, thrown away when it broke.
  class Lease {
   public:
    Lease(Pool& pool, std::unique_ptr<pqxx::connection> connection);
    ~Lease();
    Lease(Lease&&) noexcept;
    Lease& operator=(Lease&&) = delete;
    [[nodiscard]] pqxx::connection& connection() noexcept { return *connection_; }

   private:
    Pool* pool_;
    std::unique_ptr<pqxx::connection> connection_;
    int exceptions_at_start_;
  };

  /// Throws ErrorException with overloaded when no connection is free within the wait, and with
  /// unavailable when the database cannot be reached.
  [[nodiscard]] Lease lease();

  /// A cheap round trip; fails with unavailable. For readiness.
  [[nodiscard]] Result<void> ping();

  [[nodiscard]] std::size_t in_use() const noexcept;
  [[nodiscard]] const PoolSettings& settings() const noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace leerwijzer
