#include "indexer/pipeline/place_watch.hpp"

#include "engine/core/text.hpp"

#include <algorithm>
#include <vector>

namespace leerwijzer {
namespace {

namespace fs = std::filesystem;

std::string line_of(const fs::path& file) {
  std::error_code error;
  const auto size = fs::file_size(file, error);
  const auto time = fs::last_write_time(file, error).time_since_epoch().count();
  return error ? std::string{} : file.string() + "\t" + std::to_string(size) + "\t" + std::to_string(time) + "\n";
}

}  // namespace

std::string fingerprint_of_path(const fs::path& path) {
  std::error_code error;
  if (!fs::is_directory(path, error)) return line_of(path);
  std::vector<std::string> lines;
  fs::recursive_directory_iterator it(path, fs::directory_options::skip_permission_denied, error);
  for (const fs::recursive_directory_iterator end; !error && it != end; it.increment(error)) {
    if (it->is_regular_file(error)) lines.push_back(line_of(it->path()));
  }
  std::sort(lines.begin(), lines.end());
  return lines.empty() ? std::string{} : digest(join(lines, ""));
}

bool PlaceWatch::changed(const std::string& fingerprint) {
  const bool settled = fingerprint == former_;
  former_ = fingerprint;
  if (!settled || fingerprint.empty() || fingerprint == ingested_) return false;
  ingested_ = fingerprint;
  return true;
}

}  // namespace leerwijzer
