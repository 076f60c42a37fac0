// How many requests one client may make: a bucket of tokens for each key, account or network and each pace, which fills
// up as time goes by. Memory is bounded: the client that has been away longest is forgotten first, and its bucket is
// full again by then. Time is an argument. Safe for threads.
#pragma once

#include "api/endpoint.hpp"

#include <chrono>
#include <cstddef>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace leerwijzer {

/// Who makes the requests. A key is a program of an institution, which works through a catalogue in one go.
enum class ClientKind : std::uint8_t { network, account, key };

struct Allowance {
  double burst = 0.0;       ///< requests at once
  double per_minute = 0.0;  ///< requests that may be made for ever
};

/// Before scaling; nothing is limited for Pace::free.
[[nodiscard]] Allowance allowance(Pace pace, ClientKind kind) noexcept;

struct RateSettings {
  double scale = 0.0;                                ///< of every allowance; 0: nothing is limited
  std::size_t most_clients = std::size_t{1} << 17U;  ///< remembered at once
};

/// What a request found.
struct RateVerdict {
  bool allowed = true;
  Pace pace = Pace::free;
  int burst = 0;          ///< the size of the bucket; 0: this request was not counted
  int remaining = 0;      ///< requests that may follow at once
  int fill_seconds = 0;   ///< until the bucket is full
  int retry_seconds = 0;  ///< until the next request is allowed; 0: it is now
};

class RateLimits {
 public:
  using Time = std::chrono::steady_clock::time_point;

  explicit RateLimits(RateSettings settings);

  [[nodiscard]] bool on() const noexcept { return settings_.scale > 0.0; }

  /// Takes a token of this client. `who` is a network, or the name of an account or key.
  [[nodiscard]] RateVerdict take(std::string_view who, ClientKind kind, Pace pace, Time now);
  /// The same without taking one.
  [[nodiscard]] RateVerdict look(std::string_view who, ClientKind kind, Pace pace, Time now);
  /// For a guess that turned out to be none.
  void give_back(std::string_view who, ClientKind kind, Pace pace);

  [[nodiscard]] std::size_t clients() const;

 private:
  struct Bucket {
    std::string key;
    double tokens = 0.0;
    Time filled{};
  };
  [[nodiscard]] RateVerdict ask(std::string_view who, ClientKind kind, Pace pace, Time now, double wanted);
  Bucket& bucket_of(const std::string& key, const Allowance& allowed, Time now);

  RateSettings settings_;
  mutable std::mutex mutex_;
  std::list<Bucket> recent_;                                                  ///< the last used first
  std::unordered_map<std::string_view, std::list<Bucket>::iterator> by_key_;  ///< views into `recent_`
};

/// Headers that tell a client how it stands, as draft-ietf-httpapi-ratelimit-headers writes them; Retry-After too where
/// the request was refused. Nothing when the request was not counted.
[[nodiscard]] TextPairs headers_of(const RateVerdict& verdict);

[[nodiscard]] std::string_view name_of(Pace pace) noexcept;

}  // namespace leerwijzer
