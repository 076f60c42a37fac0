// The checksums of a generation, compared while it is already read: of a large index that takes seconds, and nobody
// should wait for an answer that long. Sizes are compared before the first answer; a small index is compared whole.
#pragma once

#include "engine/core/error.hpp"

#include <atomic>
#include <filesystem>
#include <mutex>
#include <optional>
#include <thread>

namespace leerwijzer {

class BackgroundCheck {
 public:
  /// Compares sizes, and checksums where that takes no time or else from now on in the background; what was going on
  /// for another generation stops. Fails with corrupt.
  [[nodiscard]] Result<void> start(const std::filesystem::path& generation, std::uint64_t revision);

  /// Throws ErrorException (corrupt) when the generation was found damaged meanwhile.
  void expect_sound() const;

 private:
  std::atomic<bool> damaged_ = false;
  mutable std::mutex mutex_;
  std::optional<Error> error_;
  std::jthread thread_;  ///< last, so that it ends before what it uses
};

}  // namespace leerwijzer
