// Ends connections on which the server gives no answer at all. The server's own statement timeout
// does not help when the whole server hangs, and libpq would wait for ever.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <thread>

namespace leerwijzer {

class Watchdog {
 public:
  using Clock = std::chrono::steady_clock;

  Watchdog() = default;
  ~Watchdog();
  Watchdog(const Watchdog&) = delete;
  Watchdog& operator=(const Watchdog&) = delete;

  /// From now on the socket is shut down when `longest` passes, until call_off of the number that
  /// comes back. The socket must stay open until then.
  [[nodiscard]] std::uint64_t watch(int socket, Clock::duration longest);

  /// Was the socket shut down?
  bool call_off(std::uint64_t number);

 private:
  struct Watched {
    int socket = -1;
    Clock::time_point until;
    bool bitten = false;
  };
  void run();

  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::uint64_t, Watched> watched_;  // a pool is small: looked through whole
  std::uint64_t last_number_ = 0;
  Clock::time_point wakes_at_ = Clock::time_point::max();
  bool stop_ = false;
  std::thread thread_;  // started with the first watch
};

}  // namespace leerwijzer
