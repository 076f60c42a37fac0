#include "api/reach_counter.hpp"

#include <utility>

namespace leerwijzer {

void ReachCounter::add(const Key& key, std::int64_t count) {
  const auto found = sums_.find(key);
  if (found != sums_.end()) {
    found->second += count;
  } else if (sums_.size() < most_) {
    sums_.emplace(key, count);
  }
}

void ReachCounter::count(ReachKind kind, std::span<const OfferId> offers, Date today) {
  const std::chrono::sys_days week{week_of(today)};
  const std::lock_guard lock(mutex_);
  for (const OfferId offer : offers) add({offer.value, kind, week}, 1);
}

std::vector<PublicationStore::ReachCount> ReachCounter::take() {
  std::map<Key, std::int64_t> sums;
  {
    const std::lock_guard lock(mutex_);
    sums.swap(sums_);
  }
  std::vector<PublicationStore::ReachCount> counts;
  counts.reserve(sums.size());
  for (const auto& [key, count] : sums) {
    const auto& [offer, kind, week] = key;
    counts.push_back({OfferId{offer}, kind, Date{week}, count});
  }
  return counts;
}

void ReachCounter::put_back(const std::vector<PublicationStore::ReachCount>& counts) {
  const std::lock_guard lock(mutex_);
  for (const auto& one : counts) add({one.offer.value, one.kind, std::chrono::sys_days{one.week}}, one.count);
}

}  // namespace leerwijzer
