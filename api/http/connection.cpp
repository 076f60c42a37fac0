#include "api/http/connection.hpp"

#include "api/http/framing.hpp"
#include "api/http/problem.hpp"
#include "api/http/response_head.hpp"
#include "api/http/target.hpp"
#include "engine/core/text.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>

#include <array>
#include <chrono>
#include <cstdint>
#include <limits>

namespace leerwijzer {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using Parser = http::request_parser<http::string_body>;
using boost::system::error_code;

constexpr auto k_as_value = asio::as_tuple(asio::use_awaitable);

WebResponse refuse(int status, std::string_view code, std::string_view detail, std::string_view hint,
                   std::string_view refusal) {
  WebResponse response = protocol_problem(status, code, detail, hint, "");
  response.close = true;
  response.refusal = refusal;
  return response;
}

WebResponse bad_request(std::string_view detail) {
  return refuse(400, "bad_request", detail, "Send one well-formed HTTP/1.1 request at a time.", "framing");
}

/// A wrong value names its parameter, as every other fault of a parameter does.
WebResponse bad_target(const Error& error) {
  if (error.where.empty()) return bad_request(error.what);
  WebResponse response = problem_response(error, {{error.where, error.what, error.hint}}, "");
  response.close = true;
  response.refusal = "framing";
  return response;
}

/// Nothing where the connection simply ended or timed out.
std::optional<WebResponse> refusal_of(error_code error, std::size_t limit) {
  if (error == http::error::body_limit) {
    return refuse(413, "too_large", "The body is larger than " + std::to_string(limit) + " bytes.",
                  "Send less in one request.", "body-limit");
  }
  if (error == http::error::end_of_stream || error == http::error::partial_message) return std::nullopt;
  static const boost::system::error_category& k_http = http::make_error_code(http::error::bad_value).category();
  if (error.category() == k_http) return bad_request("The request is not well-formed HTTP: " + error.message() + ".");
  return std::nullopt;
}

WebResponse too_long(std::string_view header, const ServerSettings& settings) {
  if (header.find('\n') > settings.target_bytes) {
    return refuse(414, "target_too_long", "The address is too long.", "Shorten the query.", "target-limit");
  }
  return refuse(431, "header_too_large", "The header fields are too large.", "Send fewer or shorter fields.",
                "header-limit");
}

std::string_view bytes_of(const beast::flat_buffer& buffer) {
  return {static_cast<const char*>(buffer.cdata().data()), buffer.size()};
}

RequestHead head_of(const Parser& parser) {
  RequestHead head;
  head.version = parser.get().version();
  const auto method = parser.get().method_string();
  const auto target = parser.get().target();
  head.method = {method.data(), method.size()};
  head.target = {target.data(), target.size()};
  for (const auto& field : parser.get()) {
    const auto name = field.name_string();
    const auto value = field.value();
    head.headers.emplace_back(to_lower_ascii({name.data(), name.size()}), std::string(value.data(), value.size()));
  }
  return head;
}

/// Runs `work` in the pool and gives its response, or nothing when the pool is full or it waited too long. It takes the
/// work by reference to a named object: a temporary inside a co_await expression would be destroyed
/// twice by this compiler.
template <typename F>
asio::awaitable<std::optional<WebResponse>> offload(WorkerPool& pool, Work kind, std::chrono::milliseconds longest_wait,
                                                    F& work) {
  const auto executor = co_await asio::this_coro::executor;
  auto initiate = [&pool, &work, executor, kind, longest_wait](auto handler) {
    auto done = std::make_shared<decltype(handler)>(std::move(handler));
    auto guard = std::make_shared<asio::executor_work_guard<asio::any_io_executor>>(executor);
    const auto hand_over = [done, executor](std::optional<WebResponse> response) {
      asio::post(executor, [done, response = std::move(response)]() mutable { (*done)(std::move(response)); });
    };
    const bool accepted =
        pool.try_post(kind, [&work, hand_over, guard, longest_wait](WorkerPool::Clock::duration waited) {
          // Whoever waited this long has mostly gone away, and the others behind it wait for nothing.
          if (waited > longest_wait) {
            hand_over(std::nullopt);
          } else {
            hand_over(work());
          }
        });
    if (!accepted) hand_over(std::nullopt);
  };
  co_return co_await asio::async_initiate<const asio::use_awaitable_t<>, void(std::optional<WebResponse>)>(
      initiate, asio::use_awaitable);
}

}  // namespace

