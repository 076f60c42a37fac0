#include "engine/search/sharded_build.hpp"

#include "engine/search/document.hpp"
#include "engine/search/generations.hpp"
#include "engine/search/xapian_boundary.hpp"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace leerwijzer {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view k_where = "search index";
constexpr std::string_view k_building = "building";

/// What is thrown away after a crash anyway need not wait for the disk.
constexpr int k_temporary = Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_SYNC;

void write_shard(const fs::path& path, std::span<const Offer> offers) {
  or_throw(k_where, [&] {
    Xapian::WritableDatabase database(path.string(), k_temporary);
    for (const Offer& offer : offers) database.replace_document(docid_of(offer.id), document_of(offer));
    database.commit();
  });
}

/// Merges databases with ids that do not overlap, and removes them.
void merge(std::span<const fs::path> from, const fs::path& to) {
  or_throw(k_where, [&] {
    Xapian::Database together;
    for (const fs::path& shard : from) together.add_database(Xapian::Database(shard.string()));
    together.compact(to.string(), Xapian::DBCOMPACT_NO_RENUMBER | Xapian::Compactor::FULL);
  });
  for (const fs::path& shard : from) fs::remove_all(shard);
}

/// Threads that do one piece of work after another, at most so many waiting. What a piece throws comes out at the
/// giver.
class Workers {
 public:
  explicit Workers(std::size_t threads) : most_(threads) {
    for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
  }
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;
  ~Workers() {
    {
      const std::scoped_lock lock(mutex_);
      waiting_.clear();
      closed_ = true;
    }
    changed_.notify_all();
    for (std::thread& thread : threads_) thread.join();
  }

  void give(std::function<void()> piece) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return failure_ || waiting_.size() < most_; });
    if (failure_) std::rethrow_exception(failure_);
    waiting_.push_back(std::move(piece));
    changed_.notify_all();
  }

  /// Waits until all is done.
  void drain() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return failure_ || (waiting_.empty() && busy_ == 0); });
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  void work() {
    for (;;) {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return closed_ || !waiting_.empty(); });
      if (waiting_.empty()) return;
      const std::function<void()> piece = std::move(waiting_.front());
      waiting_.pop_front();
      ++busy_;
      changed_.notify_all();
      lock.unlock();
      std::exception_ptr failure;
      try {
        piece();
      } catch (...) {
        failure = std::current_exception();
      }
      lock.lock();
      --busy_;
      if (failure && !failure_) failure_ = failure;
      changed_.notify_all();
    }
  }

  std::size_t most_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> waiting_;
  std::size_t busy_ = 0;
  bool closed_ = false;
  std::exception_ptr failure_;
  std::vector<std::thread> threads_;  // last: they use all of the above
};

std::size_t threads_of(const ShardedBuildSettings& settings) {
  const std::size_t wanted = settings.threads == 0 ? std::thread::hardware_concurrency() : settings.threads;
  return std::clamp<std::size_t>(wanted, 1, 64);
}

}  // namespace

struct ShardedBuild::State {
  fs::path folder;
  ShardedBuildSettings settings;
  FolderLock lock;
  OfferId last;
  std::vector<Offer> gathered;   ///< for the next shard
  std::vector<fs::path> shards;  ///< in order of id
  std::size_t named = 0;
  std::unique_ptr<Workers> workers;

  State(fs::path in, const ShardedBuildSettings& given, FolderLock held)
      : folder(std::move(in)),
        settings(given),
        lock(std::move(held)),
        workers(std::make_unique<Workers>(threads_of(given))) {}
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    workers.reset();
    std::error_code ignored;  // the next build removes it
    fs::remove_all(building(), ignored);
  }

  [[nodiscard]] fs::path building() const { return folder / k_building; }
  [[nodiscard]] fs::path new_path() { return building() / std::to_string(++named); }

  void build_shard() {
    if (gathered.empty()) return;
    shards.push_back(new_path());
    workers->give([path = shards.back(), offers = std::make_shared<const std::vector<Offer>>(std::move(gathered))] {
      write_shard(path, *offers);
    });
    gathered = {};
    gathered.reserve(settings.offers_in_shard);
  }

  /// Neighbours together, on all threads, until one merge can take the rest.
  void merge_down() {
    const std::size_t most = std::max<std::size_t>(2, settings.shards_merged_at_once);
    while (shards.size() > most) {
      std::vector<fs::path> larger;
      for (std::size_t from = 0; from < shards.size(); from += most) {
        const auto begin = shards.begin() + static_cast<std::ptrdiff_t>(from);
        const auto end = begin + static_cast<std::ptrdiff_t>(std::min(most, shards.size() - from));
        larger.push_back(new_path());
        workers->give([to = larger.back(), group = std::vector(begin, end)] { merge(group, to); });
      }
      workers->drain();
      shards = std::move(larger);
    }
  }

  /// The path of all of them together.
  fs::path merge_all() {
    merge_down();
    const fs::path whole = new_path();
    if (shards.empty()) {
      write_shard(whole, {});
    } else {
      merge(shards, whole);
    }
    return whole;
  }
};

ShardedBuild::ShardedBuild(std::unique_ptr<State> state) : state_(std::move(state)) {}
ShardedBuild::ShardedBuild(ShardedBuild&&) noexcept = default;
ShardedBuild& ShardedBuild::operator=(ShardedBuild&&) noexcept = default;
ShardedBuild::~ShardedBuild() = default;

Result<ShardedBuild> ShardedBuild::start(const fs::path& folder, ShardedBuildSettings settings) {
  auto lock = FolderLock::take(folder);
  if (!lock) return lock.error();
  settings.offers_in_shard = std::max<std::size_t>(1, settings.offers_in_shard);
  std::error_code failed;
  fs::remove_all(folder / k_building, failed);
  if (!failed) fs::create_directory(folder / k_building, failed);
  if (failed) {
    return Error{ErrorCode::unavailable, "cannot make a folder to build in: " + failed.message(),
                 "look at the folder and its permissions", (folder / k_building).string()};
  }
  return ShardedBuild(std::make_unique<State>(folder, settings, std::move(*lock)));
}

void ShardedBuild::add(std::span<const Offer> offers) {
  for (const Offer& offer : offers) {
    if (offer.id <= state_->last) {
      throw ErrorException({ErrorCode::internal, "offers are built into an index in order of id", "",
                            "offer " + std::to_string(offer.id.value)});
    }
    state_->last = offer.id;
    state_->gathered.push_back(offer);
    if (state_->gathered.size() >= state_->settings.offers_in_shard) state_->build_shard();
  }
}

IndexWriter ShardedBuild::finish(const std::function<void(std::size_t)>& merging) {
  state_->build_shard();
  state_->workers->drain();
  if (merging) merging(state_->shards.size());
  const fs::path whole = state_->merge_all();
  const std::string generation = next_generation(state_->folder);
  fs::rename(whole, state_->folder / generation);
  return IndexWriter::take_over(state_->folder, generation, std::move(state_->lock));
}

}  // namespace leerwijzer
