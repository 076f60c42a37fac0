#include "engine/search/shipping.hpp"

#include "engine/search/index_metadata.hpp"
#include "engine/search/xapian_boundary.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <numeric>
#include <optional>
#include <system_error>

namespace leerwijzer {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view k_partial = ".partial";

/// Which state of which database: a copy has the same as what it was copied from.
struct DatabaseState {
  std::string uuid;
  std::uint64_t revision = 0;
  ChangeNumber change;
  std::uint64_t documents = 0;
  bool operator==(const DatabaseState&) const = default;
};

DatabaseState state_of(const fs::path& path) {
  const Xapian::Database database(path.string());
  check_schema(database, path.string()).value();
  return {database.get_uuid(), database.get_revision(), applied_change(database), database.get_doccount()};
}

/// The last shipment, where it is whole enough to be compared with; nothing makes the next one be taken.
std::optional<DatabaseState> last_shipment(const fs::path& shipments) {
  const auto current = current_generation(shipments);
  if (!current) return std::nullopt;
  const auto manifest = read_manifest(shipments / *current);
  if (!manifest || !*manifest) return std::nullopt;
  const auto state =
      at_boundary(shipments.string(), [&]() -> Result<DatabaseState> { return state_of(shipments / *current); });
  if (!state) return std::nullopt;
  return *state;
}

void fail_on_disk(const fs::path& path) {
  throw ErrorException(
      {ErrorCode::unavailable, "cannot write to disk: " + std::generic_category().message(errno),
       errno == ENOSPC ? "free space on the disk and try again" : "look at the folder and its permissions",
       path.string()});
}

void make_durable(const fs::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) fail_on_disk(path);
  const int synced = ::fsync(descriptor);
  ::close(descriptor);
  if (synced != 0) fail_on_disk(path);
}

/// Everything but locks and the manifest, which tells of another name.
void copy_files(const fs::path& from, const fs::path& to) {
  try {
    fs::remove_all(to);
    fs::create_directories(to);
    for (const auto& entry : fs::directory_iterator(from)) {
      const std::string name = entry.path().filename().string();
      if (!entry.is_regular_file() || name == "flintlock" || name.starts_with("manifest.json")) continue;
      fs::copy_file(entry.path(), to / name);
    }
  } catch (const fs::filesystem_error& failure) {
    throw ErrorException({ErrorCode::unavailable, "cannot copy the search index: " + failure.code().message(),
                          "look at the disk of the folder of shipments", to.string()});
  }
}

/// Digests of the copy; compared with those of the original where a manifest covers it.
std::vector<ManifestFile> digests_of_copy(const fs::path& copy, const std::optional<Manifest>& original,
                                          std::uint64_t revision) {
  std::vector<ManifestFile> files = files_of(copy);
  for (const ManifestFile& file : files) make_durable(copy / file.name);
  if (original && original->revision == revision && original->files != files) {
    throw ErrorException({ErrorCode::corrupt, "the search index differs from its manifest and is not shipped",
                          "run leerwijzer-indexer rebuild", copy.string()});
  }
  return files;
}

std::string name_from(const fs::path& shipments, std::uint32_t first_number) {
  const std::string next = next_generation(shipments);
  const std::string first = "gen-" + std::to_string(first_number);
  const bool later = next.size() != first.size() ? next.size() > first.size() : next > first;
  return later ? next : first;
}

Shipment describe(const Manifest& manifest, bool fresh) {
  const auto add = [](std::uint64_t sum, const ManifestFile& file) { return sum + file.bytes; };
  return {manifest.generation, manifest.change, manifest.documents,
          std::accumulate(manifest.files.begin(), manifest.files.end(), std::uint64_t{0}, add), fresh};
}

Result<Shipment> ship(const fs::path& index, const fs::path& shipments, std::uint32_t first_number) {
  const auto alone = FolderLock::take(shipments);
  if (!alone) return alone.error();
  const fs::path partial = shipments / k_partial;
  DatabaseState state;
  std::optional<Manifest> original;
  {
    const auto still = FolderLock::take(index);
    if (!still) return still.error();
    const auto current = current_generation(index);
    if (!current) return current.error();
    state = state_of(index / *current);
    if (last_shipment(shipments) == state) {
      const std::string last = current_generation(shipments).value();
      return describe(*read_manifest(shipments / last).value(), false);
    }
    original = read_manifest(index / *current).value();
    copy_files(index / *current, partial);
  }
  Manifest manifest;
  manifest.generation = name_from(shipments, first_number);
  manifest.change = state.change;
  manifest.revision = state.revision;
  manifest.documents = state.documents;
  manifest.files = digests_of_copy(partial, original, state.revision);
  write_manifest(partial, manifest);
  fs::rename(partial, shipments / manifest.generation);
  set_current_generation(shipments, manifest.generation);
  remove_older_generations(shipments, manifest.generation);
  return describe(manifest, true);
}

}  // namespace

Result<Shipment> ship_index(const fs::path& index, const fs::path& shipments, std::uint32_t first_number) {
  return at_boundary(index.string(), [&] { return ship(index, shipments, first_number); });
}

}  // namespace leerwijzer
