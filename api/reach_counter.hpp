// How often offers were shown, opened and sent on, counted in memory until somebody takes the counts away. Holds sums
// only: nothing of who asked, for what, or when on the day. Safe between threads.
#pragma once

#include "engine/store/publication_store.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <span>
#include <tuple>
#include <vector>

namespace leerwijzer {

class ReachCounter {
 public:
  /// `most` different sums are held; what comes above is not counted.
  explicit ReachCounter(std::size_t most = 200'000) : most_(most) {}

  void count(ReachKind kind, std::span<const OfferId> offers, Date today);

  /// What was counted since the last time.
  [[nodiscard]] std::vector<PublicationStore::ReachCount> take();
  /// Puts back what could not be stored.
  void put_back(const std::vector<PublicationStore::ReachCount>& counts);

 private:
  using Key = std::tuple<std::int64_t, ReachKind, std::chrono::sys_days>;

  void add(const Key& key, std::int64_t count);

  std::size_t most_;
  std::mutex mutex_;
  std::map<Key, std::int64_t> sums_;
};

}  // namespace leerwijzer
