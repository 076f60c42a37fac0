#include "api/live/postgres_publishing.hpp"

#include <exception>
#include <utility>

namespace leerwijzer {
namespace {

constexpr int k_kept_days = 2 * 365;

}  // namespace

PostgresPublishing::PostgresPublishing(Pool& pool, std::chrono::milliseconds interval, std::function<Date()> today,
                                       std::function<void(const std::string&)> log)
    : publications_(pool),
      uploads_(pool),
      sources_(pool),
      interval_(interval),
      today_(std::move(today)),
      log_(std::move(log)),
      thread_([this] { run(); }) {}

PostgresPublishing::~PostgresPublishing() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

void PostgresPublishing::count(ReachKind kind, std::span<const OfferId> offers, Date today) noexcept {
  try {
    counter_.count(kind, offers, today);
  } catch (const std::exception&) {
    return;  // no memory: what somebody asked for goes before a count of it
  }
}

void PostgresPublishing::run() {
  std::unique_lock lock(mutex_);
  while (!wake_.wait_for(lock, interval_, [this] { return stopping_; })) {
    lock.unlock();
    store_counts();
    lock.lock();
  }
  lock.unlock();
  store_counts();
}

void PostgresPublishing::store_counts() {
  const auto counts = counter_.take();
  try {
    publications_.add_reach(counts);
    if (const Date today = today_(); today != forgotten_) {
      publications_.forget_reach(plus_days(today, -k_kept_days));
      forgotten_ = today;
    }
    if (std::exchange(failing_, false)) log_("the counts of offers are stored again");
  } catch (const std::exception& error) {
    counter_.put_back(counts);
    if (!std::exchange(failing_, true)) log_(std::string("the counts of offers could not be stored: ") + error.what());
  }
}

}  // namespace leerwijzer
