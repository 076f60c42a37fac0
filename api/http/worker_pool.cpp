#include "api/http/worker_pool.hpp"

#include <algorithm>
#include <utility>

namespace leerwijzer {

WorkerPool::WorkerPool(std::size_t threads, std::size_t queue) : queue_limit_(queue) {
  threads_.reserve(threads);
  for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { run(); });
}

WorkerPool::~WorkerPool() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

bool WorkerPool::try_post(std::function<void()> work) {
  {
    const std::lock_guard lock(mutex_);
    // A free thread takes work even with a queue of zero.
    const std::size_t free_threads = threads_.size() - std::min(threads_.size(), busy_.load());
    if (stopping_ || queue_.size() >= queue_limit_ + free_threads) return false;
    queue_.push_back(std::move(work));
  }
  wake_.notify_one();
  return true;
}

void WorkerPool::run() {
  for (;;) {
    std::function<void()> work;
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
      if (queue_.empty()) return;
      work = std::move(queue_.front());
      queue_.pop_front();
      ++busy_;  // under the lock, so that try_post never counts this thread as free
    }
    work();
    work = nullptr;
    --busy_;
  }
}

}  // namespace leerwijzer
