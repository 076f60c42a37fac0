// A small HTTP server inside a test, on a port of this machine: pages, faults, slow and broken bodies. One
// connection at a time, one request a connection.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace leerwijzer::testing {

struct ServedRequest {
  std::string target;                          ///< path and query
  std::map<std::string, std::string> headers;  ///< names in lower case
  std::string body{};                          ///< of a POST; read before the handler is asked
};

struct ServedReply {
  int status = 200;
  std::string body{};
  std::vector<std::string> headers{};      ///< whole lines
  std::chrono::milliseconds delay{0};      ///< before the first byte
  std::chrono::milliseconds each_byte{0};  ///< between the bytes of the body
  std::size_t announce_more = 0;           ///< Content-Length says this much more than is sent
};

class HttpServer {
 public:
  using Handler = std::function<ServedReply(const ServedRequest&)>;

  /// Listens on a free port of 127.0.0.1. Throws std::runtime_error.
  explicit HttpServer(Handler handler);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  /// "http://127.0.0.1:40123"
  [[nodiscard]] std::string url() const;

  /// Requests so far, in order.
  [[nodiscard]] std::vector<ServedRequest> requests() const;

 private:
  void serve();
  void answer(int connection);

  Handler handler_;
  int listener_ = -1;
  int port_ = 0;
  std::atomic<bool> stopping_{false};
  mutable std::mutex mutex_;
  std::vector<ServedRequest> requests_;
  std::thread thread_;
};

}  // namespace leerwijzer::testing
