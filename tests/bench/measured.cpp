#include "tests/bench/measured.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace leerwijzer::bench {
namespace {

using Clock = std::chrono::steady_clock;

/// All threads of one load; what they found is gathered under the lock.
class Run {
 public:
  Run(const Load& load, const std::function<Ask()>& on_thread) : load_(load), on_thread_(on_thread) {}

  Measured measured() {
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < load_.threads; ++i) threads.emplace_back([this] { work(); });
    for (std::thread& thread : threads) thread.join();
    if (failure_) std::rethrow_exception(failure_);
    std::sort(milliseconds_.begin(), milliseconds_.end());
    found_.requests = milliseconds_.size();
    if (milliseconds_.empty()) return found_;
    found_.p50_ms = milliseconds_[milliseconds_.size() / 2];
    found_.p95_ms = milliseconds_[milliseconds_.size() * 95 / 100];
    found_.per_second = static_cast<double>(found_.requests) / wall_;
    return found_;
  }

 private:
  void work() {
    try {
      const Ask ask = on_thread_();
      const auto begin = Clock::now();
      const auto warm = begin + std::chrono::duration<double>(load_.seconds / 5);
      const auto end = warm + std::chrono::duration<double>(load_.seconds);
      std::vector<double> took;
      Measured sums;
      auto now = Clock::now();
      const auto from = [&] {
        while (now < warm) {
          static_cast<void>(ask(next_++ % load_.questions));
          now = Clock::now();
        }
        return now;
      }();
      while (now < end) {
        const auto start = now;
        const Outcome outcome = ask(next_++ % load_.questions);
        now = Clock::now();
        took.push_back(std::chrono::duration<double, std::milli>(now - start).count());
        sums.totals += outcome.total;
        sums.corrected += outcome.corrected ? 1 : 0;
        sums.relaxed += outcome.relaxed ? 1 : 0;
      }
      gather(took, sums, std::chrono::duration<double>(now - from).count());
    } catch (...) {
      const std::scoped_lock lock(mutex_);
      failure_ = std::current_exception();
    }
  }

  void gather(const std::vector<double>& took, const Measured& sums, double wall) {
    const std::scoped_lock lock(mutex_);
    milliseconds_.insert(milliseconds_.end(), took.begin(), took.end());
    found_.totals += sums.totals;
    found_.corrected += sums.corrected;
    found_.relaxed += sums.relaxed;
    wall_ = std::max(wall_, wall);
  }

  const Load& load_;
  const std::function<Ask()>& on_thread_;
  std::atomic<std::size_t> next_{0};
  std::mutex mutex_;
  std::vector<double> milliseconds_;
  Measured found_;
  double wall_ = 0.0;
  std::exception_ptr failure_;
};

}  // namespace

Measured measure(const Load& load, const std::function<Ask()>& on_thread) { return Run(load, on_thread).measured(); }

std::string line_of(const Measured& measured) {
  char line[200];
  static_cast<void>(std::snprintf(line, sizeof line, "%.1f %.3f %.3f %zu %zu %zu %zu", measured.per_second,
                                  measured.p50_ms, measured.p95_ms, measured.requests, measured.totals,
                                  measured.corrected, measured.relaxed));
  return line;
}

}  // namespace leerwijzer::bench
