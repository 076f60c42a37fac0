// Answers that may be given again, by the question in its one form and by the address as it was sent.
// Bounded by bytes, the longest unused leaves first; cut in shards, so that threads do not wait for
// each other. What belongs to an epoch that has passed is never given.
#pragma once

#include "engine/core/ids.hpp"

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace leerwijzer {

struct Endpoint;

struct KeptAnswer {
  std::shared_ptr<const std::string> body;
  std::string content_type;
  std::string etag;
  std::string cache_control;
  const Endpoint* endpoint = nullptr;  ///< that made it, and outlives it
  std::vector<OfferId> shown{};        ///< in its list, to be counted each time that it is given
};

class ResponseCache {
 public:
  /// `bytes` for bodies, keys and what holds them; 0 keeps nothing.
  explicit ResponseCache(std::size_t bytes);
  ResponseCache(const ResponseCache&) = delete;
  ResponseCache& operator=(const ResponseCache&) = delete;

  [[nodiscard]] bool on() const noexcept { return shard_bytes_ > 0; }

  /// Null when there is none of this epoch. Does not count.
  [[nodiscard]] std::shared_ptr<const KeptAnswer> find(std::string_view key, std::uint64_t epoch);

  /// Not kept when it is larger than an eighth of a shard's share.
  void keep(std::string_view key, std::uint64_t epoch, const std::shared_ptr<const KeptAnswer>& answer);

  /// Another key for an answer that is kept; does not hold on to it.
  void keep_as(std::string_view other_key, std::uint64_t epoch, const std::shared_ptr<const KeptAnswer>& answer);

  void count_hit() noexcept { ++hits_; }
  void count_miss() noexcept { ++misses_; }

  struct Figures {
    std::uint64_t hits = 0;
    std::uint64_t misses = 0;
    std::uint64_t evictions = 0;
    std::uint64_t bytes = 0;
    std::uint64_t answers = 0;
  };
  [[nodiscard]] Figures figures() const;

 private:
  struct Entry {
    std::string key;
    std::uint64_t epoch = 0;
    std::shared_ptr<const KeptAnswer> answer;  ///< null for another key
    std::weak_ptr<const KeptAnswer> of_other;  ///< the answer of another key
    std::size_t bytes = 0;
  };
  struct Shard {
    mutable std::mutex mutex;
    std::list<Entry> recent;                                                  ///< the last used first
    std::unordered_map<std::string_view, std::list<Entry>::iterator> by_key;  ///< views into `recent`
    std::size_t bytes = 0;
    std::uint64_t evictions = 0;
    void drop(std::list<Entry>::iterator entry);
  };
  static constexpr std::size_t k_shards = 8;

  Shard& shard_of(std::string_view key) { return shards_[std::hash<std::string_view>{}(key) % k_shards]; }
  void put(Entry entry);

  std::array<Shard, k_shards> shards_;
  std::size_t shard_bytes_;
  std::atomic<std::uint64_t> hits_{0};
  std::atomic<std::uint64_t> misses_{0};
};

}  // namespace leerwijzer
