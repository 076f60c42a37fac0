#include "engine/store/watch_lock.hpp"

#include "engine/store/row_reader.hpp"
#include "engine/store/sql/source_statements.hpp"
#include "engine/store/transaction.hpp"

namespace leerwijzer {

/// A lease that is not given back but closed, which frees the lock.
class WatchLock::Connection {
 public:
  explicit Connection(Pool& pool) : lease_(pool.fresh_lease()) {}
  ~Connection() { lease_.connection().condemn(); }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  bool lock() {
    Transaction tx(lease_.connection(), Access::write);
    bool taken = false;
    RowReader(tx.run(k_source_sql["try-watch-lock"])[0]).into(taken);
    tx.commit();
    return taken;
  }
  void touch() {
    Transaction tx(lease_.connection(), Access::read);
    tx.run(k_source_sql["connection-lives"]);
    tx.commit();
  }

 private:
  Pool::Lease lease_;
};

WatchLock::WatchLock(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
WatchLock::WatchLock(WatchLock&&) noexcept = default;
WatchLock& WatchLock::operator=(WatchLock&&) noexcept = default;
WatchLock::~WatchLock() = default;

Result<WatchLock> WatchLock::take(Pool& pool) {
  auto connection = std::make_unique<Connection>(pool);
  try {
    if (connection->lock()) return WatchLock(std::move(connection));
  } catch (const std::exception& failure) {
    if (!is_database_failure(failure)) throw;
    throw ErrorException(store_error(failure, "try-watch-lock"));
  }
  return Error{ErrorCode::conflict, "Another watcher is at work on this database",
               "One is enough: end the other one first, or leave it to that one.", "watch"};
}

bool WatchLock::held() noexcept {
  try {
    connection_->touch();
    return true;
  } catch (const std::exception&) {
    return false;
  }
}

}  // namespace leerwijzer
