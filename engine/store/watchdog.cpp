#include "engine/store/watchdog.hpp"

#include <sys/socket.h>

#include <algorithm>

namespace leerwijzer {

Watchdog::~Watchdog() {
  {
    const std::scoped_lock lock(mutex_);
    stop_ = true;
  }
  changed_.notify_one();
  if (thread_.joinable()) thread_.join();
}

std::uint64_t Watchdog::watch(int socket, Clock::duration longest) {
  const std::scoped_lock lock(mutex_);
  if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
  const Clock::time_point until = Clock::now() + longest;
  watched_[++last_number_] = {socket, until, false};
  // Statements are many and the thread rests: it is only woken when it would sleep too long.
  if (until < wakes_at_) changed_.notify_one();
  return last_number_;
}

bool Watchdog::call_off(std::uint64_t number) {
  const std::scoped_lock lock(mutex_);
  const auto found = watched_.find(number);
  if (found == watched_.end()) return false;
  const bool bitten = found->second.bitten;
  watched_.erase(found);
  return bitten;
}

void Watchdog::run() {
  std::unique_lock lock(mutex_);
  while (!stop_) {
    Clock::time_point next = Clock::time_point::max();
    const auto now = Clock::now();
    for (auto& [number, watched] : watched_) {
      if (watched.bitten) continue;
      if (watched.until <= now) {
        // The reader wakes up with an end of file. Under the lock: a socket that was called off may be closed.
        ::shutdown(watched.socket, SHUT_RDWR);
        watched.bitten = true;
      } else {
        next = std::min(next, watched.until);
      }
    }
    wakes_at_ = next;
    if (next == Clock::time_point::max()) {
      changed_.wait(lock);
    } else {
      changed_.wait_until(lock, next);
    }
  }
}

}  // namespace leerwijzer
