// A server on a free port in a thread of its own, for the time of a test.
#pragma once

#include "api/http/server.hpp"
#include "tests/support/raw_client.hpp"

#include <string>
#include <string_view>
#include <thread>
#include <utility>

namespace leerwijzer::testing {

class RunningServer {
 public:
  RunningServer(HttpApplication& application, ServerSettings settings)
      : server_(HttpServer::listen(std::move(settings), application).value()), thread_([this] { server_.run(); }) {}
  ~RunningServer() { stop(); }
  RunningServer(const RunningServer&) = delete;
  RunningServer& operator=(const RunningServer&) = delete;

  [[nodiscard]] HttpServer& server() noexcept { return server_; }
  [[nodiscard]] RawClient connect() const { return RawClient(server_.port()); }

  /// Ends the server and waits until it has.
  void stop() {
    server_.stop();
    if (thread_.joinable()) thread_.join();
  }

  [[nodiscard]] RawResponse ask(std::string_view bytes) const {
    RawClient client(server_.port());
    auto response = client.ask(bytes);
    if (!response) throw std::runtime_error("the server ended the connection without an answer");
    return *response;
  }

  [[nodiscard]] RawResponse get(std::string_view target, std::string_view fields = "") const {
    return ask("GET " + std::string(target) + " HTTP/1.1\r\nHost: test\r\n" + std::string(fields) + "\r\n");
  }

  [[nodiscard]] RawResponse post(std::string_view target, std::string_view body,
                                 std::string_view type = "application/json") const {
    return ask("POST " + std::string(target) + " HTTP/1.1\r\nHost: test\r\nContent-Type: " + std::string(type) +
               "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body));
  }

 private:
  HttpServer server_;
  std::thread thread_;
};

inline ServerSettings any_port() {
  ServerSettings settings;
  settings.port = 0;
  settings.threads = 2;
  settings.queue = 8;
  return settings;
}

}  // namespace leerwijzer::testing
