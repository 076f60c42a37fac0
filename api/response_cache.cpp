#include "api/response_cache.hpp"

#include <iterator>
#include <utility>

namespace leerwijzer {
namespace {

/// What an entry costs beside its texts: nodes of the list and the table, and the answer's own fields.
constexpr std::size_t k_overhead = 320;

std::size_t bytes_of(const KeptAnswer& answer) {
  return answer.body->capacity() + answer.content_type.size() + answer.etag.size() + answer.cache_control.size();
}

}  // namespace

ResponseCache::ResponseCache(std::size_t bytes) : shard_bytes_(bytes / k_shards) {}

void ResponseCache::Shard::drop(std::list<Entry>::iterator entry) {
  bytes -= entry->bytes;
  by_key.erase(entry->key);
  recent.erase(entry);
}

std::shared_ptr<const KeptAnswer> ResponseCache::find(std::string_view key, std::uint64_t epoch) {
  if (!on()) return nullptr;
  Shard& shard = shard_of(key);
  const std::lock_guard lock(shard.mutex);
  const auto found = shard.by_key.find(key);
  if (found == shard.by_key.end()) return nullptr;
  const auto entry = found->second;
  std::shared_ptr<const KeptAnswer> answer = entry->answer ? entry->answer : entry->of_other.lock();
  if (entry->epoch != epoch || answer == nullptr) {
    shard.drop(entry);
    return nullptr;
  }
  shard.recent.splice(shard.recent.begin(), shard.recent, entry);
  return answer;
}

void ResponseCache::keep(std::string_view key, std::uint64_t epoch, const std::shared_ptr<const KeptAnswer>& answer) {
  const std::size_t bytes = k_overhead + key.size() + bytes_of(*answer);
  if (bytes > shard_bytes_ / 8) return;
  put({std::string(key), epoch, answer, {}, bytes});
}

void ResponseCache::keep_as(std::string_view other_key, std::uint64_t epoch,
                            const std::shared_ptr<const KeptAnswer>& answer) {
  const std::size_t bytes = k_overhead + other_key.size();
  if (bytes > shard_bytes_ / 8) return;
  put({std::string(other_key), epoch, nullptr, answer, bytes});
}

void ResponseCache::put(Entry entry) {
  Shard& shard = shard_of(entry.key);
  const std::lock_guard lock(shard.mutex);
  if (const auto old = shard.by_key.find(entry.key); old != shard.by_key.end()) shard.drop(old->second);
  while (!shard.recent.empty() && shard.bytes + entry.bytes > shard_bytes_) {
    shard.drop(std::prev(shard.recent.end()));
    ++shard.evictions;
  }
  shard.bytes += entry.bytes;
  shard.recent.push_front(std::move(entry));
  shard.by_key.emplace(shard.recent.front().key, shard.recent.begin());
}

ResponseCache::Figures ResponseCache::figures() const {
  Figures all{hits_.load(), misses_.load(), 0, 0, 0};
  for (const Shard& shard : shards_) {
    const std::lock_guard lock(shard.mutex);
    all.evictions += shard.evictions;
    all.bytes += shard.bytes;
    for (const Entry& entry : shard.recent) all.answers += entry.answer != nullptr ? 1 : 0;
  }
  return all;
}

}  // namespace leerwijzer
