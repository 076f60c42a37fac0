// One accepted connection and the state of the server that it belongs to. Private to api/http: this
// header brings the network library in.
#pragma once

#include "api/http/server.hpp"
#include "api/http/worker_pool.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>

#include <atomic>
#include <memory>
#include <optional>
#include <set>
#include <string>

namespace leerwijzer {

class Connection;

/// Everything that connections share; touched on the I/O thread only, but for the atomics and the pool.
struct ServerCore {
  ServerCore(ServerSettings with, HttpApplication& serves);

  ServerSettings settings;
  HttpApplication& application;
  // Connections that the drain limit cut off end together with `io`: what they touch outlives it.
  std::set<Connection*> open;
  std::atomic<std::size_t> open_count{0};
  std::atomic<bool> draining{false};
  bool over = false;  ///< run() has returned
  boost::asio::io_context io{1};
  boost::asio::ip::tcp::acceptor acceptor{io};
  boost::asio::signal_set signals{io};
  boost::asio::steady_timer drain_timer{io};
  boost::asio::steady_timer grace_timer{io};
  WorkerPool pool;  ///< last, so that it ends while the rest is still there

  void start(boost::asio::ip::tcp::socket socket);
  void begin_drain();
  void forget(Connection& connection);
};

/// What came in: a request to answer, or a refusal that ends the connection.
struct Incoming {
  std::optional<WebRequest> request;
  std::optional<WebResponse> refusal;
  bool keep_alive = false;
  bool http10 = false;
  bool unread = false;  ///< the client may still be sending
};

class Connection {
 public:
  Connection(ServerCore& core, boost::asio::ip::tcp::socket socket);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// Requests one after another until the client or the server ends it.
  boost::asio::awaitable<void> serve();

  /// Waiting for a request of which no byte has come.
  [[nodiscard]] bool idle();
  void cancel();

 private:
  /// Fills the buffer up to the empty line; `length` is npos when that lies past the limit.
  boost::asio::awaitable<bool> read_header(std::size_t& length);
  boost::asio::awaitable<bool> read(Incoming& incoming);
  boost::asio::awaitable<bool> answer(Incoming& incoming);
  boost::asio::awaitable<bool> write(const Incoming& incoming, WebResponse& response, bool keep_alive);
  boost::asio::awaitable<void> close(bool unread);

  ServerCore& core_;
  boost::beast::tcp_stream stream_;
  boost::beast::flat_buffer buffer_;
  std::string client_;  ///< address of the other end
  bool waiting_ = false;
};

}  // namespace leerwijzer
