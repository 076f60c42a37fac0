// What the verbs work with: the database, the index, the date, and a way to tell how far they are.
#pragma once

#include "indexer/feed_place.hpp"
#include "indexer/fetching/web_place.hpp"
#include "indexer/pipeline/enrichment.hpp"
#include "indexer/pipeline/index_changes.hpp"
#include "indexer/settings.hpp"

#include "engine/store/catalogue_store.hpp"
#include "engine/store/pool.hpp"
#include "engine/store/source_store.hpp"

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace leerwijzer {

/// Lines on stderr once a second for whatever takes longer: "1500 records, 730 a second".
class Progress {
 public:
  explicit Progress(std::string what)
      : what_(std::move(what)), began_(std::chrono::steady_clock::now()), told_(began_) {}
  void operator()(std::int64_t count);

 private:
  std::string what_;
  std::chrono::steady_clock::time_point began_;
  std::chrono::steady_clock::time_point told_;
};

class Workspace {
 public:
  explicit Workspace(Settings settings) : settings_(std::move(settings)) {}

  /// The database, of whatever schema version. Throws ErrorException with invalid_input when none is named.
  [[nodiscard]] Pool& any_pool();
  /// Before the first use: at most so many connections, one for each thread that stores.
  void set_connections(std::size_t most) noexcept { connections_ = most; }
  /// The database, of the right schema version; throws ErrorException with schema_mismatch and what to run.
  [[nodiscard]] Pool& pool();
  [[nodiscard]] CatalogueStore& catalogue();

  /// Throws ErrorException when no index folder is named.
  [[nodiscard]] std::filesystem::path index_folder() const;
  [[nodiscard]] bool has_index_setting() const noexcept { return !settings_.index.empty(); }

  /// Taxonomy and geography as they are in the database now.
  [[nodiscard]] Enrichment load_enrichment();

  /// The date in Amsterdam; the one of --today where it was given.
  [[nodiscard]] Date today() const;

  [[nodiscard]] const Settings& settings() const noexcept { return settings_; }

  /// The place of a feed: a path or an address, with the credentials of the source, its limits on what is packed and
  /// unpacked, and the hosts that may be inside a private network. `fetcher` and `visit` must outlive it. Fails for an
  /// address with a password inside; credentials that others can read are told on stderr.
  [[nodiscard]] Result<std::unique_ptr<FeedPlace>> open_place(const std::string& location,
                                                              const std::string& source_name, HttpFetcher& fetcher,
                                                              const SourceSettings& settings, WebVisit& visit) const;

  /// Applies the change log to the index, and covers it with a manifest. Tells what was done on stdout. Another
  /// writer is waited for ten seconds; after that the changes are left to it, and stderr says so.
  void update_index();

  /// As update_index(), but beginning while `work` stores: two threads index what it has stored so far. What `work`
  /// throws is thrown on; the index is then behind, as far as it goes, and the next run goes on from there.
  void update_index_during(const std::function<void()>& work);

 private:
  void publish_index(IndexWriter& writer, const AppliedChanges& applied);

  Settings settings_;
  std::unique_ptr<Pool> pool_;
  std::size_t connections_ = 4;
  bool schema_checked_ = false;
  std::optional<CatalogueStore> catalogue_;
};

}  // namespace leerwijzer
