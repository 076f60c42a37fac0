#include "engine/search/generations.hpp"

#include "engine/core/text.hpp"

#include <sodium/crypto_generichash.h>
#include <boost/json.hpp>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fstream>
#include <memory>
#include <utility>

namespace leerwijzer {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view k_prefix = "gen-";
constexpr std::string_view k_pointer = "current";
constexpr std::string_view k_manifest = "manifest.json";
constexpr std::string_view k_rebuild = "run leerwijzer-indexer rebuild";

[[noreturn]] void fail_on_disk(const std::string& doing, const fs::path& path) {
  const int reason = errno;
  throw ErrorException(
      {ErrorCode::unavailable, doing + ": " + std::strerror(reason),
       reason == ENOSPC ? "free space on the disk and try again" : "look at the folder and its permissions",
       path.string()});
}

/// Number of a generation, or nothing when the name is none.
std::optional<std::uint32_t> number_of(std::string_view name) {
  if (!name.starts_with(k_prefix)) return std::nullopt;
  name.remove_prefix(k_prefix.size());
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
  if (error != std::errc{} || end != name.data() + name.size() || number == 0) return std::nullopt;
  return number;
}

void sync(const fs::path& path, int flags) {
  const int descriptor = ::open(path.c_str(), flags | O_CLOEXEC);
  if (descriptor < 0) fail_on_disk("cannot open for writing", path);
  const int synced = ::fsync(descriptor);
  ::close(descriptor);
  if (synced != 0) fail_on_disk("cannot write to disk", path);
}

/// Writes beside the file and renames, so that a reader sees the old or the new text.
void replace_file(const fs::path& path, const std::string& text) {
  const fs::path fresh = path.string() + ".new";
  {
    std::ofstream out(fresh, std::ios::binary | std::ios::trunc);
    out << text;
    out.flush();
    if (!out) fail_on_disk("cannot write", fresh);
  }
  sync(fresh, O_WRONLY);
  if (::rename(fresh.c_str(), path.c_str()) != 0) fail_on_disk("cannot replace", path);
  sync(path.parent_path(), O_RDONLY | O_DIRECTORY);
}

std::optional<std::string> text_of_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  return std::string{std::istreambuf_iterator<char>(in), {}};
}

/// Nothing when stopped.
std::optional<std::string> checksum_of(const fs::path& path, const std::stop_token& stop = {}) {
  std::ifstream in(path, std::ios::binary);
  if (!in) fail_on_disk("cannot read", path);
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, crypto_generichash_BYTES);
  constexpr std::size_t k_block = 1 << 20;
  const auto block = std::make_unique<std::array<char, k_block>>();
  while (in.read(block->data(), k_block) || in.gcount() > 0) {
    if (stop.stop_requested()) return std::nullopt;
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(block->data()),
                              static_cast<unsigned long long>(in.gcount()));
  }
  std::array<unsigned char, crypto_generichash_BYTES> hash{};
  crypto_generichash_final(&state, hash.data(), hash.size());
  static constexpr std::string_view k_hex = "0123456789abcdef";
  std::string text;
  for (unsigned char byte : hash) {
    text += k_hex[byte >> 4U];
    text += k_hex[byte & 0x0FU];
  }
  return text;
}

Error damaged(const fs::path& path, const std::string& what) {
  return {ErrorCode::corrupt, what, std::string(k_rebuild), path.string()};
}

/// Does the manifest still tell of this revision? A writer withdraws it before it touches a file.
bool still_stated(const fs::path& database, std::uint64_t revision) {
  const auto manifest = read_manifest(database);
  return manifest && *manifest && (*manifest)->revision == revision;
}

}  // namespace

Result<std::string> current_generation(const fs::path& folder) {
  const auto text = text_of_file(folder / k_pointer);
  if (!text) {
    return Error{ErrorCode::not_found, "there is no search index in this folder", std::string(k_rebuild),
                 folder.string()};
  }
  std::string name(trim(*text));
  if (!number_of(name)) return damaged(folder / k_pointer, "the file does not name a generation of the index");
  return name;
}

void set_current_generation(const fs::path& folder, const std::string& name) {
  replace_file(folder / k_pointer, name + "\n");
}

std::vector<std::string> generations_in(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code ignored;  // a folder that is not there holds none
  for (const auto& entry : fs::directory_iterator(folder, ignored)) {
    std::string name = entry.path().filename().string();
    if (number_of(name)) names.push_back(std::move(name));
  }
  std::sort(names.begin(), names.end(), [](const auto& a, const auto& b) { return *number_of(a) < *number_of(b); });
  return names;
}

void remove_older_generations(const fs::path& folder, const std::string& current) {
  const std::vector<std::string> names = generations_in(folder);
  std::size_t older = 0;
  for (auto name = names.rbegin(); name != names.rend(); ++name) {
    if (*name == current) continue;
    // The one before stays for readers that still have it open and for going back by hand.
    if (older++ == 0) continue;
    fs::remove_all(folder / *name);
  }
}

