// One stage of a pipeline: a thread that does the same work to one item after another, in order. At most so many items
// wait for it, so that neither memory nor the lead of the stage before it grows. What the work throws comes out at the
// giver, which is the one thread that uses a stage.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>

namespace leerwijzer {

template <typename Item>
class Stage {
 public:
  /// `most` items wait beside the one that is worked on.
  Stage(std::size_t most, std::function<void(Item)> work)
      : most_(most), work_(std::move(work)), thread_([this] { run(); }) {}

  /// Drops what still waits; what is being worked on is finished.
  ~Stage() {
    {
      const std::scoped_lock lock(mutex_);
      waiting_.clear();
      closed_ = true;
    }
    changed_.notify_all();
    thread_.join();
  }
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;

  /// Waits for room. Throws what the work threw on an earlier item; the items after that one are dropped.
  void give(Item item) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return failure_ || waiting_.size() < most_; });
    rethrow();
    waiting_.push_back(std::move(item));
    changed_.notify_all();
  }

  /// Waits until all that was given is done. Throws as give() does.
  void drain() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return failure_ || (waiting_.empty() && !busy_); });
    rethrow();
  }

 private:
  void rethrow() const {
    if (failure_) std::rethrow_exception(failure_);
  }

  void run() {
    std::unique_lock lock(mutex_);
    for (;;) {
      changed_.wait(lock, [&] { return closed_ || !waiting_.empty(); });
      if (waiting_.empty()) return;
      Item item = std::move(waiting_.front());
      waiting_.pop_front();
      busy_ = true;
      changed_.notify_all();
      lock.unlock();
      std::exception_ptr thrown;
      try {
        work_(std::move(item));
      } catch (...) {
        thrown = std::current_exception();
      }
      lock.lock();
      busy_ = false;
      if (thrown) {
        failure_ = thrown;
        waiting_.clear();
        closed_ = true;
      }
      changed_.notify_all();
    }
  }

  const std::size_t most_;
  const std::function<void(Item)> work_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Item> waiting_;
  std::exception_ptr failure_;
  bool busy_ = false;
  bool closed_ = false;
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace leerwijzer
