#include "tests/support/http_server.hpp"

#include "tests/support/served_connection.hpp"

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <zlib.h>

#include <csignal>
#include <cstring>
#include <stdexcept>
#include <string_view>

namespace leerwijzer::testing {
namespace {

ServedRequest parse_head(const std::string& head) {
  ServedRequest request;
  const std::size_t first = head.find(' ');
  request.target = head.substr(first + 1, head.find(' ', first + 1) - first - 1);
  request.body = head.substr(head.find("\r\n\r\n") + 4);
  for (std::size_t at = head.find("\r\n") + 2; at < head.size();) {
    const std::size_t end = head.find("\r\n", at);
    const std::size_t colon = head.find(':', at);
    if (end == std::string::npos || end == at) break;
    if (colon < end) {
      std::string name = head.substr(at, colon - at);
      for (char& c : name) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
      request.headers[name] = head.substr(colon + 2, end - colon - 2);
    }
    at = end + 2;
  }
  return request;
}

std::string head_of_reply(const ServedReply& reply) {
  std::string head = "HTTP/1.1 " + std::to_string(reply.status) + " Reply\r\nConnection: close\r\n";
  if (reply.status != 304) {
    const std::size_t more = reply.announce_more + (reply.stall || reply.reset ? 1 : 0);
    head += "Content-Length: " + std::to_string(reply.body.size() + more) + "\r\n";
  }
  for (const std::string& line : reply.headers) head += line + "\r\n";
  return head + "\r\n";
}

std::string gzip(const std::string& text) {
  z_stream stream{};
  constexpr int k_gzip_window = 15 + 16;
  if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, k_gzip_window, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::runtime_error("zlib cannot be started");
  std::string in = text;
  std::string out(deflateBound(&stream, in.size()) + 32, '\0');
  stream.next_in = static_cast<Bytef*>(static_cast<void*>(in.data()));
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = static_cast<Bytef*>(static_cast<void*>(out.data()));
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

}  // namespace

ServedReply reply_if_changed(const ServedRequest& request, const std::string& body, const std::string& etag,
                             const std::string& last_modified) {
  const auto sent = [&](const char* name) {
    const auto at = request.headers.find(name);
    return at == request.headers.end() ? std::string() : at->second;
  };
  ServedReply reply;
  if (!etag.empty()) reply.headers.push_back("ETag: " + etag);
  if (!last_modified.empty()) reply.headers.push_back("Last-Modified: " + last_modified);
  const bool same = (!etag.empty() && sent("if-none-match") == etag) ||
                    (etag.empty() && !last_modified.empty() && sent("if-modified-since") == last_modified);
  if (same) {
    reply.status = 304;
  } else {
    reply.body = body;
  }
  return reply;
}

ServedReply gzip_reply(const std::string& body) { return {.body = gzip(body), .headers = {"Content-Encoding: gzip"}}; }

HttpServer::HttpServer(Handler handler, Transport transport) : handler_(std::move(handler)) {
  std::signal(SIGPIPE, SIG_IGN);  // a client that hangs up in the middle of TLS
  if (transport == Transport::self_signed_tls) identity_ = std::make_unique<TlsIdentity>();
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  sockaddr raw{};
  std::memcpy(&raw, &address, sizeof raw);
  if (listener_ < 0 || ::bind(listener_, &raw, sizeof raw) != 0 || ::listen(listener_, 64) != 0)
    throw std::runtime_error("the test server cannot listen");
  socklen_t size = sizeof raw;
  ::getsockname(listener_, &raw, &size);
  std::memcpy(&address, &raw, sizeof address);
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { serve(); });
}

HttpServer::~HttpServer() {
  stopping_ = true;
  thread_.join();
  for (Answer& answer : answers_) answer.thread.join();
  ::close(listener_);
}

std::string HttpServer::url() const {
  return (identity_ ? "https://127.0.0.1:" : "http://127.0.0.1:") + std::to_string(port_);
}

std::string HttpServer::certificate() const { return identity_ ? identity_->certificate() : std::string{}; }

std::vector<ServedRequest> HttpServer::requests() const {
  const std::lock_guard lock(mutex_);
  return requests_;
}

void HttpServer::serve() {
  while (!stopping_) {
    answers_.remove_if([](Answer& answer) {
      if (!answer.done) return false;
      answer.thread.join();
      return true;
    });
    pollfd waiting{listener_, POLLIN, 0};
    if (::poll(&waiting, 1, 50) <= 0) continue;
    const int connection = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (connection < 0) continue;
    ++connections_;
    Answer& one = answers_.emplace_back();
    one.thread = std::thread([this, connection, &one] {
      answer(connection);
      one.done = true;
    });
  }
}

void HttpServer::rest(std::chrono::milliseconds time) const {
  const auto until = std::chrono::steady_clock::now() + time;
  while (!stopping_ && std::chrono::steady_clock::now() < until)
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
}

void HttpServer::answer(int connection) {
  ServedConnection client(connection, identity_.get());
  std::string head;
  if (!client.begin() || !client.read_request(head)) return;
  const ServedRequest request = parse_head(head);
  ServedReply reply;
  {
    const std::lock_guard handling(handling_);
    {
      const std::lock_guard lock(mutex_);
      requests_.push_back(request);
    }
    reply = handler_(request);
  }
  rest(reply.delay);
  const std::string out = head_of_reply(reply);
  if (!client.send(out.data(), out.size())) return;
  if (reply.each_byte.count() == 0) {
    client.send(reply.body.data(), reply.body.size());
  } else {
    for (char byte : reply.body) {
      if (stopping_ || !client.send(&byte, 1)) return;
      std::this_thread::sleep_for(reply.each_byte);
    }
  }
  if (reply.stall) rest(std::chrono::hours(1));
  if (reply.reset) client.reset_at_end();
}

}  // namespace leerwijzer::testing
