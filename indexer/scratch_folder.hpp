// A temporary folder that is gone afterwards.
#pragma once

#include "engine/core/error.hpp"

#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>

namespace leerwijzer {

class ScratchFolder {
 public:
  /// `purpose` is part of its name. Throws ErrorException when it cannot be made.
  explicit ScratchFolder(std::string_view purpose) {
    const std::string name = "leerwijzer-" + std::string(purpose) + "-XXXXXX";
    std::string pattern = (std::filesystem::temp_directory_path() / name).string();
    if (::mkdtemp(pattern.data()) == nullptr) {
      throw ErrorException({ErrorCode::unavailable, "No temporary folder could be made", "Check TMPDIR.", pattern});
    }
    path_ = pattern;
  }
  ~ScratchFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace leerwijzer
