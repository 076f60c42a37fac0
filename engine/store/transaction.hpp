// One database transaction, and the loop around it: begin, do, commit; once more with a fresh
// connection when it broke. Only for files inside engine/store: it brings in pqxx.
#pragma once

#include "engine/core/error.hpp"
#include "engine/store/pool.hpp"
#include "engine/store/pooled_connection.hpp"
#include "engine/store/sql/statement.hpp"
#include "engine/store/store_error.hpp"

#include <pqxx/result>
#include <pqxx/transaction_base>

#include <memory>
#include <string>
#include <type_traits>
#include <utility>

namespace leerwijzer {

/// read: one consistent view per statement. snapshot: one view for the whole transaction (REPEATABLE
/// READ). write: as settings say. bulk: a write that may take long (no statement timeout).
enum class Access { read, snapshot, write, bulk };

class Transaction {
 public:
  Transaction(PooledConnection& connection, Access access);
  /// Rolls back what was not committed.
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  /// Runs a named statement, prepared on first use. Throws pqxx's exceptions: in_transaction turns
  /// them into errors.
  template <typename... Args>
  pqxx::result run(const Statement& statement, const Args&... args) {
    at_ = statement.name;
    const auto waiting = wait_for_answer();
    connection_.prepare_once(statement.name, statement.sql);
    return work_->exec_prepared(std::string(statement.name), args...);
  }

  /// Runs SQL that came from a migration file.
  void run_script(const std::string& sql, std::string_view name);

  void commit();

  /// Name of the statement that ran last, for errors.
  [[nodiscard]] std::string_view at() const noexcept { return at_; }

 private:
  /// A bulk statement may take as long as it needs.
  [[nodiscard]] std::unique_ptr<PooledConnection::Waiting> wait_for_answer() const;

  PooledConnection& connection_;
  Access access_;
  std::unique_ptr<pqxx::transaction_base> work_;
  std::string_view at_ = "begin";
};

/// Runs `body(Transaction&)` and commits. A broken connection or a lost race is tried once more, so
/// `body` must start afresh each time. Every failure of the database comes out as ErrorException.
template <typename Body>
std::invoke_result_t<Body&, Transaction&> in_transaction(Pool& pool, Access access, Body&& body) {
  for (bool second = false;; second = true) {
    std::string at = "begin";
    Pool::Lease lease = second ? pool.fresh_lease() : pool.lease();
    try {
      Transaction transaction(lease.connection(), access);
      try {
        if constexpr (std::is_void_v<std::invoke_result_t<Body&, Transaction&>>) {
          body(transaction);
          transaction.commit();
          return;
        } else {
          auto outcome = body(transaction);
          transaction.commit();
          return outcome;
        }
      } catch (...) {
        at = transaction.at();
        throw;
      }
    } catch (const ErrorException&) {
      throw;
    } catch (const std::exception& e) {
      if (!is_database_failure(e)) throw;
      if (broke_the_connection(e)) lease.connection().condemn();
      if (second || lease.connection().was_cut_off() || !is_worth_a_second_attempt(e))
        throw ErrorException(store_error(e, at));
    }
  }
}

}  // namespace leerwijzer
