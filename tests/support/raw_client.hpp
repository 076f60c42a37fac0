// A client that writes bytes as they are and reads what comes: for testing a server with requests that
// no well-behaved client would send.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace leerwijzer::testing {

struct RawResponse {
  int status = 0;
  std::string head;  ///< status line and fields, as sent
  std::string body;

  /// Value of a field, by lower-case name; empty when absent.
  [[nodiscard]] std::string field(std::string_view name) const {
    std::size_t line = head.find("\r\n");
    while (line != std::string::npos && line + 2 < head.size()) {
      const std::size_t start = line + 2;
      const std::size_t end = std::min(head.find("\r\n", start), head.size());
      const std::size_t colon = head.find(':', start);
      if (colon < end && std::string_view(head).substr(start, colon - start) == name) {
        return head.substr(std::min(colon + 2, end), end - std::min(colon + 2, end));
      }
      line = end < head.size() ? end : std::string::npos;
    }
    return {};
  }
};

class RawClient {
 public:
  explicit RawClient(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    sockaddr generic{};
    static_assert(sizeof generic == sizeof address);
    __builtin_memcpy(&generic, &address, sizeof generic);
    if (socket_ < 0 || ::connect(socket_, &generic, sizeof generic) != 0) throw std::runtime_error("cannot connect");
  }
  ~RawClient() { ::close(socket_); }
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  void send(std::string_view bytes) const {
    while (!bytes.empty()) {
      const ssize_t count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (count <= 0) return;  // the server may end a bad request early
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
  }

  /// The next response; nothing when the connection ends first, or nothing comes for ten seconds.
  [[nodiscard]] std::optional<RawResponse> read(bool head_only = false) {
    std::size_t end = 0;
    while ((end = pending_.find("\r\n\r\n")) == std::string::npos) {
      if (!receive()) return std::nullopt;
    }
    RawResponse response;
    response.head = pending_.substr(0, end + 2);
    pending_.erase(0, end + 4);
    response.status = std::stoi(response.head.substr(9, 3));
    if (response.status == 100) return read(head_only);
    const std::string length = response.field("content-length");
    const std::size_t bytes = head_only || length.empty() ? 0 : std::stoul(length);
    while (pending_.size() < bytes) {
      if (!receive()) return std::nullopt;
    }
    response.body = pending_.substr(0, bytes);
    pending_.erase(0, bytes);
    return response;
  }

  [[nodiscard]] std::optional<RawResponse> ask(std::string_view bytes) {
    send(bytes);
    return read();
  }

  /// Did the server end the connection, with nothing more to read?
  [[nodiscard]] bool ended() {
    while (receive()) {
    }
    return pending_.empty() && ended_;
  }

  /// Everything that comes until the server ends the connection.
  [[nodiscard]] std::string rest() {
    while (receive()) {
    }
    return std::exchange(pending_, {});
  }

 private:
  bool receive() {
    pollfd waiting{socket_, POLLIN, 0};
    if (::poll(&waiting, 1, 10'000) <= 0) return false;
    char bytes[8192];
    const ssize_t count = ::recv(socket_, bytes, sizeof bytes, 0);
    if (count <= 0) {
      ended_ = true;
      return false;
    }
    pending_.append(bytes, static_cast<std::size_t>(count));
    return true;
  }

  int socket_;
  bool ended_ = false;
  std::string pending_;
};

}  // namespace leerwijzer::testing
