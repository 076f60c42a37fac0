#include "engine/store/transaction.hpp"

#include <pqxx/transaction>

namespace leerwijzer {
namespace {

std::unique_ptr<pqxx::transaction_base> begin(pqxx::connection& connection, Access access) {
  using pqxx::transaction;
  switch (access) {
    case Access::read: return std::make_unique<transaction<pqxx::read_committed, pqxx::read_only>>(connection);
    case Access::snapshot: return std::make_unique<transaction<pqxx::repeatable_read, pqxx::read_only>>(connection);
    case Access::write:
    case Access::bulk: return std::make_unique<transaction<>>(connection);
  }
  return {};
}

}  // namespace

Transaction::Transaction(PooledConnection& connection, Access access) : connection_(connection), access_(access) {
  const PooledConnection::Waiting waiting(connection);
  work_ = begin(connection.raw(), access);
  if (access == Access::bulk) work_->exec("SET LOCAL statement_timeout = 0");
}

Transaction::~Transaction() {
  const PooledConnection::Waiting waiting(connection_);
  work_.reset();
}

void Transaction::run_script(const std::string& sql, std::string_view name) {
  at_ = name;
  const auto waiting = wait_for_answer();
  work_->exec(sql);
}

void Transaction::commit() {
  at_ = "commit";
  const auto waiting = wait_for_answer();
  // With a synchronous standby a commit waits for it. A statement timeout would end only that wait: the server then
  // says "committed" of what the standby never got. Without one the watchdog cuts the connection, and nothing is said.
  if (access_ == Access::write) work_->exec("SET LOCAL statement_timeout = 0");
  work_->commit();
}

std::unique_ptr<PooledConnection::Waiting> Transaction::wait_for_answer() const {
  if (access_ == Access::bulk) return nullptr;
  return std::make_unique<PooledConnection::Waiting>(connection_);
}

}  // namespace leerwijzer
