// Which work a free thread takes: the quick first, half of the threads at most for the dear, and nothing waits for
// ever.
#include "api/http/worker_pool.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <vector>

namespace leerwijzer {
namespace {

/// Work that goes on until it is let go.
class Held {
 public:
  void operator()() {
    std::unique_lock lock(mutex_);
    ++running_;
    changed_.notify_all();
    changed_.wait(lock, [this] { return open_; });
    --running_;
  }
  void await(int count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return running_ >= count; });
  }
  void let_go() {
    const std::lock_guard lock(mutex_);
    open_ = true;
    changed_.notify_all();
  }
  auto work() {
    return [this](WorkerPool::Clock::duration) { (*this)(); };
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int running_ = 0;
  bool open_ = false;
};

const WorkFigures& of(const std::array<WorkFigures, k_kinds_of_work>& figures, Work kind) {
  return figures.at(static_cast<std::size_t>(kind));
}

TEST(WorkerPool, gives_half_of_the_threads_to_dear_work_and_keeps_one_for_the_quick) {
  Held held;
  WorkerPool pool(4, 10);
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(pool.try_post(Work::dear, held.work()));
  held.await(2);
  EXPECT_EQ(of(pool.figures(), Work::dear).running, 2U);
  EXPECT_EQ(of(pool.figures(), Work::dear).waiting, 1U);
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(pool.try_post(Work::usual, held.work()));
  held.await(4);
  EXPECT_EQ(of(pool.figures(), Work::usual).running, 2U) << "usual and dear together leave a thread";
  Held quick;
  ASSERT_TRUE(pool.try_post(Work::quick, quick.work()));
  quick.await(1);
  quick.let_go();
  held.let_go();
}

TEST(WorkerPool, refuses_when_the_queue_of_that_kind_is_full) {
  Held held;
  WorkerPool pool(2, 1);
  ASSERT_TRUE(pool.try_post(Work::dear, held.work()));
  held.await(1);
  EXPECT_TRUE(pool.try_post(Work::dear, held.work()));
  EXPECT_FALSE(pool.try_post(Work::dear, held.work()));
  EXPECT_TRUE(pool.try_post(Work::usual, held.work())) << "another kind has a queue of its own";
  held.let_go();
}

TEST(WorkerPool, begins_the_quick_first_but_lets_nothing_wait_for_ever) {
  std::mutex mutex;
  std::condition_variable changed;
  bool open = false;
  std::vector<Work> order;
  const auto note = [&](Work kind) {
    return [&, kind](WorkerPool::Clock::duration) {
      const std::lock_guard lock(mutex);
      order.push_back(kind);
    };
  };
  {
    WorkerPool pool(1, 100);
    // Both threads are held up, so that all others are waiting when the first comes free.
    int held = 0;
    const auto hold = [&](WorkerPool::Clock::duration) {
      std::unique_lock lock(mutex);
      ++held;
      changed.notify_all();
      changed.wait(lock, [&] { return open; });
    };
    ASSERT_TRUE(pool.try_post(Work::quick, hold));
    ASSERT_TRUE(pool.try_post(Work::quick, hold));
    {
      std::unique_lock lock(mutex);
      changed.wait(lock, [&] { return held == 2; });
    }
    for (int i = 0; i < 20; ++i) ASSERT_TRUE(pool.try_post(Work::quick, note(Work::quick)));
    ASSERT_TRUE(pool.try_post(Work::dear, note(Work::dear)));
    const std::lock_guard lock(mutex);
    open = true;
    changed.notify_all();
  }
  ASSERT_EQ(order.size(), 21U) << "what was accepted is done before the pool is gone";
  const auto dear = std::find(order.begin(), order.end(), Work::dear);
  ASSERT_NE(dear, order.end());
  EXPECT_LT(dear - order.begin(), 10);
}

}  // namespace
}  // namespace leerwijzer
