// Ingesting one source as the verbs do it: open the place, find the format, run the pipeline, tell what happened.
#pragma once

#include "indexer/workspace.hpp"

#include "engine/domain/feed.hpp"
#include "engine/store/source_store.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace leerwijzer {

struct FeedRequest {
  Source source;          ///< an empty format: found by content; a stored id: the source is not written again
  std::string read_from;  ///< where the feed is read; empty: the location of the source
  std::string collapse_accepted_by;  ///< who says that the feed did shrink; empty: nobody
  bool quiet = false;                ///< totals only
  std::function<bool()> stopped;
  SourceSettings settings{};         ///< limits and private hosts
  bool ask_whether_changed = false;  ///< else it is read, whatever the server says of its age
  std::string format_before{};       ///< what it was read as the last time; used where what comes looks like nothing
};

struct FeedOutcome {
  FetchSummary summary;
  bool unchanged = false;  ///< the server said so, and nothing was read
  std::int64_t bytes = 0;  ///< from the web, unpacked

  /// Was every record seen, and was that about as much as before?
  [[nodiscard]] bool whole() const noexcept { return summary.complete && summary.kept_back == 0; }
};

/// Reads the feed into the catalogue and prints the counts on stdout; what was not complete or collapsed is told on
/// stderr. Throws ErrorException when nothing could be read, and when a limit of the source was passed. May run in
/// several threads with one workspace and one enrichment, each with a fetcher and a source of its own.
FeedOutcome ingest_feed(Workspace& workspace, Enrichment& enrichment, HttpFetcher& fetcher, const FeedRequest& request);

/// A fetcher within the limits of a source, through the proxy of the settings if there is one.
[[nodiscard]] std::unique_ptr<HttpFetcher> fetcher_for(const Workspace& workspace, const SourceSettings& settings,
                                                       std::function<bool()> stopped = {});

/// A name for a source out of its location: the file's stem, the folder's name, or the host.
[[nodiscard]] std::string source_name_of(const std::string& location);

}  // namespace leerwijzer
