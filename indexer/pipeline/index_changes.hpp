// Keeping the index equal to the catalogue: applying the change log, building a new generation, and comparing.
#pragma once

#include "engine/core/error.hpp"
#include "engine/search/index_writer.hpp"
#include "engine/store/catalogue_store.hpp"

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace leerwijzer {

using IndexProgress = std::function<void(std::int64_t offers)>;  ///< may be empty

struct AppliedChanges {
  std::int64_t written = 0;
  std::int64_t removed = 0;
  ChangeNumber last;  ///< the number that the index now stands at
};

class IndexFeed;

/// Applies the change log while others write to it: from where the index stands until finish(). The writer is this
/// one's alone meanwhile. Destroyed without finish(), it drops what is not committed yet; the next to apply the change
/// log begins there.
class IndexFollower {
 public:
  IndexFollower(CatalogueStore& store, IndexWriter& writer, IndexProgress progress);
  ~IndexFollower();
  IndexFollower(const IndexFollower&) = delete;
  IndexFollower& operator=(const IndexFollower&) = delete;

  /// Applies what is left and commits. Throws ErrorException as apply_changes() does, also for what failed before.
  [[nodiscard]] AppliedChanges finish();

 private:
  void follow();

  std::unique_ptr<IndexFeed> feed_;
  std::mutex mutex_;
  std::condition_variable stop_;
  bool stopping_ = false;
  std::exception_ptr failure_;
  std::thread thread_;  // last: it uses all of the above
};

/// Applies the change log from where the index stands, committing every few thousand with the number reached. Repeating
/// it does no harm. `enough` is asked between batches; what was applied by then is committed. Throws ErrorException
/// when the database or the index fails.
[[nodiscard]] AppliedChanges apply_changes(CatalogueStore& store, IndexWriter& writer,
                                           const IndexProgress& progress = {},
                                           const std::function<bool()>& enough = {});

struct RebuildSettings {
  std::size_t threads = 0;                          ///< that make and write documents; 0: one for each core
  IndexProgress progress;                           ///< offers read so far
  std::function<void(std::size_t shards)> merging;  ///< all were read, and what was built of them is put together
};

/// A new generation from one snapshot of the catalogue, built in shards; then what changed meanwhile; then published.
/// The generation that is read meanwhile stays as it is, whatever happens.
[[nodiscard]] Result<AppliedChanges> rebuild_index(CatalogueStore& store, const std::filesystem::path& folder,
                                                   const RebuildSettings& settings = {});

/// How index and catalogue differ.
struct IndexDifference {
  std::vector<OfferId> missing;    ///< in the catalogue, not in the index
  std::vector<OfferId> different;  ///< in both, with another content
  std::vector<OfferId> surplus;    ///< in the index only
  std::size_t equal = 0;

  [[nodiscard]] bool none() const noexcept { return missing.empty() && different.empty() && surplus.empty(); }
};
[[nodiscard]] IndexDifference compare_index(CatalogueStore& store, const IndexWriter& writer);

/// Writes and removes what differs, and commits.
void repair_index(CatalogueStore& store, IndexWriter& writer, const IndexDifference& difference);

/// The current generation for writing; when another process writes, tries again until `patience` is over.
[[nodiscard]] Result<IndexWriter> open_index(const std::filesystem::path& folder, std::chrono::milliseconds patience);

}  // namespace leerwijzer
