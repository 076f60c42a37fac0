#include "indexer/fetching/web_place.hpp"
#include "indexer/ingest_feed.hpp"
#include "indexer/pipeline/place_watch.hpp"
#include "indexer/verb.hpp"

#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include <atomic>
#include <csignal>
#include <map>
#include <memory>
#include <thread>

namespace leerwijzer {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr auto k_tick = 250ms;
constexpr auto k_sources_again = 5s;    // a source that was added is seen within this time
constexpr auto k_manifest_after = 60s;  // of rest, so that the index is covered by checksums again

std::atomic<bool> stop_asked{false};
void ask_to_stop(int) { stop_asked = true; }

bool stopped() { return stop_asked.load(); }

struct Watched {
  Source source;
  PlaceWatch files{""};
  Clock::time_point next_poll;  ///< of an address
};

class Watcher {
 public:
  Watcher(Workspace& workspace, std::chrono::seconds every)
      : workspace_(workspace), every_(every), fetcher_(make_http_fetcher(unending())) {}

  int run() {
    static_cast<void>(workspace_.pool());  // refuse at once what cannot work
    static_cast<void>(workspace_.index_folder());
    fmt::print("watching; end with SIGTERM or Ctrl-C\n");
    std::fflush(stdout);
    while (!stopped()) {
      try {
        tick();
      } catch (const ErrorException& failure) {
        if (stopped()) break;
        if (failure.error().code != ErrorCode::unavailable && failure.error().code != ErrorCode::overloaded) throw;
        fmt::print(stderr, "{}\n", describe(failure.error()));
        rest(2s);
      }
      rest(k_tick);
    }
    fmt::print("ended\n");
    return 0;
  }

 private:
  /// A watcher lives for months: the time is per request, not for all together.
  static HttpLimits unending() {
    HttpLimits limits;
    limits.total = std::chrono::hours(24 * 365 * 50);
    return limits;
  }

  static void rest(std::chrono::milliseconds time) {
    for (auto until = Clock::now() + time; !stopped() && Clock::now() < until;) std::this_thread::sleep_for(20ms);
  }

  void tick() {
    if (Clock::now() >= sources_again_) {
      load_sources();
      sources_again_ = Clock::now() + k_sources_again;
    }
    for (auto& [name, watched] : watched_) {
      if (stopped()) return;
      const bool web = is_web_address(watched.source.location);
      const bool due =
          web ? Clock::now() >= watched.next_poll : watched.files.changed(fingerprint_of_path(watched.source.location));
      if (!due) continue;
      watched.next_poll = Clock::now() + every_;
      ingest_one(watched.source);
    }
    apply();
  }

  void load_sources() {
    std::map<std::string, Watched> now;
    for (Source& source : workspace_.catalogue().sources()) {
      if (source.location.starts_with("sample:")) continue;
      const auto before = watched_.find(source.name);
      Watched watched =
          before != watched_.end() && before->second.source.location == source.location ? before->second : Watched{};
      watched.source = source;
      now.emplace(source.name, std::move(watched));
    }
    watched_ = std::move(now);
  }

  /// A feed that fails is tried again when it changes or is due again; the others go on.
  void ingest_one(const Source& source) {
    FeedRequest request;
    request.source = source;
    request.stopped = stopped;
    request.quiet = true;
    try {
      Enrichment enrichment = workspace_.load_enrichment();
      ingest_feed(workspace_, enrichment, *fetcher_, request);
    } catch (const ErrorException& failure) {
      fmt::print(stderr, "{}: {}\n", source.name, describe(failure.error()));
    }
  }

  /// What this or another process changed in the catalogue goes into the index.
  void apply() {
    const ChangeNumber latest = workspace_.catalogue().latest_change();
    if (latest == applied_) return publish_when_at_rest();
    auto writer = open_index(workspace_.index_folder(), 0ms);
    if (!writer && writer.error().code == ErrorCode::conflict) return;  // another process is at it: next tick
    if (!writer) throw ErrorException(writer.error());
    const AppliedChanges applied = apply_changes(workspace_.catalogue(), *writer);
    applied_ = std::max(applied.last, latest);
    covered_ = false;
    last_change_ = Clock::now();
    if (applied.written + applied.removed > 0) {
      fmt::print("index: {} written, {} removed, at change {}\n", applied.written, applied.removed, applied.last.value);
      std::fflush(stdout);
    }
  }

  void publish_when_at_rest() {
    if (covered_ || Clock::now() - last_change_ < k_manifest_after) return;
    if (auto writer = open_index(workspace_.index_folder(), 0ms)) {
      writer->publish();
      covered_ = true;
    }
  }

  Workspace& workspace_;
  std::chrono::seconds every_;
  std::unique_ptr<HttpFetcher> fetcher_;
  std::map<std::string, Watched> watched_;
  Clock::time_point sources_again_ = Clock::now();
  ChangeNumber applied_{-1};
  bool covered_ = true;
  Clock::time_point last_change_ = Clock::now();
};

VerbAction define(CLI::App& command) {
  auto seconds = std::make_shared<int>(900);
  command
      .add_option("--every", *seconds,
                  "Seconds between two readings of a web address; files are looked at all the time")
      ->check(CLI::Range(5, 86'400))
      ->capture_default_str();
  return [seconds](Workspace& workspace) {
    std::signal(SIGTERM, ask_to_stop);
    std::signal(SIGINT, ask_to_stop);
    return Watcher(workspace, std::chrono::seconds(*seconds)).run();
  };
}

}  // namespace

extern const Verb k_verb_watch = {"watch",
                                  "Read every source again when it changes, and keep the index equal to the catalogue",
                                  "  leerwijzer-indexer watch\n  leerwijzer-indexer watch --every 300\n", define};

}  // namespace leerwijzer
