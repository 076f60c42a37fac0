#include "indexer/pipeline/feed_watch.hpp"

#include "indexer/fetching/web_address.hpp"
#include "indexer/importing/sample_catalogue.hpp"
#include "indexer/ingest_feed.hpp"
#include "indexer/pipeline/upload_work.hpp"

#include "engine/store/upload_store.hpp"

#include <fmt/chrono.h>
#include <fmt/core.h>

#include <algorithm>
#include <cstdio>
#include <thread>

namespace leerwijzer {
namespace {

using namespace std::chrono_literals;
using std::chrono::sys_seconds;

constexpr auto k_tick = 250ms;
constexpr auto k_sources_again = 2s;  // a source that was added or changed is seen within this time
constexpr auto k_uploads_again = 500ms;
constexpr auto k_lock_again = 5s;          // a lock that was lost is noticed within this time
constexpr auto k_state_again = 60s;        // the line that tells how the watcher is
constexpr auto k_indexing = 5s;            // without looking at the schedule
constexpr auto k_manifest_after = 60s;     // of rest, so that the index is covered by checksums again
constexpr auto k_enrichment_again = 600s;  // an imported taxonomy is seen by new feeds within about this time

constexpr std::string_view k_failed = "state=failed";

sys_seconds now() { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); }

/// Neither of the program nor of its data: going on is right.
bool passes(const Error& error) { return error.code == ErrorCode::unavailable || error.code == ErrorCode::overloaded; }

std::string place_key(const Source& source) { return source.name + "\n" + source.location; }

/// A file or folder without a schedule is always due, and read when it changed.
bool is_read_on_change(const SourceEntry& entry) {
  return !is_web_address(entry.source.location) && entry.settings.schedule.empty();
}

std::string counts_line(const FeedOutcome& outcome) {
  const FetchSummary& summary = outcome.summary;
  const char* state = outcome.unchanged   ? "unchanged"
                      : summary.collapsed ? "collapsed"
                      : !summary.complete ? "incomplete"
                                          : "finished";
  return fmt::format("state={} bytes={} added={} changed={} unchanged={} deleted={}", state, outcome.bytes,
                     summary.counts.added, summary.counts.changed, summary.counts.unchanged, summary.deleted);
}

}  // namespace

FeedWatch::FeedWatch(Workspace& workspace, WatchOptions options)
    : workspace_(workspace),
      options_(std::move(options)),
      otherwise_{options_.every, {}},
      lock_again_(Clock::now() + k_lock_again),
      sources_again_(Clock::now()),
      state_again_(Clock::now() + k_state_again),
      uploads_again_(Clock::now()),
      enrichment_read_(Clock::now()),
      last_change_(Clock::now()),
      workers_(options_.workers) {}

void FeedWatch::run() {
  workspace_.set_connections(options_.workers + 5);
  static_cast<void>(workspace_.catalogue());  // refuse at once what cannot work; the threads find it made
  static_cast<void>(workspace_.index_folder());
  auto lock = WatchLock::take(workspace_.pool());
  if (!lock) throw ErrorException(lock.error());
  lock_.emplace(std::move(*lock));
  fmt::print("watching; end with SIGTERM or Ctrl-C\n");
  std::fflush(stdout);
  try {
    while (!stopped()) {
      try {
        tick();
      } catch (const ErrorException& failure) {
        if (stopped()) break;
        if (!passes(failure.error())) throw;
        fmt::print(stderr, "{}\n", describe(failure.error()));
        rest(2s);
      }
      rest(k_tick);
    }
  } catch (...) {
    ending_ = true;
    workers_.wait();
    upload_worker_.wait();
    throw;
  }
  ending_ = true;
  workers_.wait();
  upload_worker_.wait();
  fmt::print("ended\n");
}

void FeedWatch::rest(std::chrono::milliseconds time) const {
  for (auto until = Clock::now() + time; !stopped() && Clock::now() < until;) std::this_thread::sleep_for(20ms);
}

void FeedWatch::tick() {
  keep_lock();
  take_finished();
  if (Clock::now() >= sources_again_) load_sources();
  start_fetches();
  start_uploads();
  tell_state();
  apply();
}

