// A fixed number of threads behind bounded queues, one for each kind of work: what may wait for a database or search an
// index runs here. When its queue is full new work is refused at once, so that waiting never piles up.
#pragma once

#include "api/http/work.hpp"

#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace leerwijzer {

/// How one kind of work fares.
struct WorkFigures {
  std::size_t running = 0;
  std::size_t waiting = 0;
  std::uint64_t begun = 0;      ///< since the start of the program
  double waited_seconds = 0.0;  ///< by all of them together, before they began
};

/// Two: what watches the process is quick work too, and may wait for a silent database for some moments.
inline constexpr std::size_t k_quick_threads = 2;

class WorkerPool {
 public:
  using Clock = std::chrono::steady_clock;

  /// Of `threads`, half may do dear work (at least one). k_quick_threads more do quick work alone, so that suggestions
  /// and searches go on while all others wait for a database. `queue` is how many of each kind may wait.
  WorkerPool(std::size_t threads, std::size_t queue);
  ~WorkerPool();  ///< finishes what was accepted
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  /// False when the queue of its kind is full. `work` must not throw; it is told how long it waited.
  [[nodiscard]] bool try_post(Work kind, std::function<void(Clock::duration waited)> work);

  [[nodiscard]] std::size_t busy() const noexcept { return busy_.load(); }
  [[nodiscard]] std::size_t size() const noexcept { return threads_.size(); }
  [[nodiscard]] std::array<WorkFigures, k_kinds_of_work> figures() const;

 private:
  struct Waiting {
    std::function<void(Clock::duration)> work;
    Clock::time_point since;
  };
  struct Lane {
    std::size_t most_running = 0;
    std::deque<Waiting> queue{};
    WorkFigures figures{};
  };

  void run();
  [[nodiscard]] Lane& lane(Work kind) noexcept { return lanes_[static_cast<std::size_t>(kind)]; }
  /// Threads that could begin such work now. Under the lock.
  [[nodiscard]] std::size_t room_for(Work kind) const noexcept;
  /// The kind that a free thread takes next; nothing when none may begin. Under the lock.
  [[nodiscard]] std::optional<Work> next() const noexcept;

  const std::size_t queue_limit_;
  const std::size_t shared_;  ///< threads for all kinds; k_quick_threads more are for quick work
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::array<Lane, k_kinds_of_work> lanes_;
  std::size_t turn_ = 0;
  bool stopping_ = false;
  std::atomic<std::size_t> busy_{0};
  std::vector<std::thread> threads_;
};

}  // namespace leerwijzer
