// What one request costs whom: the network that it comes from while nobody is known, and after that the account or key.
// A wrong guess (Pace::secret) counts, a right one is given back: whoever has the code or the password is not slowed
// down. What the operator's own tools ask on this machine is not counted, except guesses.
#pragma once

#include "api/access.hpp"
#include "api/client_address.hpp"
#include "api/rate_limits.hpp"

#include <functional>
#include <optional>

namespace leerwijzer {

struct LimitSettings {
  RateSettings rates{};           ///< off by default
  AddressList trusted_proxies{};  ///< whose X-Forwarded-For is believed
  std::function<RateLimits::Time()> now = [] { return std::chrono::steady_clock::now(); };
};

class RequestLimits {
 public:
  explicit RequestLimits(LimitSettings settings);

  [[nodiscard]] bool on() const noexcept { return limits_.on(); }

  /// One request, from its arrival to its answer; nothing is counted where limits are off.
  class Request {
   public:
    Request(RequestLimits& limits, const WebRequest& request);

    /// Before anybody is looked up. False: refuse it.
    [[nodiscard]] bool arrives(const Endpoint& endpoint);
    /// The key or session was unknown, or there was none.
    void is_of_nobody();
    /// Once it is known who asks. False: refuse it.
    [[nodiscard]] bool is_of(const Caller& caller, const Endpoint& endpoint);
    /// What became of it.
    void answered(int status);

    [[nodiscard]] const RateVerdict& verdict() const noexcept { return verdict_; }

   private:
    [[nodiscard]] bool counts(Pace pace) const noexcept;

    RequestLimits& limits_;
    bool credentials_ = false;  ///< it carries something by which somebody could be known
    ClientNetwork network_{};
    std::string caller_{};  ///< whose guess it is; empty: nobody is known
    ClientKind kind_ = ClientKind::network;
    bool guess_ = false;
    RateVerdict verdict_{};
  };

 private:
  LimitSettings settings_;
  RateLimits limits_;
};

/// 429 with Retry-After.
[[nodiscard]] WebResponse too_many_requests(const RateVerdict& verdict, const WebRequest& request);

}  // namespace leerwijzer
