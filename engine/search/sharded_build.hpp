// Building a whole generation on all cores. Offers come in order of id; each few hundred of them become a small
// database of their own on whichever thread is free, written in one go and never changed. At the end these are merged:
// copied in order, which takes some hundredths of the time that adding the documents took. Document ids stay the ids of
// the offers.
//
// All of it happens in the folder `building` beside the generations. It goes with the build; one that a crash left
// behind is removed by the next build.
#pragma once

#include "engine/search/index_writer.hpp"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>

namespace leerwijzer {

struct ShardedBuildSettings {
  std::size_t threads = 0;                 ///< 0: one for each core
  std::size_t offers_in_shard = 500;       ///< a fifth less processor time than 2,000: Xapian's maps stay in the cache
  std::size_t shards_merged_at_once = 64;  ///< each costs some five open files while it is merged
};

class ShardedBuild {
 public:
  /// Fails with conflict when another process writes the index, unavailable when the folder cannot be used.
  [[nodiscard]] static Result<ShardedBuild> start(const std::filesystem::path& folder,
                                                  ShardedBuildSettings settings = {});
  ShardedBuild(ShardedBuild&&) noexcept;
  ShardedBuild& operator=(ShardedBuild&&) noexcept;

  /// Stops, and removes what was built unless finish() took it.
  ~ShardedBuild();

  /// Offers with ids above all that came before, in ascending order; waits while as many shards as there are threads
  /// wait. Throws ErrorException: what a thread met (unavailable for a full disk), internal for another order.
  void add(std::span<const Offer> offers);

  /// Merges the shards into a new generation, which readers do not see until the writer publishes it. `merging` is told
  /// how many there are before that begins. Throws as add() does. Once only.
  [[nodiscard]] IndexWriter finish(const std::function<void(std::size_t shards)>& merging = {});

 private:
  struct State;
  explicit ShardedBuild(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace leerwijzer
