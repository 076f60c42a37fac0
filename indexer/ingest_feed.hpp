// Ingesting one source as the verbs do it: open the place, find the format, run the pipeline, tell what happened.
#pragma once

#include "indexer/workspace.hpp"

#include "engine/domain/feed.hpp"

#include <functional>
#include <string>

namespace leerwijzer {

struct FeedRequest {
  Source source;                     ///< an empty format: found by content
  std::string read_from;             ///< where the feed is read; empty: the location of the source
  std::string collapse_accepted_by;  ///< who says that the feed did shrink; empty: nobody
  bool quiet = false;                ///< totals only
  std::function<bool()> stopped;
};

/// Reads the feed into the catalogue and prints the counts on stdout. False when the fetch was not complete or
/// collapsed (told on stderr). Throws ErrorException when nothing could be read.
bool ingest_feed(Workspace& workspace, Enrichment& enrichment, HttpFetcher& fetcher, const FeedRequest& request);

/// A name for a source out of its location: the file's stem, the folder's name, or the host.
[[nodiscard]] std::string source_name_of(const std::string& location);

}  // namespace leerwijzer
