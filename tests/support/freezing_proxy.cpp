#include "tests/support/freezing_proxy.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <stdexcept>
#include <vector>

namespace leerwijzer::testing {
namespace {

/// One client and its connection to the server.
struct Pair {
  int client = -1;
  int server = -1;
};

sockaddr_un address_of(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof address.sun_path) throw std::runtime_error("socket path too long: " + path);
  std::memcpy(address.sun_path, path.data(), path.size());
  return address;
}

int connect_to(const std::string& path) {
  const sockaddr_un address = address_of(path);
  const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd >= 0 && ::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return fd;
  if (fd >= 0) ::close(fd);
  throw std::runtime_error("cannot connect to " + path);
}

/// Passes on what is there; false at the end of either side.
bool pass_on(int from, int to) {
  std::array<char, 8192> buffer{};
  const ssize_t count = ::read(from, buffer.data(), buffer.size());
  if (count <= 0) return false;
  return ::send(to, buffer.data(), static_cast<std::size_t>(count), MSG_NOSIGNAL) == count;
}

}  // namespace

FreezingProxy::FreezingProxy(const std::string& server) : server_(server) {
  std::string pattern = (std::filesystem::temp_directory_path() / "leerwijzer-proxy.XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("cannot make a temporary folder");
  folder_ = pattern;
  path_ = folder_ + "/" + std::filesystem::path(server).filename().string();
  const sockaddr_un address = address_of(path_);
  listener_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (listener_ < 0 || ::bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
      ::listen(listener_, 8) != 0) {
    throw std::runtime_error("cannot listen on " + path_);
  }
  thread_ = std::thread([this] { serve(); });
}

FreezingProxy::~FreezingProxy() {
  stop_ = true;
  thread_.join();
  ::close(listener_);
  std::filesystem::remove_all(folder_);
}

void FreezingProxy::serve() {
  std::vector<Pair> pairs;
  while (!stop_) {
    std::vector<pollfd> waits{{listener_, POLLIN, 0}};
    for (const Pair& pair : pairs) {
      waits.push_back({pair.client, POLLIN, 0});
      waits.push_back({pair.server, POLLIN, 0});
    }
    // A short tick, so that stop and thaw are noticed.
    if (frozen_) {
      ::poll(nullptr, 0, 10);
      continue;
    }
    ::poll(waits.data(), waits.size(), 10);
    if (waits[0].revents != 0) pairs.push_back({::accept(listener_, nullptr, nullptr), connect_to(server_)});
    for (std::size_t i = waits.size() / 2; i-- > 0;) {
      const bool to_server = waits[1 + 2 * i].revents == 0 || pass_on(pairs[i].client, pairs[i].server);
      const bool to_client = waits[2 + 2 * i].revents == 0 || pass_on(pairs[i].server, pairs[i].client);
      if (to_server && to_client) continue;
      ::close(pairs[i].client);
      ::close(pairs[i].server);
      pairs.erase(pairs.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }
  for (const Pair& pair : pairs) {
    ::close(pair.client);
    ::close(pair.server);
  }
}

}  // namespace leerwijzer::testing
