// Writing the index: the one writer. Documents and the number of the last applied change are
// committed together, so after a crash the change log is simply applied again from there.
#pragma once

#include "engine/core/error.hpp"
#include "engine/core/ids.hpp"
#include "engine/domain/offer.hpp"

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace leerwijzer {

/// An offer made into a document. Making it is half of the work of indexing and asks nothing of the index, so it may be
/// done on any thread.
class PreparedOffer {
 public:
  explicit PreparedOffer(const Offer& offer);
  PreparedOffer(PreparedOffer&&) noexcept;
  PreparedOffer& operator=(PreparedOffer&&) noexcept;
  ~PreparedOffer();

 private:
  friend class IndexWriter;
  struct State;
  std::unique_ptr<State> state_;
};

class FolderLock;  // generations.hpp

class IndexWriter {
 public:
  /// Opens the current generation for writing, or makes the first one. Fails with conflict when
  /// another process writes, schema_mismatch for an index of another schema.
  [[nodiscard]] static Result<IndexWriter> open(const std::filesystem::path& folder);

  /// Makes a new, empty generation beside the current one; readers keep the current one until
  /// publish().
  [[nodiscard]] static Result<IndexWriter> create_generation(const std::filesystem::path& folder);

  /// Goes on with a generation whose documents were written elsewhere (see sharded_build.hpp): gives it what an index
  /// says of itself, and the columns of its documents. Nothing is applied yet. Throws ErrorException.
  [[nodiscard]] static IndexWriter take_over(const std::filesystem::path& folder, const std::string& generation,
                                             FolderLock lock);

  IndexWriter(IndexWriter&&) noexcept;
  IndexWriter& operator=(IndexWriter&&) noexcept;
  ~IndexWriter();

  void upsert(const Offer& offer) { upsert(PreparedOffer(offer)); }
  void upsert(const PreparedOffer& offer);
  void remove(OfferId offer);

  /// Makes all since the last commit durable and visible, with the change number. Throws
  /// ErrorException (unavailable for a full disk, corrupt for a damaged index).
  void commit(ChangeNumber applied);

  /// Writes the manifest with checksums and makes this generation the current one, atomically; older
  /// generations but the previous one are removed.
  void publish();

  [[nodiscard]] ChangeNumber applied() const;
  [[nodiscard]] std::string generation() const;
  [[nodiscard]] std::size_t document_count() const;

  /// (id, content hash) of every document, in order of id.
  [[nodiscard]] std::vector<std::pair<OfferId, std::string>> fingerprints() const;

 private:
  struct State;
  explicit IndexWriter(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// Sets how many documents Xapian gathers in memory before it sorts their words into its tables, for the whole process:
/// fewer than its own 10,000, which is both smaller and faster. Call it when the program starts, before there are
/// threads; a setting of the operator (XAPIAN_FLUSH_THRESHOLD) stands.
void prefer_small_flushes();

/// Structural check of the current generation and, where it has one, its manifest.
[[nodiscard]] Result<void> verify_index(const std::filesystem::path& folder);

}  // namespace leerwijzer
