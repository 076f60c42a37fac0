// A connection of the pool with the names of the statements that are prepared on it. Only for
// files inside engine/store: it brings in pqxx.
#pragma once

#include <pqxx/connection>

#include <string>
#include <string_view>
#include <unordered_set>

namespace leerwijzer {

class PooledConnection {
 public:
  /// Throws pqxx::broken_connection when the database cannot be reached.
  explicit PooledConnection(const std::string& url);

  [[nodiscard]] pqxx::connection& raw() noexcept { return raw_; }

  /// Prepares a statement the first time that this connection meets it.
  void prepare_once(std::string_view name, std::string_view sql);

  /// To be thrown away instead of given back, whatever the connection says of itself.
  void condemn() noexcept { condemned_ = true; }
  [[nodiscard]] bool usable() const noexcept { return !condemned_ && raw_.is_open(); }

 private:
  pqxx::connection raw_;
  std::unordered_set<std::string_view> prepared_;  // views of names in the statement tables
  bool condemned_ = false;
};

}  // namespace leerwijzer
