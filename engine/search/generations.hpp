// The folder of an index: gen-1, gen-2, ... each a Xapian database, and the file `current` with the
// name of the one that is read. A generation that was published has manifest.json with the checksum
// of each file, because a structural check of a Xapian database misses single flipped bytes.
//
// The manifest tells of the state at publish(): it names the database revision. After a later commit
// into the same generation the revision differs, the manifest covers nothing any more, and only the
// structural check applies until the next publish().
#pragma once

#include "engine/core/error.hpp"
#include "engine/core/ids.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace leerwijzer {

/// Name of the current generation; not_found where there is none, corrupt for a name that is none.
[[nodiscard]] Result<std::string> current_generation(const std::filesystem::path& folder);

/// Makes a generation the current one, atomically and durably. Throws ErrorException (unavailable).
void set_current_generation(const std::filesystem::path& folder, const std::string& name);

/// Names of all generations in order of number.
[[nodiscard]] std::vector<std::string> generations_in(const std::filesystem::path& folder);

/// Removes all generations but `current` and the newest before it: readers may have that one open still. Throws
/// std::filesystem::filesystem_error.
void remove_older_generations(const std::filesystem::path& folder, const std::string& current);

/// A name after all that exist.
[[nodiscard]] std::string next_generation(const std::filesystem::path& folder);

struct ManifestFile {
  std::string name;
  std::uint64_t bytes = 0;
  std::string checksum;  ///< BLAKE2b-256, hexadecimal
  bool operator==(const ManifestFile&) const = default;
};

struct Manifest {
  std::string generation;
  ChangeNumber change;
  std::uint64_t revision = 0;  ///< of the Xapian database at publish()
  std::uint64_t documents = 0;
  std::vector<ManifestFile> files;
};

/// Size and checksum of every file of a database but its lock. Throws ErrorException (unavailable).
[[nodiscard]] std::vector<ManifestFile> files_of(const std::filesystem::path& database);

/// Throws ErrorException (unavailable).
void write_manifest(const std::filesystem::path& database, const Manifest& manifest);

/// Nothing where the generation has no manifest; corrupt when it cannot be read.
[[nodiscard]] Result<std::optional<Manifest>> read_manifest(const std::filesystem::path& database);

/// Compares the files with the manifest when that tells of `revision`; corrupt names the first file
/// that differs. Gives up, with success, when stopped, and when the manifest is withdrawn meanwhile.
[[nodiscard]] Result<void> check_manifest(const std::filesystem::path& database, std::uint64_t revision,
                                          const std::stop_token& stop = {});

/// The same for the sizes alone, which takes no time; gives the number of bytes that the manifest tells of, 0 where it
/// covers nothing.
[[nodiscard]] Result<std::uint64_t> check_sizes(const std::filesystem::path& database, std::uint64_t revision);

/// Takes the manifest away before the first change to its files, so that nobody compares files with it that are being
/// written. Throws ErrorException (unavailable).
void withdraw_manifest(const std::filesystem::path& database);

/// Held by the one process that writes; released with the object or the process.
class FolderLock {
 public:
  /// Makes the folder where it is not there. Fails with conflict when somebody holds the lock,
  /// unavailable when the folder cannot be used.
  [[nodiscard]] static Result<FolderLock> take(const std::filesystem::path& folder);
  FolderLock(FolderLock&& other) noexcept;
  FolderLock& operator=(FolderLock&& other) noexcept;
  ~FolderLock();

 private:
  explicit FolderLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_ = -1;
};

}  // namespace leerwijzer
