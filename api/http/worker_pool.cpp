#include "api/http/worker_pool.hpp"

#include <algorithm>
#include <utility>

namespace leerwijzer {
namespace {

/// Quick work goes first, but of so many turns one begins at the other end, so that nothing waits for ever.
constexpr std::size_t k_turns = 4;

constexpr std::array<Work, k_kinds_of_work> k_quick_first = {Work::quick, Work::usual, Work::dear};
constexpr std::array<Work, k_kinds_of_work> k_dear_first = {Work::dear, Work::usual, Work::quick};

}  // namespace

WorkerPool::WorkerPool(std::size_t threads, std::size_t queue)
    : queue_limit_(queue), shared_(std::max<std::size_t>(1, threads)) {
  lane(Work::quick).most_running = shared_ + k_quick_threads;
  lane(Work::usual).most_running = shared_;
  lane(Work::dear).most_running = std::max<std::size_t>(1, shared_ / 2);
  threads_.reserve(shared_ + k_quick_threads);
  for (std::size_t i = 0; i < shared_ + k_quick_threads; ++i) threads_.emplace_back([this] { run(); });
}

WorkerPool::~WorkerPool() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

std::size_t WorkerPool::room_for(Work kind) const noexcept {
  const auto running = [this](Work one) { return lanes_[static_cast<std::size_t>(one)].figures.running; };
  const std::size_t slow = running(Work::usual) + running(Work::dear);
  const std::size_t all = slow + running(Work::quick);
  const std::size_t own = running(kind);
  std::size_t room = shared_ + k_quick_threads - std::min(shared_ + k_quick_threads, all);
  if (kind != Work::quick) room = std::min(room, shared_ - std::min(shared_, slow));
  const std::size_t most = lanes_[static_cast<std::size_t>(kind)].most_running;
  return std::min(room, most - std::min(most, own));
}

bool WorkerPool::try_post(Work kind, std::function<void(Clock::duration)> work) {
  {
    const std::lock_guard lock(mutex_);
    Lane& to = lane(kind);
    // A free thread takes work even with a queue of zero.
    if (stopping_ || to.queue.size() >= queue_limit_ + room_for(kind)) return false;
    to.queue.push_back({std::move(work), Clock::now()});
  }
  wake_.notify_one();
  return true;
}

std::optional<Work> WorkerPool::next() const noexcept {
  const auto& order = turn_ % k_turns == k_turns - 1 ? k_dear_first : k_quick_first;
  for (const Work kind : order) {
    if (!lanes_[static_cast<std::size_t>(kind)].queue.empty() && room_for(kind) > 0) return kind;
  }
  return std::nullopt;
}

void WorkerPool::run() {
  std::unique_lock lock(mutex_);
  for (;;) {
    std::optional<Work> kind;
    const auto nothing_left = [this] {
      return std::all_of(lanes_.begin(), lanes_.end(), [](const Lane& one) { return one.queue.empty(); });
    };
    wake_.wait(lock, [&] {
      kind = next();
      return kind.has_value() || (stopping_ && nothing_left());
    });
    if (!kind) return;
    ++turn_;
    Lane& from = lane(*kind);
    Waiting one = std::move(from.queue.front());
    from.queue.pop_front();
    const Clock::duration waited = Clock::now() - one.since;
    ++from.figures.running;
    ++from.figures.begun;
    from.figures.waited_seconds += std::chrono::duration<double>(waited).count();
    ++busy_;
    if (next()) wake_.notify_one();  // an idle thread may take what this one did not
    lock.unlock();
    one.work(waited);
    one.work = nullptr;
    lock.lock();
    --busy_;
    --from.figures.running;
    if (stopping_) wake_.notify_all();  // all have to see that nothing is left
  }
}

std::array<WorkFigures, k_kinds_of_work> WorkerPool::figures() const {
  const std::lock_guard lock(mutex_);
  std::array<WorkFigures, k_kinds_of_work> all;
  for (std::size_t i = 0; i < k_kinds_of_work; ++i) {
    all[i] = lanes_[i].figures;
    all[i].waiting = lanes_[i].queue.size();
  }
  return all;
}

}  // namespace leerwijzer
