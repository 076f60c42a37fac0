// Noticing that a local feed changed, by the names, sizes and times of its files.
#pragma once

#include <filesystem>
#include <string>

namespace leerwijzer {

/// Changes when a file is written, added or removed; empty when the path is not there.
[[nodiscard]] std::string fingerprint_of_path(const std::filesystem::path& path);

/// Says once that a place changed: when its fingerprint differs from the one that was ingested and has been the
/// same twice in a row, so that a file is not read while it is being written.
class PlaceWatch {
 public:
  explicit PlaceWatch(std::string ingested) : ingested_(std::move(ingested)) {}

  /// True when it is time to ingest; the fingerprint then counts as ingested.
  bool changed(const std::string& fingerprint);

 private:
  std::string ingested_;
  std::string former_;
};

}  // namespace leerwijzer
