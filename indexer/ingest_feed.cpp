#include "indexer/ingest_feed.hpp"

#include "indexer/fetching/web_place.hpp"
#include "indexer/pipeline/ingest.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <filesystem>

namespace leerwijzer {
namespace {

/// A document that never changes is read all the same this often: what a reader makes of it depends on the date and
/// on the version of the program.
constexpr int k_whole_again_days = 7;

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

void tell_trouble(const Source& source, const FetchSummary& summary) {
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
}

/// The end of the time of one fetch; a limit of 0 seconds is none.
class Deadline {
 public:
  explicit Deadline(int seconds)
      : seconds_(seconds), ends_(std::chrono::steady_clock::now() + std::chrono::seconds(seconds)) {}

  /// Throws ErrorException when it has passed.
  void check() const {
    if (seconds_ <= 0 || std::chrono::steady_clock::now() < ends_) return;
    throw ErrorException({ErrorCode::unavailable,
                          "Reading took longer than the " + std::to_string(seconds_) + " seconds of this source",
                          "Give it more with --deadline, or ask the provider for a smaller feed.", ""});
  }

 private:
  int seconds_;
  std::chrono::steady_clock::time_point ends_;
};

IngestOptions options_of(const Workspace& workspace, const FeedRequest& request, const Deadline& deadline) {
  IngestOptions options;
  options.today = workspace.today();
  options.stopped = [&request, &deadline] {
    deadline.check();
    return request.stopped && request.stopped();
  };
  options.progress = [told = Progress("records of " + request.source.name),
                      most = request.settings.most_records](std::int64_t records) mutable {
    told(records);
    if (most <= 0 || records <= most) return;
    throw ErrorException({ErrorCode::too_large,
                          "The feed holds more than the " + std::to_string(most) + " records that this source may have",
                          "Look at the feed; if it is right, give the source more with --records.", ""});
  };
  options.guard.accepted_by = request.collapse_accepted_by;
  return options;
}

FeedOutcome unchanged(SourceStore& sources, const Source& source) {
  FeedOutcome outcome;
  outcome.unchanged = true;
  outcome.summary.complete = true;
  outcome.summary.counts.unchanged = sources.record_unchanged(source.id);
  fmt::print("{} ({}): unchanged, {} offers\n", source.name, source.format, outcome.summary.counts.unchanged);
  std::fflush(stdout);
  return outcome;
}

/// Only what one document said in full, and of which nothing was kept back, can be "unchanged" the next time.
void keep_validators(SourceStore& sources, const Source& source, const std::string& address, const WebVisit& visit,
                     const FetchSummary& summary) {
  const SourceId id = source.id.stored() ? source.id : sources.named(source.name).source.id;
  const bool usable = summary.complete && !summary.collapsed && summary.kept_back == 0 && visit.documents == 1;
  const Validators found = usable ? Validators{visit.etag, visit.last_modified} : Validators{};
  sources.keep_validators(id, summary.fetch, address, found);
}

}  // namespace

FeedOutcome ingest_feed(Workspace& workspace, Enrichment& enrichment, HttpFetcher& fetcher,
                        const FeedRequest& request) {
  Source source = request.source;
  const std::string from = request.read_from.empty() ? source.location : request.read_from;
  const Deadline deadline(request.settings.deadline_seconds);
  SourceStore sources(workspace.pool());
  WebVisit visit;
  if (request.ask_whether_changed && is_web_address(from)) {
    const Validators known = sources.validators(source.id, from, k_whole_again_days);
    visit.known_etag = known.etag;
    visit.known_last_modified = known.last_modified;
  }
  auto place = workspace.open_place(from, source.name, fetcher, request.settings, visit);
  if (!place) throw ErrorException(place.error());
  FeedOutcome outcome;
  if (visit.conditional()) {
    static_cast<void>((*place)->open(""));  // kept by the place, so that the reader does not fetch it again
    if (visit.unchanged) return unchanged(sources, source);
  }
  auto format = source.format.empty() ? detect_feed_format(**place) : feed_format_named(source.format);
  // An empty document or an error page from a feed that is known must be judged as that feed, and held for a person.
  if (!format && source.format.empty() && !request.format_before.empty()) {
    format = feed_format_named(request.format_before);
  }
  if (!format) throw ErrorException(format.error());
  if (source.id.stored() && source.format.empty()) sources.keep_format(source.id, std::string((*format)->name));
  source.format = std::string((*format)->name);
  const auto summary =
      ingest(workspace.catalogue(), enrichment, source, **place, **format, options_of(workspace, request, deadline));
  if (!summary) throw ErrorException(summary.error());
  outcome.summary = *summary;
  outcome.bytes = visit.bytes;
  if (is_web_address(from)) keep_validators(sources, source, from, visit, *summary);
  print_summary(source, *summary, request.quiet);
  std::fflush(stdout);
  tell_trouble(source, *summary);
  return outcome;
}

std::unique_ptr<HttpFetcher> fetcher_for(const Workspace& workspace, const SourceSettings& settings,
                                         std::function<bool()> stopped) {
  HttpLimits limits;
  if (settings.packed_bytes > 0) limits.packed_bytes = static_cast<std::size_t>(settings.packed_bytes);
  if (settings.unpacked_bytes > 0) limits.bytes = static_cast<std::size_t>(settings.unpacked_bytes);
  if (settings.deadline_seconds > 0) limits.total = std::chrono::seconds(settings.deadline_seconds);
  limits.request = std::min(limits.request, limits.total);
  HttpSurroundings around;
  around.proxy = workspace.settings().proxy;
  around.stopped = std::move(stopped);
  return make_http_fetcher(limits, std::move(around));
}

std::string source_name_of(const std::string& location) {
  if (is_web_address(location)) return host_of_url(location);
  std::filesystem::path path(location);
  if (!path.has_filename()) path = path.parent_path();
  const std::string name = path.stem().string();
  return name.empty() || name == "." ? "catalogue" : name;
}

}  // namespace leerwijzer