/// The lock goes with its connection. Whoever took it meanwhile goes on; this one ends.
void FeedWatch::keep_lock() {
  if (Clock::now() < lock_again_) return;
  lock_again_ = Clock::now() + k_lock_again;
  if (lock_ && lock_->held()) return;
  lock_.reset();
  auto lock = WatchLock::take(workspace_.pool());
  if (!lock) throw ErrorException(lock.error());
  lock_.emplace(std::move(*lock));
}

void FeedWatch::load_sources() {
  sources_ = SourceStore(workspace_.pool()).list();
  std::erase_if(sources_, [](const SourceEntry& entry) { return is_imported_sample(entry.source); });
  std::map<std::string, PlaceWatch> files;
  for (const SourceEntry& entry : sources_) {
    const auto before = files_.find(place_key(entry.source));
    files.emplace(place_key(entry.source), before != files_.end() ? before->second : PlaceWatch(""));
  }
  files_ = std::move(files);
  sources_again_ = Clock::now() + k_sources_again;
}

/// Those that failed before may have half of the threads, so that they never keep one that is well waiting.
void FeedWatch::start_fetches() {
  const sys_seconds moment = now();
  for (const SourceEntry* entry : due_sources(sources_, otherwise_, moment)) {
    if (stopped() || workers_.full()) return;
    if (taken_.contains(entry->source.name)) continue;
    if (!enrichment_) load_enrichment();  // before a change of a file counts as seen
    const bool suspect = entry->state.failures > 0;
    const auto suspects = std::count_if(taken_.begin(), taken_.end(), [](const auto& one) { return one.second; });
    if (suspect && static_cast<std::size_t>(suspects) >= std::max<std::size_t>(1, options_.workers / 2)) continue;
    if (has_cause(*entry, moment) && start(*entry)) taken_[entry->source.name] = suspect;
  }
}

/// A file without a schedule is read when it changed, or when reading it failed; all else when it is due.
bool FeedWatch::has_cause(const SourceEntry& entry, sys_seconds moment) {
  const auto held = not_before_.find(entry.source.name);
  if (held != not_before_.end() && moment < held->second) return false;
  if (!is_read_on_change(entry) || entry.state.failures > 0) return true;
  return files_.at(place_key(entry.source)).changed(fingerprint_of_path(entry.source.location));
}

bool FeedWatch::start(const SourceEntry& entry) {
  return workers_.start(entry.source.name, [this, entry, enrichment = enrichment_] { fetch(entry, *enrichment); });
}

/// In a thread of its own. A feed that fails is told, and tried again after a pause; the others go on.
void FeedWatch::fetch(const SourceEntry& entry, Enrichment& enrichment) {
  const auto began = Clock::now();
  std::string trouble;
  std::string line(k_failed);
  try {
    FeedRequest request;
    request.source = entry.source;
    request.settings = entry.settings;
    request.stopped = [this] { return stopped(); };
    request.quiet = true;
    request.ask_whether_changed = true;
    const auto fetcher = fetcher_for(workspace_, entry.settings, request.stopped);
    const FeedOutcome outcome = ingest_feed(workspace_, enrichment, *fetcher, request);
    // A collapse waits for a person; asking more often does not help.
    if (!outcome.summary.complete) trouble = outcome.summary.reason.empty() ? "not complete" : outcome.summary.reason;
    line = counts_line(outcome);
  } catch (const ErrorException& failure) {
    trouble = describe(failure.error());
  } catch (const std::exception& failure) {
    trouble = failure.what();
  }
  // An end that was not complete was told by ingest_feed already.
  if (line == k_failed && !stopped()) fmt::print(stderr, "{}: {}\n", entry.source.name, trouble);
  const double seconds = std::chrono::duration<double>(Clock::now() - began).count();
  keep_outcome(entry, trouble, fmt::format("seconds={:.1f} {}", seconds, line));
}

/// A fetch that was broken off because the program ends is no failure of the source.
void FeedWatch::keep_outcome(const SourceEntry& entry, const std::string& trouble, const std::string& line) {
  if (!trouble.empty() && stopped()) return;
  Fetched fetched{entry.source.name, trouble.empty() ? 0 : entry.state.failures + 1, {}};
  const sys_seconds due = fetched.failures == 0 && is_read_on_change(entry)
                              ? now()
                              : next_due(schedule_of(entry.settings, otherwise_), fetched.failures, now(), random());
  try {
    SourceStore(workspace_.pool()).keep_outcome(entry.source.id, fetched.failures, due, trouble);
  } catch (const std::exception& failure) {
    fmt::print(stderr, "{}: {}\n", entry.source.name, failure.what());
    fetched.retry = due;
  }
  fmt::print("fetch source=\"{}\" {} failures={} next={:%FT%TZ}\n", entry.source.name, line, fetched.failures,
             fmt::gmtime(std::chrono::system_clock::to_time_t(due)));
  std::fflush(stdout);
  const std::lock_guard lock(mutex_);
  finished_.push_back(std::move(fetched));
}

