#include "api/rate_limits.hpp"

#include <algorithm>
#include <cmath>

namespace leerwijzer {
namespace {

constexpr double k_seconds_in_a_minute = 60.0;

/// A bucket for each client and pace; a network cannot have the name of an account.
std::string key_of(std::string_view who, ClientKind kind, Pace pace) {
  std::string key;
  key.reserve(who.size() + 2);
  key += static_cast<char>('0' + static_cast<int>(kind));
  key += static_cast<char>('a' + static_cast<int>(pace));
  key += who;
  return key;
}

int whole_seconds(double seconds) { return static_cast<int>(std::ceil(std::max(0.0, seconds))); }

}  // namespace

Allowance allowance(Pace pace, ClientKind kind) noexcept {
  const double factor = kind == ClientKind::key ? 10.0 : 1.0;
  switch (pace) {
    case Pace::free: return {};
    case Pace::reading: return {300.0 * factor, 600.0 * factor};
    case Pace::costly: return {60.0 * factor, 120.0 * factor};
    case Pace::writing: return {60.0 * factor, 120.0 * factor};
    // Only guesses that were wrong are counted, see Application.
    case Pace::secret: return {20.0, 10.0};
  }
  return {};
}

RateLimits::RateLimits(RateSettings settings) : settings_(settings) {}

RateVerdict RateLimits::take(std::string_view who, ClientKind kind, Pace pace, Time now) {
  return ask(who, kind, pace, now, 1.0);
}

RateVerdict RateLimits::look(std::string_view who, ClientKind kind, Pace pace, Time now) {
  return ask(who, kind, pace, now, 0.0);
}

RateVerdict RateLimits::ask(std::string_view who, ClientKind kind, Pace pace, Time now, double wanted) {
  Allowance allowed = allowance(pace, kind);
  if (!on() || allowed.burst <= 0.0) return {};
  allowed.burst = std::max(1.0, allowed.burst * settings_.scale);
  allowed.per_minute *= settings_.scale;
  const double per_second = allowed.per_minute / k_seconds_in_a_minute;

  const std::lock_guard lock(mutex_);
  Bucket& bucket = bucket_of(key_of(who, kind, pace), allowed, now);
  // A clock that stands still or steps back fills nothing.
  const std::chrono::duration<double> passed = std::max(now - bucket.filled, Time::duration::zero());
  bucket.tokens = std::min(allowed.burst, bucket.tokens + passed.count() * per_second);
  bucket.filled = std::max(bucket.filled, now);

  RateVerdict verdict;
  verdict.pace = pace;
  verdict.allowed = bucket.tokens >= 1.0;
  if (verdict.allowed) bucket.tokens -= wanted;
  verdict.burst = static_cast<int>(allowed.burst);
  verdict.remaining = static_cast<int>(bucket.tokens);
  verdict.fill_seconds = whole_seconds((allowed.burst - bucket.tokens) / per_second);
  verdict.retry_seconds = verdict.allowed ? 0 : std::max(1, whole_seconds((1.0 - bucket.tokens) / per_second));
  return verdict;
}

void RateLimits::give_back(std::string_view who, ClientKind kind, Pace pace) {
  const std::lock_guard lock(mutex_);
  const auto found = by_key_.find(key_of(who, kind, pace));
  // More than the bucket holds runs over the next time that it is asked.
  if (found != by_key_.end()) found->second->tokens += 1.0;
}

RateLimits::Bucket& RateLimits::bucket_of(const std::string& key, const Allowance& allowed, Time now) {
  if (const auto found = by_key_.find(key); found != by_key_.end()) {
    recent_.splice(recent_.begin(), recent_, found->second);
    return recent_.front();
  }
  if (recent_.size() >= std::max<std::size_t>(1, settings_.most_clients)) {
    by_key_.erase(recent_.back().key);
    recent_.pop_back();
  }
  recent_.push_front({key, allowed.burst, now});
  by_key_.emplace(recent_.front().key, recent_.begin());
  return recent_.front();
}

std::size_t RateLimits::clients() const {
  const std::lock_guard lock(mutex_);
  return recent_.size();
}

std::string_view name_of(Pace pace) noexcept {
  switch (pace) {
    case Pace::free: return "free";
    case Pace::reading: return "reading";
    case Pace::costly: return "costly";
    case Pace::writing: return "writing";
    case Pace::secret: return "secret";
  }
  return "";
}

TextPairs headers_of(const RateVerdict& verdict) {
  if (verdict.burst == 0) return {};
  const std::string name = "\"" + std::string(name_of(verdict.pace)) + "\"";
  TextPairs headers = {
      {"ratelimit-policy", name + ";q=" + std::to_string(verdict.burst)},
      {"ratelimit", name + ";r=" + std::to_string(verdict.remaining) + ";t=" + std::to_string(verdict.fill_seconds)}};
  if (!verdict.allowed) headers.emplace_back("retry-after", std::to_string(verdict.retry_seconds));
  return headers;
}

}  // namespace leerwijzer
