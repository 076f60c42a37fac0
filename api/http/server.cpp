#include "api/http/server.hpp"

#include "api/http/connection.hpp"
#include "api/http/problem.hpp"
#include "api/http/response_head.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <linux/filter.h>
#include <sys/socket.h>

#include <array>
#include <chrono>
#include <csignal>
#include <thread>
#include <utility>
#include <vector>

namespace leerwijzer {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

constexpr auto k_as_value = asio::as_tuple(asio::use_awaitable);
constexpr std::chrono::milliseconds k_handshake{2};  ///< one that was begun has ended by then, from a machine nearby

asio::awaitable<void> accept_connections(ServerCore& core) {
  asio::steady_timer pause(core.io);
  while (!core.draining) {
    auto [error, socket] = co_await core.acceptor.async_accept(k_as_value);
    if (!error) {
      core.start(std::move(socket));
    } else if (error == asio::error::operation_aborted) {
      co_return;
    } else {
      // Out of descriptors, or a client that was gone already: wait a moment and go on.
      pause.expires_after(std::chrono::milliseconds(100));
      co_await pause.async_wait(k_as_value);
    }
  }
}

/// Says that there are too many connections, without waiting for anything.
void turn_away(ServerCore& core, tcp::socket& socket) {
  const Error error{ErrorCode::overloaded, "There are too many connections.", "Try again after a second.", ""};
  WebResponse response = problem_response(error, {}, "");
  response.refusal = "connections";
  core.application.finish(response);
  const std::string bytes = response_head(response, "close") + response.body;
  error_code ignored;
  socket.non_blocking(true, ignored);
  socket.write_some(asio::buffer(bytes), ignored);
  core.application.observe(nullptr, response, 0.0);
}

Result<void> open(ServerCore& core) {
  error_code error;
  const ServerSettings& settings = core.settings;
  const std::string where = settings.address + ":" + std::to_string(settings.port);
  const asio::ip::address address = asio::ip::make_address(settings.address, error);
  if (error) {
    return Error{ErrorCode::invalid_input, "The address to listen on is not an IP address.",
                 "Use for example 127.0.0.1, 0.0.0.0 or ::1.", where};
  }
  const tcp::endpoint endpoint(address, settings.port);
  core.acceptor.open(endpoint.protocol(), error);
  if (!error) core.acceptor.set_option(asio::socket_base::reuse_address(true), error);
  if (!error) core.acceptor.bind(endpoint, error);
  if (!error) core.acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (!error) core.acceptor.non_blocking(true, error);
  if (error) {
    return Error{ErrorCode::unavailable, "Cannot listen: " + error.message() + ".",
                 "Choose another --port, or stop the program that uses it.", where};
  }
  return k_ok;
}

/// From now on the system drops the first packet of whoever wants to connect. Closing alone would reset those who were
/// connected between the last accept() and the close, with a request on the way; dropped, they ask again a second later
/// and are refused. Where the system cannot do it, nothing changes.
void let_nobody_in(tcp::acceptor& acceptor) {
  constexpr unsigned k_flags = 13;  // this byte of a TCP header
  constexpr unsigned k_syn = 0x02;
  constexpr unsigned k_ack = 0x10;
  constexpr unsigned k_whole = 0xFFFF;
  std::array<sock_filter, 5> program{{{BPF_LD | BPF_B | BPF_ABS, 0, 0, k_flags},
                                      {BPF_ALU | BPF_AND | BPF_K, 0, 0, k_syn | k_ack},
                                      {BPF_JMP | BPF_JEQ | BPF_K, 0, 1, k_syn},
                                      {BPF_RET | BPF_K, 0, 0, 0},
                                      {BPF_RET | BPF_K, 0, 0, k_whole}}};
  const sock_fprog code{static_cast<unsigned short>(program.size()), program.data()};
  ::setsockopt(acceptor.native_handle(), SOL_SOCKET, SO_ATTACH_FILTER, &code, sizeof code);
  std::this_thread::sleep_for(k_handshake);
}

}  // namespace

ServerCore::ServerCore(ServerSettings with, HttpApplication& serves)
    : settings(std::move(with)), application(serves), pool(settings.threads, settings.queue) {}

void ServerCore::start(tcp::socket socket) {
  error_code ignored;
  if (open.size() >= settings.connections) return turn_away(*this, socket);
  socket.set_option(tcp::no_delay(true), ignored);
  const auto connection = std::make_shared<Connection>(*this, std::move(socket));
  auto serve = [connection] { return connection->serve(); };  // kept by co_spawn, and the connection with it
  asio::co_spawn(io, std::move(serve), asio::detached);
}

void ServerCore::forget(Connection& connection) {
  open.erase(&connection);
  open_count = open.size();
  if (draining && open.empty() && !over) {
    drain_timer.cancel();
    grace_timer.cancel();
  }
}

void ServerCore::begin_drain() {
  if (draining.exchange(true)) return;
  let_nobody_in(acceptor);
  // Clients that are in the backlog already were promised an answer.
  for (;;) {
    error_code error;
    tcp::socket socket(io);
    acceptor.accept(socket, error);
    if (error) break;
    start(std::move(socket));
  }
  error_code ignored;
  acceptor.close(ignored);
  signals.cancel(ignored);
  if (open.empty()) return;
  grace_timer.expires_after(settings.idle_grace);
  grace_timer.async_wait([this](error_code error) {
    if (error) return;
    const std::vector<Connection*> all(open.begin(), open.end());
    for (Connection* connection : all) {
      if (connection->idle()) connection->cancel();
    }
  });
  drain_timer.expires_after(settings.drain);
  drain_timer.async_wait([this](error_code error) {
    if (!error) io.stop();
  });
}

struct HttpServer::State {
  State(ServerSettings settings, HttpApplication& application) : core(std::move(settings), application) {}
  ServerCore core;
  std::uint16_t port = 0;
};

HttpServer::HttpServer(std::unique_ptr<State> state) : state_(std::move(state)) {}
HttpServer::HttpServer(HttpServer&&) noexcept = default;
HttpServer& HttpServer::operator=(HttpServer&&) noexcept = default;
HttpServer::~HttpServer() = default;

Result<HttpServer> HttpServer::listen(ServerSettings settings, HttpApplication& application) {
  auto state = std::make_unique<State>(std::move(settings), application);
  if (const auto opened = open(state->core); !opened) return opened.error();
  state->port = state->core.acceptor.local_endpoint().port();
  return HttpServer(std::move(state));
}

std::uint16_t HttpServer::port() const noexcept { return state_->port; }

void HttpServer::run() {
  ServerCore& core = state_->core;
  if (core.settings.handle_signals) {
    core.signals.add(SIGTERM);
    core.signals.add(SIGINT);
    core.signals.async_wait([&core](error_code error, int) {
      if (!error) core.begin_drain();
    });
  }
  asio::co_spawn(core.io, accept_connections(core), asio::detached);
  core.io.run();
  core.over = true;
}

void HttpServer::stop() {
  asio::post(state_->core.io, [&core = state_->core] { core.begin_drain(); });
}

bool HttpServer::draining() const noexcept { return state_->core.draining; }
std::size_t HttpServer::pool_busy() const noexcept { return state_->core.pool.busy(); }
std::size_t HttpServer::pool_size() const noexcept { return state_->core.pool.size(); }
std::size_t HttpServer::connections() const noexcept { return state_->core.open_count; }
std::array<WorkFigures, k_kinds_of_work> HttpServer::work() const { return state_->core.pool.figures(); }

}  // namespace leerwijzer
