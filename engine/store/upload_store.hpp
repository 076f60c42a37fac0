// Files that providers send in, in PostgreSQL: the API puts them there, the indexer reads them. What a provider sees
// is in Dutch. Throws ErrorException as every store.
#pragma once

#include "engine/core/error.hpp"
#include "engine/domain/feed.hpp"
#include "engine/domain/publication.hpp"
#include "engine/store/retry.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace leerwijzer {

class Pool;

struct NewUpload {
  ProviderId provider;
  std::string name;
  std::string format;  ///< empty: found by content
  std::string digest;
  std::string content;
  std::string actor;
};

struct UploadPage {
  std::vector<Upload> items;  ///< newest first, without reports
  std::int64_t total = 0;
};

struct UploadTask {
  std::int64_t upload = 0;
  ProviderId provider;
  int tries = 0;  ///< this one included
};

using SealUpload = std::function<std::string(std::int64_t id)>;

/// Files of one provider that wait to be read or decided about.
inline constexpr std::int64_t k_most_kept_uploads = 10;

class UploadStore {
 public:
  explicit UploadStore(Pool& pool) : pool_(pool) {}

  /// The sealed answer where the request is a repetition, else empty; `id` is told to `sealed` in either case but a
  /// repetition. conflict when too many wait.
  [[nodiscard]] Result<std::string> add(const NewUpload& upload, const Retry& retry, const SealUpload& sealed);
  [[nodiscard]] std::optional<Upload> find(ProviderId provider, std::int64_t id);
  [[nodiscard]] UploadPage list(ProviderId provider, int offset, int limit);
  /// Again is no fault; conflict for one that cannot be ingested, or was not read yet.
  [[nodiscard]] Result<void> confirm(ProviderId provider, std::int64_t id, const std::string& actor);
  /// conflict while it is being ingested.
  [[nodiscard]] Result<void> discard(ProviderId provider, std::int64_t id, const std::string& actor);

  // For the indexer. One watcher takes tasks at a time.
  [[nodiscard]] bool any_task();
  [[nodiscard]] std::optional<UploadTask> next_task();
  void end_task(const UploadTask& task);
  /// Nothing when it was discarded meanwhile.
  [[nodiscard]] std::optional<std::string> content(const UploadTask& task);
  /// The dry run is over: checked or unreadable.
  void keep_report(const UploadTask& task, UploadState state, const std::string& format, const std::string& report);
  /// It was ingested, or failed.
  void keep_outcome(const UploadTask& task, UploadState state, const std::string& outcome);
  /// The source that a provider's uploads go to.
  [[nodiscard]] Source source_for(ProviderId provider, const std::string& format);
  /// Key and digest of all that is stored of the uploads of a provider.
  [[nodiscard]] std::unordered_map<std::string, std::string> stored_hashes(ProviderId provider);

 private:
  Pool& pool_;
};

}  // namespace leerwijzer