Connection::Connection(ServerCore& core, asio::ip::tcp::socket socket)
    : core_(core),
      stream_(std::move(socket)),
      buffer_(core.settings.header_bytes + core.settings.body_bytes + 64U * 1024U) {
  error_code unknown;
  const auto peer = stream_.socket().remote_endpoint(unknown);
  if (!unknown) client_ = peer.address().to_string();
  core_.open.insert(this);
  core_.open_count = core_.open.size();
}

Connection::~Connection() { core_.forget(*this); }

bool Connection::idle() {
  if (!waiting_ || buffer_.size() > 0) return false;
  error_code ignored;
  return stream_.socket().available(ignored) == 0;
}

void Connection::cancel() { stream_.cancel(); }

asio::awaitable<void> Connection::serve() {
  for (;;) {
    Incoming incoming;
    const bool something = co_await read(incoming);
    if (!something) break;
    const bool go_on = co_await answer(incoming);
    if (!go_on) {
      co_await close(incoming.unread);
      break;
    }
  }
}

asio::awaitable<bool> Connection::read_header(std::size_t& length) {
  const std::size_t limit = core_.settings.header_bytes;
  stream_.expires_after(core_.draining ? core_.settings.idle_grace : core_.settings.header_timeout);
  waiting_ = true;
  std::size_t seen = 0;
  while ((length = bytes_of(buffer_).find("\r\n\r\n", seen)) == std::string_view::npos && buffer_.size() <= limit) {
    seen = buffer_.size() < 3 ? 0 : buffer_.size() - 3;
    const asio::mutable_buffer into = buffer_.prepare(4096);
    const auto [error, bytes] = co_await stream_.async_read_some(into, k_as_value);
    if (error) {
      waiting_ = false;
      co_return false;
    }
    buffer_.commit(bytes);
  }
  waiting_ = false;
  if (length != std::string_view::npos) length += 4;
  co_return true;
}

asio::awaitable<bool> Connection::read(Incoming& incoming) {
  const ServerSettings& settings = core_.settings;
  // The header is read here and not by the library, which would join folded lines without a trace.
  std::size_t length = 0;
  const bool came = co_await read_header(length);
  if (!came) co_return false;
  incoming.unread = true;
  const std::string_view raw = bytes_of(buffer_).substr(0, length);
  if (length > settings.header_bytes) {
    incoming.refusal = too_long(raw, settings);
    co_return true;
  }
  if (raw.find("\r\n ") != std::string_view::npos || raw.find("\r\n\t") != std::string_view::npos) {
    incoming.refusal = bad_request("A header field is folded over lines.");
    co_return true;
  }
  Parser parser;
  parser.header_limit(static_cast<std::uint32_t>(settings.header_bytes));
  parser.body_limit(std::numeric_limits<std::uint64_t>::max());  // until it is known what is asked
  error_code head_error;
  const asio::const_buffer head_bytes = asio::buffer(raw.data(), raw.size());
  buffer_.consume(parser.put(head_bytes, head_error));
  if (head_error) {
    incoming.refusal = refusal_of(head_error, settings.body_bytes);
    if (!incoming.refusal) incoming.refusal = bad_request("The request is not well-formed HTTP.");
    co_return true;
  }
  incoming.unread = !parser.is_done();
  const RequestHead head = head_of(parser);
  if (head.version != 11 && head.version != 10) {
    incoming.refusal = refuse(505, "version", "Only HTTP/1.1 and HTTP/1.0 are spoken here.", "", "framing");
    co_return true;
  }
  if (const auto fault = framing_fault(head)) {
    incoming.refusal = bad_request(*fault);
    co_return true;
  }
  if (head.target.size() > settings.target_bytes) {
    incoming.refusal = refuse(414, "target_too_long", "The address is too long.", "Shorten the query.", "target-limit");
    co_return true;
  }
  Target target;
  if (head.target != "*") {
    auto parsed = parse_target(head.target);
    if (!parsed) {
      incoming.refusal = bad_target(parsed.error());
      co_return true;
    }
    target = std::move(*parsed);
  }
  incoming.keep_alive = parser.keep_alive();
  incoming.http10 = head.version == 10;
  WebRequest request;
  request.method = head.method;
  request.target = head.target;
  request.path = std::move(target.path);
  request.query = std::move(target.query);
  request.headers = head.headers;  // now: trailers of a chunked body must not become headers
  request.id = request_id_from(request.header("x-request-id"));
  request.trace = trace_id_from(request.header("traceparent"));
  request.client = client_;
  if (!parser.is_done()) {
    const std::size_t limit = core_.application.body_limit(request, settings.body_bytes);
    parser.body_limit(limit);
    if (parser.content_length().value_or(0) > limit) {
      incoming.refusal = refusal_of(http::error::body_limit, limit);
      co_return true;
    }
    const std::string_view expect = request.header("expect");
    if (!expect.empty() && to_lower_ascii(expect) != "100-continue") {
      incoming.refusal = refuse(417, "expectation", "Only 100-continue can be expected here.", "", "framing");
      co_return true;
    }
    stream_.expires_after(settings.body_timeout);
    if (!expect.empty()) {
      const std::string go_on = "HTTP/1.1 100 Continue\r\n\r\n";
      const asio::const_buffer bytes = asio::buffer(go_on);
      const auto [error, count] = co_await asio::async_write(stream_, bytes, k_as_value);
      if (error) co_return false;
    }
    const auto [body_error, body_bytes] = co_await http::async_read(stream_, buffer_, parser, k_as_value);
    if (body_error) {
      incoming.refusal = refusal_of(body_error, limit);
      co_return incoming.refusal.has_value();
    }
  }
  incoming.unread = false;
  request.body = std::move(parser.get().body());
  incoming.request = std::move(request);
  co_return true;
}

