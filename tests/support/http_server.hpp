// A small HTTP server inside a test, on a port of this machine: pages, faults, redirects, slow, stalled, packed and
// broken bodies, conditional requests, TLS with a certificate that nobody signed. Several connections at once, one
// request a connection; the handler is called by one thread at a time.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <list>
#include <map>
#include <memory>
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
  bool stall = false;                      ///< after the last byte nothing comes, and nothing ends
  bool reset = false;                      ///< after the last byte the connection is reset
};

/// The handler's answer for a document with validators: 304 where the request has one of them, else 200 with both.
[[nodiscard]] ServedReply reply_if_changed(const ServedRequest& request, const std::string& body,
                                           const std::string& etag, const std::string& last_modified = {});

/// The body packed with gzip, with its Content-Encoding.
[[nodiscard]] ServedReply gzip_reply(const std::string& body);

class TlsIdentity;

class HttpServer {
 public:
  using Handler = std::function<ServedReply(const ServedRequest&)>;
  enum class Transport { plain, self_signed_tls };

  /// Listens on a free port of 127.0.0.1. Throws std::runtime_error.
  explicit HttpServer(Handler handler, Transport transport = Transport::plain);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  /// "http://127.0.0.1:40123"
  [[nodiscard]] std::string url() const;
  [[nodiscard]] int port() const noexcept { return port_; }

  /// Of a server with TLS, in PEM; empty without.
  [[nodiscard]] std::string certificate() const;

  /// Requests so far, in order.
  [[nodiscard]] std::vector<ServedRequest> requests() const;

  /// Connections so far, also those without a request.
  [[nodiscard]] int connections() const noexcept { return connections_; }

 private:
  struct Answer {
    std::atomic<bool> done{false};
    std::thread thread;
  };
  void serve();
  void answer(int connection);
  void rest(std::chrono::milliseconds time) const;

  Handler handler_;
  std::unique_ptr<TlsIdentity> identity_;
  int listener_ = -1;
  int port_ = 0;
  std::atomic<bool> stopping_{false};
  std::atomic<int> connections_{0};
  mutable std::mutex mutex_;
  std::mutex handling_;
  std::vector<ServedRequest> requests_;
  std::list<Answer> answers_;
  std::thread thread_;
};

}  // namespace leerwijzer::testing
