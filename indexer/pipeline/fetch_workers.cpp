#include "indexer/pipeline/fetch_workers.hpp"

namespace leerwijzer {

FetchWorkers::~FetchWorkers() { wait(); }

bool FetchWorkers::start(const std::string& name, std::function<void()> job) {
  if (full() || runs(name)) return false;
  auto worker = std::make_unique<Worker>();
  worker->thread = std::thread([job = std::move(job), &done = worker->done] {
    job();
    done = true;
  });
  workers_.emplace(name, std::move(worker));
  return true;
}

bool FetchWorkers::full() { return running() >= most_; }

bool FetchWorkers::runs(const std::string& name) {
  reap();
  return workers_.contains(name);
}

std::size_t FetchWorkers::running() {
  reap();
  return workers_.size();
}

void FetchWorkers::wait() {
  for (auto& [name, worker] : workers_) worker->thread.join();
  workers_.clear();
}

void FetchWorkers::reap() {
  std::erase_if(workers_, [](auto& entry) {
    if (!entry.second->done) return false;
    entry.second->thread.join();
    return true;
  });
}

}  // namespace leerwijzer