asio::awaitable<bool> Connection::answer(Incoming& incoming) {
  const auto from = std::chrono::steady_clock::now();
  HttpApplication& application = core_.application;
  WebResponse response;
  if (incoming.refusal) {
    response = std::move(*incoming.refusal);
  } else {
    const WebRequest& request = *incoming.request;
    application.in_flight(1);
    if (auto ready = application.at_once(request)) {
      response = std::move(*ready);
    } else if (application.may_block(request)) {
      auto work = [&application, &request] { return application.answer(request); };
      const Work kind = application.work_of(request);
      auto done = co_await offload(core_.pool, kind, core_.settings.queue_wait, work);
      if (done) {
        response = std::move(*done);
      } else {
        const Error error{ErrorCode::overloaded, "Every worker is busy and the queue is full.",
                          "Try again after a second.", ""};
        response = problem_response(error, {}, request.id);
        response.refusal = kind == Work::dear ? "overload-dear" : "overload";
      }
    } else {
      response = application.answer(request);
    }
  }
  application.finish(response);
  if (incoming.request) response.headers.emplace_back("x-request-id", incoming.request->id);
  const bool keep_alive = incoming.keep_alive && !response.close && !core_.draining;
  const bool written = co_await write(incoming, response, keep_alive);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - from;
  if (incoming.request) application.in_flight(-1);
  application.observe(incoming.request ? &*incoming.request : nullptr, response, took.count());
  co_return written&& keep_alive;
}

asio::awaitable<bool> Connection::write(const Incoming& incoming, WebResponse& response, bool keep_alive) {
  const std::string head = response_head(response, !keep_alive ? "close" : incoming.http10 ? "keep-alive" : "");
  const bool body_goes = !incoming.request || incoming.request->method != "HEAD";
  const std::array<asio::const_buffer, 2> parts{asio::buffer(head),
                                                body_goes ? asio::buffer(response.content()) : asio::const_buffer{}};
  stream_.expires_after(core_.settings.write_timeout);
  const auto [error, bytes] = co_await asio::async_write(stream_, parts, k_as_value);
  co_return !error;
}

asio::awaitable<void> Connection::close(bool unread) {
  error_code ignored;
  stream_.socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
  if (!unread) co_return;
  // Bytes that nobody reads would turn the close into a reset, and the client would lose the answer.
  std::array<char, 4096> scratch{};
  const asio::mutable_buffer into = asio::buffer(scratch);
  stream_.expires_after(std::chrono::seconds(1));
  for (std::size_t total = 0; total < std::size_t{1} << 20U;) {
    const auto [error, bytes] = co_await stream_.async_read_some(into, k_as_value);
    if (error) co_return;
    total += bytes;
  }
}

}  // namespace leerwijzer
