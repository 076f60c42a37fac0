#include "indexer/pipeline/index_changes.hpp"

#include "engine/search/sharded_build.hpp"
#include "indexer/pipeline/stage.hpp"

#include <algorithm>
#include <set>
#include <span>
#include <thread>
#include <utility>

namespace leerwijzer {
namespace {

using namespace std::chrono_literals;

constexpr int k_batch = 500;
constexpr std::size_t k_waiting_batches = 2;
constexpr auto k_follow_pause = 50ms;

/// Each commit waits for the disk and rewrites a piece of the entry of every word that came by, so that committing
/// seldom is fast; but what is not committed is in memory.
constexpr std::int64_t k_commit_every = 10'000;

/// What is written to the index in one go.
struct IndexBatch {
  std::vector<PreparedOffer> offers;
  std::vector<OfferId> removed;
  ChangeNumber reached;  ///< of the change log

  [[nodiscard]] std::int64_t size() const { return static_cast<std::int64_t>(offers.size() + removed.size()); }
};

/// The offers that these are shown as, made into documents; what is shown no more, or under another id, is to be
/// removed.
void prepare_offers(CatalogueStore& store, std::span<const OfferId> ids, IndexBatch& batch) {
  std::set<OfferId> gone(ids.begin(), ids.end());
  for (const Offer& offer : store.shown_offers(ids)) {
    batch.offers.emplace_back(offer);
    gone.erase(offer.id);
  }
  batch.removed.insert(batch.removed.end(), gone.begin(), gone.end());
}

void write_batch(IndexWriter& writer, const IndexBatch& batch) {
  for (const PreparedOffer& offer : batch.offers) writer.upsert(offer);
  for (OfferId id : batch.removed) writer.remove(id);
}

}  // namespace

/// Takes changes from the log and makes documents on the caller's thread; a thread behind it writes and commits.
class IndexFeed {
 public:
  IndexFeed(CatalogueStore& store, IndexWriter& writer, IndexProgress progress)
      : store_(store),
        writer_(writer),
        progress_(std::move(progress)),
        writing_(k_waiting_batches, [this](const IndexBatch& batch) { write(batch); }) {
    applied_.last = writer.applied();
  }

  /// Hands on the next changes; false when there are none.
  bool step() {
    const std::vector<Change> changes = store_.changes_after(applied_.last, k_batch);
    if (changes.empty()) return false;
    IndexBatch batch;
    std::vector<OfferId> ids;
    for (const Change& change : changes) {
      if (change.deleted) {
        batch.removed.push_back(change.offer);
        ++applied_.removed;
      } else {
        ids.push_back(change.offer);
      }
      applied_.last = std::max(applied_.last, change.number);
    }
    prepare_offers(store_, ids, batch);
    applied_.written += static_cast<std::int64_t>(ids.size());
    batch.reached = applied_.last;
    writing_.give(std::move(batch));
    if (progress_) progress_(applied_.written + applied_.removed);
    return true;
  }

  AppliedChanges finish() {
    writing_.drain();
    if (uncommitted_ > 0) writer_.commit(applied_.last);
    uncommitted_ = 0;
    return applied_;
  }

 private:
  void write(const IndexBatch& batch) {
    write_batch(writer_, batch);
    uncommitted_ += batch.size();
    if (uncommitted_ < k_commit_every) return;
    writer_.commit(batch.reached);
    uncommitted_ = 0;
  }

  CatalogueStore& store_;
  IndexWriter& writer_;
  IndexProgress progress_;
  AppliedChanges applied_;
  std::int64_t uncommitted_ = 0;  // of the writing thread; ours after drain()
  Stage<IndexBatch> writing_;
};

IndexFollower::IndexFollower(CatalogueStore& store, IndexWriter& writer, IndexProgress progress)
    : feed_(std::make_unique<IndexFeed>(store, writer, std::move(progress))), thread_([this] { follow(); }) {}

IndexFollower::~IndexFollower() {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
  }
  stop_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void IndexFollower::follow() {
  try {
    for (;;) {
      const bool any = feed_->step();
      std::unique_lock lock(mutex_);
      if (!any) stop_.wait_for(lock, k_follow_pause, [&] { return stopping_; });
      if (stopping_) return;
    }
  } catch (...) {
    failure_ = std::current_exception();
  }
}

AppliedChanges IndexFollower::finish() {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
  }
  stop_.notify_all();
  thread_.join();
  if (failure_) std::rethrow_exception(failure_);
  while (feed_->step()) {
  }
  return feed_->finish();
}

AppliedChanges apply_changes(CatalogueStore& store, IndexWriter& writer, const IndexProgress& progress,
                             const std::function<bool()>& enough) {
  IndexFeed feed(store, writer, progress);
  while (!(enough && enough()) && feed.step()) {
  }
  return feed.finish();
}

Result<AppliedChanges> rebuild_index(CatalogueStore& store, const std::filesystem::path& folder,
                                     const RebuildSettings& settings) {
  auto build = ShardedBuild::start(folder, {.threads = settings.threads});
  if (!build) return build.error();
  std::int64_t read = 0;
  const ChangeNumber snapshot = store.for_each_shown_batch(
      [&](std::span<const Offer> offers) {
        build->add(offers);
        read += static_cast<std::int64_t>(offers.size());
        if (settings.progress) settings.progress(read);
      },
      k_batch);
  IndexWriter writer = build->finish(settings.merging);
  writer.commit(snapshot);
  AppliedChanges applied = apply_changes(store, writer);
  writer.publish();
  applied.written += read;
  return applied;
}

IndexDifference compare_index(CatalogueStore& store, const IndexWriter& writer) {
  IndexDifference difference;
  const std::vector<std::pair<OfferId, std::string>> indexed = writer.fingerprints();
  auto at = indexed.begin();
  // Both come in order of id, so they are walked side by side.
  for (const OfferFingerprint& offer : store.shown_fingerprints()) {
    for (; at != indexed.end() && at->first < offer.offer; ++at) difference.surplus.push_back(at->first);
    if (at == indexed.end() || at->first != offer.offer) {
      difference.missing.push_back(offer.offer);
      continue;
    }
    if (at->second == offer.content_hash) {
      ++difference.equal;
    } else {
      difference.different.push_back(offer.offer);
    }
    ++at;
  }
  for (; at != indexed.end(); ++at) difference.surplus.push_back(at->first);
  return difference;
}

void repair_index(CatalogueStore& store, IndexWriter& writer, const IndexDifference& difference) {
  std::vector<OfferId> ids = difference.missing;
  ids.insert(ids.end(), difference.different.begin(), difference.different.end());
  for (std::size_t from = 0; from < ids.size(); from += k_batch) {
    const std::size_t count = std::min<std::size_t>(k_batch, ids.size() - from);
    IndexBatch batch;
    prepare_offers(store, std::span(ids).subspan(from, count), batch);
    write_batch(writer, batch);
  }
  for (OfferId id : difference.surplus) writer.remove(id);
  writer.commit(writer.applied());
}

Result<IndexWriter> open_index(const std::filesystem::path& folder, std::chrono::milliseconds patience) {
  const auto until = std::chrono::steady_clock::now() + patience;
  for (;;) {
    auto writer = IndexWriter::open(folder);
    if (writer || writer.error().code != ErrorCode::conflict || std::chrono::steady_clock::now() >= until)
      return writer;
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
}

}  // namespace leerwijzer
