#include "tests/support/http_server.hpp"

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <string_view>

namespace leerwijzer::testing {
namespace {

constexpr std::size_t k_most_head = 64 * 1024;
constexpr int k_patience_ms = 3'000;

/// Is the empty line there, and as much of a body as Content-Length says?
bool is_whole(const std::string& head) {
  const std::size_t end = head.find("\r\n\r\n");
  if (end == std::string::npos) return false;
  constexpr std::string_view k_length = "\r\nContent-Length: ";
  const std::size_t length = head.find(k_length);
  if (length == std::string::npos || length > end) return true;
  return head.size() - end - 4 >= std::strtoul(head.c_str() + length + k_length.size(), nullptr, 10);
}

/// Reads up to the empty line and the body; false when the client is too slow or sends too much.
bool read_head(int connection, std::string& head) {
  std::array<char, 4096> piece{};
  while (!is_whole(head)) {
    pollfd waiting{connection, POLLIN, 0};
    if (::poll(&waiting, 1, k_patience_ms) <= 0 || head.size() > k_most_head) return false;
    const ssize_t count = ::recv(connection, piece.data(), piece.size(), 0);
    if (count <= 0) return false;
    head.append(piece.data(), static_cast<std::size_t>(count));
  }
  return true;
}

bool send_all(int connection, const char* data, std::size_t size) {
  while (size > 0) {
    const ssize_t count = ::send(connection, data, size, MSG_NOSIGNAL);
    if (count <= 0) return false;
    data += count;
    size -= static_cast<std::size_t>(count);
  }
  return true;
}

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

}  // namespace

HttpServer::HttpServer(Handler handler) : handler_(std::move(handler)) {
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
  ::close(listener_);
}

std::string HttpServer::url() const { return "http://127.0.0.1:" + std::to_string(port_); }

std::vector<ServedRequest> HttpServer::requests() const {
  const std::lock_guard lock(mutex_);
  return requests_;
}

void HttpServer::serve() {
  while (!stopping_) {
    pollfd waiting{listener_, POLLIN, 0};
    if (::poll(&waiting, 1, 50) <= 0) continue;
    const int connection = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (connection < 0) continue;
    answer(connection);
    ::close(connection);
  }
}

void HttpServer::answer(int connection) {
  std::string head;
  if (!read_head(connection, head)) return;
  const ServedRequest request = parse_head(head);
  {
    const std::lock_guard lock(mutex_);
    requests_.push_back(request);
  }
  const ServedReply reply = handler_(request);
  const auto until = std::chrono::steady_clock::now() + reply.delay;
  while (!stopping_ && std::chrono::steady_clock::now() < until)
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  std::string out = "HTTP/1.1 " + std::to_string(reply.status) + " Reply\r\nConnection: close\r\nContent-Length: " +
                    std::to_string(reply.body.size() + reply.announce_more) + "\r\n";
  for (const std::string& line : reply.headers) out += line + "\r\n";
  out += "\r\n";
  if (!send_all(connection, out.data(), out.size())) return;
  if (reply.each_byte.count() == 0) {
    send_all(connection, reply.body.data(), reply.body.size());
    return;
  }
  for (char byte : reply.body) {
    if (stopping_ || !send_all(connection, &byte, 1)) return;
    std::this_thread::sleep_for(reply.each_byte);
  }
}

}  // namespace leerwijzer::testing
