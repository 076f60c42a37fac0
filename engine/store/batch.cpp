#include "engine/store/batch.hpp"

#include "engine/core/text.hpp"
#include "engine/store/storable_offer.hpp"

#include <algorithm>
#include <iterator>
#include <unordered_map>
#include <utility>

namespace leerwijzer {
namespace {

/// Keeps one item per key; a later one takes the place of the earlier.
template <typename T>
class ByKey {
 public:
  /// Was there one of that key already?
  bool put(const std::string& key, T item) {
    const auto [at, fresh] = index_.try_emplace(key, items_.size());
    if (fresh) {
      items_.push_back(std::move(item));
    } else {
      items_[at->second] = std::move(item);
    }
    return !fresh;
  }
  std::vector<T> take() { return std::move(items_); }

 private:
  std::unordered_map<std::string, std::size_t> index_;
  std::vector<T> items_;
};

struct Collected {
  ByKey<BatchOffer> offers;
  ByKey<Provider> providers;
  ByKey<BatchRawRecord> raw;
  Batch batch;
};

std::string provider_key_of(const FeedRecord& record) {
  if (!record.provider_key.empty() || !record.provider) return replace_invalid_utf8(record.provider_key);
  return replace_invalid_utf8(record.provider->key);
}

void collect_provider(const FeedRecord& record, Collected& to) {
  if (!record.provider) return;
  Provider provider = *record.provider;
  provider.key = replace_invalid_utf8(provider.key);
  provider.name = replace_invalid_utf8(provider.name);
  std::erase_if(provider.identifiers, [](const Identifier& i) { return i.value.empty(); });
  if (provider.key.empty()) {
    to.batch.diagnostics.push_back({Severity::warning, "provider-without-key", record.raw.key, "/provider",
                                    "The provider \"" + provider.name + "\" has no key, so nothing can refer to it."});
    return;
  }
  const std::string key = provider.key;
  to.providers.put(key, std::move(provider));
}

void collect_offer(const FeedRecord& record, Collected& to) {
  if (!record.offer) {
    to.batch.without_offer.push_back(provider_key_of(record));
    return;
  }
  BatchOffer item{*record.offer, provider_key_of(record)};
  if (item.offer.key.empty()) item.offer.key = record.raw.key;
  if (item.offer.key.empty()) {
    to.batch.diagnostics.push_back(
        {Severity::error, "missing-key", "", "", "The record has no key of its own; it was not stored."});
    to.batch.without_offer.push_back(item.provider_key);
    return;
  }
  std::ranges::move(make_storable(item.offer), std::back_inserter(to.batch.diagnostics));
  const std::string key = item.offer.key;
  if (to.offers.put(key, std::move(item))) to.batch.diagnostics.push_back(duplicate_key(key));
}

void collect_raw(const FeedRecord& record, Collected& to) {
  const std::string& own = record.raw.key.empty() && record.offer ? record.offer->key : record.raw.key;
  if (own.empty()) return;
  std::string key = replace_invalid_utf8(own);
  BatchRawRecord item{&record.raw, key, digest(record.raw.media_type + '\n' + record.raw.body)};
  to.raw.put(key, std::move(item));
}

}  // namespace

Diagnostic duplicate_key(const std::string& key) {
  return {Severity::warning, "duplicate-key", key, "",
          "The key \"" + key + "\" came more than once in this fetch; the last record counts."};
}

Batch prepare_batch(std::span<const FeedRecord> records) {
  Collected all;
  all.batch.records = records.size();
  for (const FeedRecord& record : records) {
    std::ranges::copy(record.diagnostics, std::back_inserter(all.batch.diagnostics));
    collect_provider(record, all);
    collect_offer(record, all);
    collect_raw(record, all);
  }
  all.batch.offers = all.offers.take();
  all.batch.providers = all.providers.take();
  all.batch.raw = all.raw.take();
  return std::move(all.batch);
}

}  // namespace leerwijzer
