#include "indexer/pipeline/owner_filter.hpp"

#include "engine/core/text.hpp"
#include "engine/domain/party.hpp"

#include <algorithm>
#include <utility>

namespace leerwijzer {

OwnerFilter::OwnerFilter(Provider owner) : owner_(std::move(owner)), keys_(party_keys(owner_)) {}

bool OwnerFilter::is_owner(const Provider& provider) const {
  const std::vector<std::string> keys = party_keys(provider);
  return keys.empty() ? is_owner(provider.key) : same_party(keys_, keys);
}

bool OwnerFilter::is_owner(const std::string& key) const {
  if (key.empty() || key == owner_.key || fold(key) == fold(owner_.name)) return true;
  return std::any_of(owner_.identifiers.begin(), owner_.identifiers.end(),
                     [&](const Identifier& one) { return one.value == key; });
}

void OwnerFilter::refuse(FeedRecord& record, const std::string& named) {
  const std::string& key = record.offer && !record.offer->key.empty() ? record.offer->key : record.raw.key;
  record.diagnostics.push_back({Severity::error, "other-provider", key, "/provider",
                                "The record names the provider \"" + std::string(truncate_utf8(named, 200)) +
                                    "\", and this file may hold offers of \"" + owner_.name + "\" only."});
  if (record.offer) ++refused_;
  record.offer.reset();
  record.provider.reset();
}

void OwnerFilter::admit(FeedRecord& record) {
  if (record.provider) {
    const bool own = is_owner(*record.provider);
    known_[record.provider->key] = own;
    if (!own && (!record.offer || record.provider_key.empty() || record.provider_key == record.provider->key))
      return refuse(record, record.provider->name.empty() ? record.provider->key : record.provider->name);
  }
  if (!record.offer || record.provider_key.empty()) return;
  const auto known = known_.find(record.provider_key);
  const bool own = known != known_.end() ? known->second : is_owner(record.provider_key);
  if (!own) refuse(record, record.provider_key);
}

}  // namespace leerwijzer
