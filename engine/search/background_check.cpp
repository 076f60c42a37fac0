#include "engine/search/background_check.hpp"

#include "engine/search/generations.hpp"

namespace leerwijzer {
namespace {

constexpr std::uint64_t k_at_once = 16ULL * 1024 * 1024;  ///< bytes; some twenty milliseconds

}  // namespace

Result<void> BackgroundCheck::start(const std::filesystem::path& generation, std::uint64_t revision) {
  const auto bytes = check_sizes(generation, revision);
  if (!bytes) return bytes.error();
  thread_ = std::jthread();  // stops and waits
  {
    const std::lock_guard lock(mutex_);
    error_.reset();
    damaged_ = false;
  }
  if (*bytes <= k_at_once) return check_manifest(generation, revision);
  thread_ = std::jthread([this, generation, revision](const std::stop_token& stop) {
    const auto sound = check_manifest(generation, revision, stop);
    if (sound || stop.stop_requested()) return;
    const std::lock_guard lock(mutex_);
    error_ = sound.error();
    damaged_ = true;
  });
  return k_ok;
}

void BackgroundCheck::expect_sound() const {
  if (!damaged_) return;
  const std::lock_guard lock(mutex_);
  if (error_) throw ErrorException(*error_);
}

}  // namespace leerwijzer