double FeedWatch::random() {
  const std::lock_guard lock(mutex_);
  return std::uniform_real_distribution<>(0.0, 1.0)(random_);
}

void FeedWatch::take_finished() {
  std::vector<Fetched> finished;
  {
    const std::lock_guard lock(mutex_);
    finished.swap(finished_);
  }
  if (!finished.empty()) sources_again_ = Clock::now();  // their next time was written
  for (const Fetched& fetched : finished) {
    ++fetches_;
    if (fetched.failures > 0) ++failed_fetches_;
    not_before_.erase(fetched.name);
    if (fetched.retry) not_before_[fetched.name] = *fetched.retry;
    taken_.erase(fetched.name);
  }
}

/// Building a large taxonomy takes seconds, so it is kept for all; it is read again at rest, when nobody waits for it.
void FeedWatch::load_enrichment() {
  enrichment_ = std::make_shared<Enrichment>(workspace_.load_enrichment());
  enrichment_read_ = Clock::now();
}

/// Files that providers sent in, one after another, in a thread of its own.
void FeedWatch::start_uploads() {
  if (Clock::now() < uploads_again_ || upload_worker_.full()) return;
  uploads_again_ = Clock::now() + k_uploads_again;
  if (!UploadStore(workspace_.pool()).any_task()) return;
  if (!enrichment_) load_enrichment();
  static_cast<void>(upload_worker_.start("uploads", [this, enrichment = enrichment_] {
    try {
      const std::function<bool()> asked = [this] { return stopped(); };
      while (!stopped() && work_on_upload(workspace_, *enrichment, asked)) {
      }
    } catch (const std::exception& failure) {
      if (!stopped()) fmt::print(stderr, "uploads: {}\n", failure.what());
    }
  }));
}

/// What this or another process changed in the catalogue goes into the index.
void FeedWatch::apply() {
  const ChangeNumber latest = workspace_.catalogue().latest_change();
  if (latest == applied_) return work_at_rest();
  auto writer = open_index(workspace_.index_folder(), 0ms);
  if (!writer && writer.error().code == ErrorCode::conflict) return;  // another process is at it: next tick
  if (!writer) throw ErrorException(writer.error());
  covered_ = false;
  last_change_ = Clock::now();
  // A round ends after a while, so that neither the schedule nor the end of the program waits for a large feed.
  const AppliedChanges applied = apply_changes(
      workspace_.catalogue(), *writer, {}, [this] { return stopped() || Clock::now() - last_change_ > k_indexing; });
  if (applied.last < latest) {
    fmt::print("index: at change {}, going on\n", applied.last.value);
    return;
  }
  applied_ = applied.last;
  if (applied.written + applied.removed > 0) {
    fmt::print("index: {} written, {} removed, at change {}\n", applied.written, applied.removed, applied.last.value);
    std::fflush(stdout);
  }
}

void FeedWatch::work_at_rest() {
  const bool resting = Clock::now() - last_change_ > k_manifest_after && workers_.running() == 0;
  if (enrichment_ && resting && Clock::now() - enrichment_read_ > k_enrichment_again) load_enrichment();
  if (covered_ || !resting) return;
  if (auto writer = open_index(workspace_.index_folder(), 0ms)) {
    writer->publish();
    covered_ = true;
  }
}

void FeedWatch::tell_state() {
  if (Clock::now() < state_again_) return;
  state_again_ = Clock::now() + k_state_again;
  const auto count = [&](auto fits) { return std::count_if(sources_.begin(), sources_.end(), fits); };
  fmt::print("watch sources={} paused={} failing={} running={} fetches={} failed={}\n", sources_.size(),
             count([](const SourceEntry& e) { return e.settings.paused; }),
             count([](const SourceEntry& e) { return e.state.failures > 0; }), workers_.running(), fetches_,
             failed_fetches_);
  std::fflush(stdout);
}

}  // namespace leerwijzer
