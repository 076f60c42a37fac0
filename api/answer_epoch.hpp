// Which answers may be given again: a number that is another as soon as the index has another
// generation or change, the reference data was loaded again, or the day is another.
//
// The index is looked at by a request that may wait anyway, at most five times a second: what is
// published is seen within 0.2 seconds, and within a second when every worker is busy.
#pragma once

#include "api/services.hpp"

#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>

namespace leerwijzer {

class AnswerEpoch {
 public:
  AnswerEpoch(const Services& services, std::chrono::milliseconds between_looks)
      : services_(services), between_looks_(between_looks) {}

  /// Never waits. Nothing when the index has to be looked at first: then ask current() where waiting is allowed.
  [[nodiscard]] std::optional<std::uint64_t> at_once();

  /// Looks at the index when that is due. Nothing where no answer may be given again: without an index, or while
  /// the reference data is not loaded.
  [[nodiscard]] std::optional<std::uint64_t> current();

 private:
  using Clock = std::chrono::steady_clock;

  /// Has the day or the reference data changed since the last look?
  [[nodiscard]] bool same_surroundings() const;

  const Services& services_;
  const std::chrono::milliseconds between_looks_;
  std::mutex mutex_;
  std::optional<IndexVersion> version_;
  std::uint64_t reference_ = 0;
  Date today_{};
  Clock::time_point looked_at_{};
  bool look_is_coming_ = false;
  std::uint64_t epoch_ = 0;  ///< 0: not looked yet
};

}  // namespace leerwijzer
