// A batch of feed records put in order before the database is asked anything: one offer, provider
// and raw record per key (the later wins), each offer fit to be stored. Only for files inside
// engine/store.
#pragma once

#include "engine/domain/feed_record.hpp"
#include "engine/store/catalogue_store.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace leerwijzer {

class Transaction;

struct BatchOffer {
  Offer offer;
  std::string provider_key;
};

struct BatchRawRecord {
  const RawRecord* record = nullptr;
  std::string key;
  std::string digest;
};

struct Batch {
  std::size_t records = 0;
  std::vector<BatchOffer> offers;
  std::vector<Provider> providers;
  std::vector<BatchRawRecord> raw;
  std::vector<Diagnostic> diagnostics;
  std::vector<std::string> without_offer;  ///< provider key of each record that holds no offer
};

/// Points into `records`, which must outlive it.
[[nodiscard]] Batch prepare_batch(std::span<const FeedRecord> records);

[[nodiscard]] Diagnostic duplicate_key(const std::string& key);

/// Stores a batch within a transaction: raw records, diagnostics, providers, offers, change log. The fetch is open and
/// locked. Offers of a source that belongs to a provider are of that provider, whatever the records say. Logs changes,
/// so it comes last of what changes offers.
BatchCounts store_records(Transaction& tx, FetchId fetch, SourceId source, const Batch& batch);

}  // namespace leerwijzer
