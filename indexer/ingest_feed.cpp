#include "indexer/ingest_feed.hpp"

#include "indexer/fetching/web_place.hpp"
#include "indexer/pipeline/ingest.hpp"

#include <fmt/core.h>

#include <filesystem>

namespace leerwijzer {
namespace {

void print_summary(const Source& source, const FetchSummary& summary, bool quiet) {
  if (!quiet && summary.per_provider.size() > 1) {
    for (const auto& [name, counts] : summary.per_provider) {
      fmt::print("  {}: {} added, {} changed, {} unchanged, {} without offer\n", name.empty() ? "(no provider)" : name,
                 counts.added, counts.changed, counts.unchanged, counts.without_offer);
    }
  }
  fmt::print("{} ({}): {} added, {} changed, {} unchanged, {} without offer, {} deleted\n", source.name, source.format,
             summary.counts.added, summary.counts.changed, summary.counts.unchanged, summary.counts.without_offer,
             summary.deleted);
  if (quiet) return;
  for (const auto& [what, count] : summary.diagnostics) fmt::print("  {} x {}\n", count, what);
  if (!summary.diagnostics.empty()) fmt::print("  in full: leerwijzer-indexer report {}\n", source.name);
}

bool told_trouble(const Source& source, const FetchSummary& summary) {
  if (summary.kept_back > 0) {
    fmt::print(
        stderr,
        "{}: {}. {} offers were kept back; leerwijzer-indexer quarantine list shows them. Look at the feed; if it "
        "is right, release them.\n",
        source.name, summary.reason, summary.kept_back);
  } else if (!summary.complete) {
    fmt::print(stderr, "{}: not all of the feed could be read, so nothing was deleted: {}\n", source.name,
               summary.reason);
  }
  return summary.kept_back > 0 || !summary.complete;
}

}  // namespace

bool ingest_feed(Workspace& workspace, Enrichment& enrichment, HttpFetcher& fetcher, const FeedRequest& request) {
  Source source = request.source;
  const std::string from = request.read_from.empty() ? source.location : request.read_from;
  auto place = workspace.open_place(from, source.name, fetcher);
  if (!place) throw ErrorException(place.error());
  const auto format = source.format.empty() ? detect_feed_format(**place) : feed_format_named(source.format);
  if (!format) throw ErrorException(format.error());
  source.format = std::string((*format)->name);
  IngestOptions options;
  options.today = workspace.today();
  options.stopped = request.stopped;
  options.progress = Progress("records of " + source.name);
  options.guard.accepted_by = request.collapse_accepted_by;
  const auto summary = ingest(workspace.catalogue(), enrichment, source, **place, **format, options);
  if (!summary) throw ErrorException(summary.error());
  print_summary(source, *summary, request.quiet);
  std::fflush(stdout);
  return !told_trouble(source, *summary);
}

std::string source_name_of(const std::string& location) {
  if (is_web_address(location)) return host_of_url(location);
  std::filesystem::path path(location);
  if (!path.has_filename()) path = path.parent_path();
  const std::string name = path.stem().string();
  return name.empty() || name == "." ? "catalogue" : name;
}

}  // namespace leerwijzer
