// A small pool of PostgreSQL connections. A lease waits a bounded time, a connection that broke is
// thrown away and never reused, and every connection says its purpose to the database. After the server kept silent
// once, one caller at a time finds out whether it speaks again; all others are refused at once instead of waiting as
// long.
#pragma once

#include "engine/core/error.hpp"

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

namespace leerwijzer {

class PooledConnection;  // engine/store/pooled_connection.hpp: pqxx stays inside the store

struct PoolSettings {
  std::string url;                     ///< a libpq connection string or URI
  std::string purpose = "leerwijzer";  ///< shown as application_name
  std::size_t size = 4;                ///< connections at most
  std::chrono::milliseconds statement_timeout{10'000};
  std::chrono::milliseconds wait{2'000};          ///< longest wait for a free connection
  std::chrono::milliseconds answer_grace{2'000};  ///< beyond the statement timeout: a server that is still silent hangs
  std::chrono::seconds connect_timeout{5};        ///< of each host; libpq takes two at least
};

class Pool {
 public:
  /// Connects to nothing yet: the first lease does.
  explicit Pool(PoolSettings settings);
  ~Pool();
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  /// One connection for the caller alone; given back on destruction, thrown away when it broke.
  class Lease {
   public:
    Lease(Pool& pool, std::unique_ptr<PooledConnection> connection);
    ~Lease();
    Lease(Lease&&) noexcept;
    Lease& operator=(Lease&&) = delete;
    [[nodiscard]] PooledConnection& connection() noexcept { return *connection_; }

   private:
    Pool* pool_;
    std::unique_ptr<PooledConnection> connection_;
  };

  /// Throws ErrorException with overloaded when no connection is free within the wait, and with
  /// unavailable when the database cannot be reached, or was silent and somebody is asking it already.
  [[nodiscard]] Lease lease();

  /// As lease(), but never a connection that lay idle: after one broke, its neighbours are suspect
  /// (the server was restarted), so those are thrown away.
  [[nodiscard]] Lease fresh_lease();

  /// A cheap round trip; fails with unavailable or overloaded. For readiness.
  [[nodiscard]] Result<void> ping();

  [[nodiscard]] std::size_t in_use() const noexcept;
  [[nodiscard]] const PoolSettings& settings() const noexcept;

 private:
  struct State;
  void give_back(std::unique_ptr<PooledConnection> connection) noexcept;
  std::unique_ptr<State> state_;
};

}  // namespace leerwijzer
