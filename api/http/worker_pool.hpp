// A fixed number of threads behind a bounded queue: what may wait for a database or search an index
// runs here. When the queue is full new work is refused at once, so that waiting never piles up.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace leerwijzer {

class WorkerPool {
 public:
  WorkerPool(std::size_t threads, std::size_t queue);
  ~WorkerPool();  ///< finishes what was accepted
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  /// False when the queue is full. `work` must not throw.
  [[nodiscard]] bool try_post(std::function<void()> work);

  [[nodiscard]] std::size_t busy() const noexcept { return busy_.load(); }
  [[nodiscard]] std::size_t size() const noexcept { return threads_.size(); }

 private:
  void run();

  const std::size_t queue_limit_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> queue_;
  bool stopping_ = false;
  std::atomic<std::size_t> busy_{0};
  std::vector<std::thread> threads_;
};

}  // namespace leerwijzer
