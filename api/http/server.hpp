// The HTTP/1.1 server: one I/O thread, one bounded pool for what may wait, limits and deadlines on
// everything, and a graceful end. The only code that knows the network library is behind this header.
#pragma once

#include "api/http/message.hpp"
#include "api/http/worker_pool.hpp"
#include "engine/core/error.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace leerwijzer {

struct ServerSettings {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;                    ///< 0: a free one
  std::size_t threads = 4;                      ///< of the pool; one more answers suggestions and searches alone
  std::size_t queue = 64;                       ///< requests of each kind that may wait for a thread
  std::chrono::milliseconds queue_wait{5'000};  ///< who waited longer is refused when its turn comes
  std::size_t connections = 4096;
  std::size_t header_bytes = 16 * 1024;
  std::size_t target_bytes = 8 * 1024;
  std::size_t body_bytes = 64 * 1024;
  std::chrono::milliseconds header_timeout{15'000};  ///< also how long a connection may lie idle
  std::chrono::milliseconds body_timeout{10'000};
  std::chrono::milliseconds write_timeout{30'000};
  std::chrono::milliseconds drain{10'000};    ///< longest wait for requests in flight at the end
  std::chrono::milliseconds idle_grace{300};  ///< while draining: how long an idle connection may still ask
  bool handle_signals = false;                ///< SIGTERM and SIGINT stop the server
};

class HttpServer {
 public:
  /// Binds and listens. Fails with unavailable where the address is taken or unknown.
  [[nodiscard]] static Result<HttpServer> listen(ServerSettings settings, HttpApplication& application);
  HttpServer(HttpServer&&) noexcept;
  HttpServer& operator=(HttpServer&&) noexcept;
  ~HttpServer();

  [[nodiscard]] std::uint16_t port() const noexcept;

  /// Serves on the calling thread until stopped and drained.
  void run();

  /// From any thread: stop accepting, finish what is in flight, then run() returns.
  void stop();

  [[nodiscard]] bool draining() const noexcept;
  [[nodiscard]] std::size_t pool_busy() const noexcept;
  [[nodiscard]] std::size_t pool_size() const noexcept;
  [[nodiscard]] std::size_t connections() const noexcept;
  [[nodiscard]] std::array<WorkFigures, k_kinds_of_work> work() const;

 private:
  struct State;
  explicit HttpServer(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace leerwijzer
