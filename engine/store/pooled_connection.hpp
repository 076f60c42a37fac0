// A connection of the pool with the names of the statements that are prepared on it. Only for
// files inside engine/store: it brings in pqxx.
#pragma once

#include "engine/store/watchdog.hpp"

#include <pqxx/connection>

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>

namespace leerwijzer {

class PooledConnection {
 public:
  /// Throws pqxx::broken_connection when the database cannot be reached. A call on it that gets no
  /// answer within `longest_silence` is cut off by the watchdog, which must outlive this.
  PooledConnection(const std::string& url, Watchdog& watchdog, std::chrono::milliseconds longest_silence);

  [[nodiscard]] pqxx::connection& raw() noexcept { return raw_; }

  /// Prepares a statement the first time that this connection meets it.
  void prepare_once(std::string_view name, std::string_view sql);

  /// While this lives, the server has to answer within the longest silence.
  class Waiting {
   public:
    explicit Waiting(PooledConnection& connection);
    ~Waiting();
    Waiting(const Waiting&) = delete;
    Waiting& operator=(const Waiting&) = delete;

   private:
    PooledConnection& connection_;
    std::uint64_t watch_;
  };

  /// Was it cut off because the server kept silent? Then trying at once again would only hang again.
  [[nodiscard]] bool was_cut_off() const noexcept { return cut_off_; }

  /// To be thrown away instead of given back, whatever the connection says of itself.
  void condemn() noexcept { condemned_ = true; }
  [[nodiscard]] bool usable() const noexcept { return !condemned_ && raw_.is_open(); }

 private:
  pqxx::connection raw_;
  std::unordered_set<std::string_view> prepared_;  // views of names in the statement tables
  Watchdog& watchdog_;
  std::chrono::milliseconds longest_silence_;
  bool condemned_ = false;
  bool cut_off_ = false;
};

}  // namespace leerwijzer
