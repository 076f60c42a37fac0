// Watching: every source is fetched when its time has come, in a thread of its own, and the index is kept equal to the
// catalogue meanwhile. A provider that fails, stalls or is slow holds up nobody but itself.
#pragma once

#include "indexer/pipeline/due_sources.hpp"
#include "indexer/pipeline/fetch_workers.hpp"
#include "indexer/pipeline/place_watch.hpp"
#include "indexer/workspace.hpp"

#include "engine/store/source_store.hpp"
#include "engine/store/watch_lock.hpp"

#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace leerwijzer {

struct WatchOptions {
  std::chrono::seconds every{900};  ///< for web addresses without a schedule; files without one are read on change
  std::size_t workers = 8;          ///< fetches at the same time
  std::function<bool()> stopped;    ///< asked all the time, from several threads
};

class FeedWatch {
 public:
  FeedWatch(Workspace& workspace, WatchOptions options);

  /// Until it is asked to stop; then what runs is broken off within seconds. Throws ErrorException with conflict when
  /// another watcher is at work on this database, and for what makes going on senseless. A database that does not
  /// answer is waited for.
  void run();

 private:
  using Clock = std::chrono::steady_clock;

  /// What came of one fetch, handed from its thread to the watching one.
  struct Fetched {
    std::string name;
    int failures = 0;
    std::optional<std::chrono::sys_seconds> retry;  ///< when the database could not keep the next time
  };

  [[nodiscard]] bool stopped() const { return ending_ || options_.stopped(); }
  void rest(std::chrono::milliseconds time) const;
  void tick();
  void keep_lock();
  void load_sources();
  void start_fetches();
  [[nodiscard]] bool has_cause(const SourceEntry& entry, std::chrono::sys_seconds now);
  bool start(const SourceEntry& entry);
  void fetch(const SourceEntry& entry, Enrichment& enrichment);
  void keep_outcome(const SourceEntry& entry, const std::string& trouble, const std::string& line);
  [[nodiscard]] double random();
  void take_finished();
  void load_enrichment();
  void start_uploads();
  void apply();
  void work_at_rest();
  void tell_state();

  Workspace& workspace_;
  WatchOptions options_;
  FetchSchedule otherwise_;
  std::atomic<bool> ending_{false};
  std::optional<WatchLock> lock_;
  std::shared_ptr<Enrichment> enrichment_;  ///< shared with the fetches that began with it
  std::vector<SourceEntry> sources_;
  std::map<std::string, PlaceWatch> files_;                     ///< by name and location
  std::map<std::string, std::chrono::sys_seconds> not_before_;  ///< by name, when the database did not keep it
  std::map<std::string, bool> taken_;  ///< by name, from the start of a fetch until its end was seen: failed before?
  std::mutex mutex_;                   ///< of the two below
  std::vector<Fetched> finished_;
  std::mt19937 random_{std::random_device{}()};
  std::int64_t fetches_ = 0;
  std::int64_t failed_fetches_ = 0;
  Clock::time_point lock_again_;
  Clock::time_point sources_again_;
  Clock::time_point state_again_;
  Clock::time_point uploads_again_;
  Clock::time_point enrichment_read_;
  Clock::time_point last_change_;
  ChangeNumber applied_{-1};
  bool covered_ = true;
  FetchWorkers workers_;  ///< last, with the next: their threads end before the rest does
  FetchWorkers upload_worker_{1};
};

}  // namespace leerwijzer
