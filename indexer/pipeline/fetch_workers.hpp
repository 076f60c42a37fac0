// Fetches at the same time: a bounded number of threads, and never two for one name.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <thread>

namespace leerwijzer {

/// To be used by one thread, which starts and reaps.
class FetchWorkers {
 public:
  explicit FetchWorkers(std::size_t most) : most_(most) {}
  /// Waits for what runs.
  ~FetchWorkers();
  FetchWorkers(const FetchWorkers&) = delete;
  FetchWorkers& operator=(const FetchWorkers&) = delete;

  /// Runs the job in a thread of its own; false when all are at work or this name is. The job must not throw.
  [[nodiscard]] bool start(const std::string& name, std::function<void()> job);

  [[nodiscard]] bool full();
  [[nodiscard]] bool runs(const std::string& name);
  [[nodiscard]] std::size_t running();

  void wait();

 private:
  struct Worker {
    std::atomic<bool> done{false};
    std::thread thread;
  };
  void reap();

  std::size_t most_;
  std::map<std::string, std::unique_ptr<Worker>> workers_;
};

}  // namespace leerwijzer
