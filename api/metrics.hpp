// Counters in the text format of Prometheus. Routes are labelled by their template, never by what a
// person asked.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

namespace leerwijzer {

class Metrics {
 public:
  void request(std::string_view route, int status, double seconds);
  void refusal(std::string_view reason);
  void in_flight(int change) { in_flight_ += change; }
  [[nodiscard]] std::int64_t in_flight() const noexcept { return in_flight_.load(); }

  /// Everything that was counted, as Prometheus text.
  [[nodiscard]] std::string text() const;

  static constexpr std::array k_buckets = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1,
                                           0.25,  0.5,    1.0,   2.5,  5.0,   10.0};

 private:
  struct Histogram {
    std::array<std::uint64_t, k_buckets.size()> at_most{};
    std::uint64_t count = 0;
    double sum = 0.0;
  };

  mutable std::mutex mutex_;
  std::map<std::pair<std::string, int>, Histogram> requests_;  ///< by route and status class
  std::map<std::string, std::uint64_t> refusals_;
  std::atomic<std::int64_t> in_flight_{0};
};

}  // namespace leerwijzer
