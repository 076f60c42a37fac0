// One feed, from its place to the catalogue: read and enrich on the caller's thread, store in batches on another, close
// the fetch. Whatever goes wrong, nothing is deleted unless every record was seen.
#pragma once

#include "indexer/feed_format.hpp"
#include "indexer/pipeline/enrichment.hpp"

#include "engine/store/catalogue_store.hpp"

#include <cstdint>
#include <functional>
#include <string>

namespace leerwijzer {

struct IngestOptions {
  Date today{};
  CollapseGuard guard;
  std::size_t batch_records = 1'500;
  std::size_t batch_bytes = 8U << 20U;                 ///< of raw records; up to four batches are in memory at a time
  std::function<bool()> stopped;                       ///< asked between batches; may be empty
  std::function<void(std::int64_t records)> progress;  ///< may be empty
  std::function<void(FeedRecord& record)> admit{};     ///< takes out what may not be in it; may be empty
  std::string provider_name{};                         ///< where the feed names none; empty: the name of the source
};

/// Holds no offer that could be stored, and says so with an error, or an offer without any title: one that nobody can
/// name is not shown. What is stored already under its key stays.
[[nodiscard]] bool is_unusable(const FeedRecord& record);

/// Reads the place with the format and stores what it holds under that source. Fails when nothing could be read;
/// the fetch is then closed as incomplete. Throws ErrorException when the database fails.
[[nodiscard]] Result<FetchSummary> ingest(CatalogueStore& store, Enrichment& enrichment, const Source& source,
                                          FeedPlace& place, const FeedFormat& format, const IngestOptions& options);

}  // namespace leerwijzer