std::string next_generation(const fs::path& folder) {
  const std::vector<std::string> names = generations_in(folder);
  const std::uint32_t last = names.empty() ? 0 : *number_of(names.back());
  return std::string(k_prefix) + std::to_string(last + 1);
}

std::vector<ManifestFile> files_of(const fs::path& database) {
  std::vector<ManifestFile> files;
  for (const auto& entry : fs::directory_iterator(database)) {
    const std::string name = entry.path().filename().string();
    if (!entry.is_regular_file() || name == "flintlock" || name.starts_with(k_manifest)) continue;
    files.push_back({name, entry.file_size(), checksum_of(entry.path()).value()});
  }
  std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return files;
}

void write_manifest(const fs::path& database, const Manifest& manifest) {
  boost::json::array files;
  for (const ManifestFile& file : manifest.files) {
    files.push_back({{"name", file.name}, {"bytes", file.bytes}, {"blake2b", file.checksum}});
  }
  const boost::json::object text = {{"generation", manifest.generation},
                                    {"change", manifest.change.value},
                                    {"revision", manifest.revision},
                                    {"documents", manifest.documents},
                                    {"files", std::move(files)}};
  replace_file(database / k_manifest, boost::json::serialize(text) + "\n");
}

Result<std::optional<Manifest>> read_manifest(const fs::path& database) {
  const fs::path path = database / k_manifest;
  const auto text = text_of_file(path);
  if (!text) return std::optional<Manifest>{};
  boost::system::error_code error;
  const boost::json::value value = boost::json::parse(*text, error);
  if (error || !value.is_object()) return damaged(path, "the manifest of the search index is no JSON object");
  try {
    const boost::json::object& object = value.as_object();
    Manifest manifest;
    manifest.generation = boost::json::value_to<std::string>(object.at("generation"));
    manifest.change.value = object.at("change").to_number<std::int64_t>();
    manifest.revision = object.at("revision").to_number<std::uint64_t>();
    manifest.documents = object.at("documents").to_number<std::uint64_t>();
    for (const boost::json::value& file : object.at("files").as_array()) {
      manifest.files.push_back({boost::json::value_to<std::string>(file.at("name")),
                                file.at("bytes").to_number<std::uint64_t>(),
                                boost::json::value_to<std::string>(file.at("blake2b"))});
    }
    return std::optional(std::move(manifest));
  } catch (const std::exception& problem) {  // Boost.JSON reports a missing or wrong member by throwing
    return damaged(path, std::string("the manifest of the search index cannot be read: ") + problem.what());
  }
}

Result<std::uint64_t> check_sizes(const fs::path& database, std::uint64_t revision) {
  const auto manifest = read_manifest(database);
  if (!manifest) return manifest.error();
  if (!*manifest || (*manifest)->revision != revision) return std::uint64_t{0};
  std::uint64_t bytes = 0;
  for (const ManifestFile& stated : (*manifest)->files) {
    std::error_code missing;
    const std::uint64_t found = fs::file_size(database / stated.name, missing);
    if (!missing && found == stated.bytes) {
      bytes += found;
    } else if (still_stated(database, revision)) {
      return missing ? damaged(database / stated.name, "a file of the search index is missing")
                     : damaged(database / stated.name, "a file of the search index has another size");
    }
  }
  return bytes;
}

Result<void> check_manifest(const fs::path& database, std::uint64_t revision, const std::stop_token& stop) {
  if (const auto sizes = check_sizes(database, revision); !sizes) return sizes.error();
  const auto manifest = read_manifest(database);
  if (!manifest) return manifest.error();
  if (!*manifest || (*manifest)->revision != revision) return k_ok;
  try {
    for (const ManifestFile& stated : (*manifest)->files) {
      const auto checksum = checksum_of(database / stated.name, stop);
      if (!checksum) return k_ok;
      if (*checksum != stated.checksum && still_stated(database, revision)) {
        return damaged(database / stated.name, "a file of the search index differs from its checksum");
      }
    }
  } catch (const ErrorException& problem) {
    return problem.error();
  }
  return k_ok;
}

void withdraw_manifest(const fs::path& database) {
  const fs::path path = database / k_manifest;
  if (::unlink(path.c_str()) != 0) {
    if (errno == ENOENT) return;
    fail_on_disk("cannot remove", path);
  }
  sync(database, O_RDONLY | O_DIRECTORY);
}

Result<FolderLock> FolderLock::take(const fs::path& folder) {
  std::error_code made;
  fs::create_directories(folder, made);
  const fs::path path = folder / "lock";
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (descriptor < 0) {
    return Error{ErrorCode::unavailable,
                 std::string("the folder of the search index cannot be written: ") + std::strerror(errno),
                 "look at the folder and its permissions", folder.string()};
  }
  FolderLock lock(descriptor);
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    return Error{ErrorCode::conflict, "another indexer is writing to the search index",
                 "wait until it is done, or stop it", folder.string()};
  }
  return lock;
}

FolderLock::FolderLock(FolderLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

FolderLock& FolderLock::operator=(FolderLock&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

FolderLock::~FolderLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace leerwijzer
