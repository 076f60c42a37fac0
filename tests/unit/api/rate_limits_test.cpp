// Buckets of tokens: how they empty and fill, who shares one, and that memory stays bounded.
#include "api/rate_limits.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <random>
#include <thread>

namespace leerwijzer {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr RateLimits::Time k_start{std::chrono::hours(1)};

int taken_at_once(RateLimits& limits, std::string_view who, ClientKind kind, Pace pace, RateLimits::Time now) {
  for (int count = 0;; ++count) {
    if (count > 100'000 || !limits.take(who, kind, pace, now).allowed) return count;
  }
}

TEST(RateLimits, allow_a_burst_and_then_what_flows_in) {
  RateLimits limits({.scale = 1.0});
  const Allowance costly = allowance(Pace::costly, ClientKind::network);
  EXPECT_EQ(taken_at_once(limits, "192.0.2.7", ClientKind::network, Pace::costly, k_start), costly.burst);
  const auto refused = limits.take("192.0.2.7", ClientKind::network, Pace::costly, k_start);
  EXPECT_FALSE(refused.allowed);
  EXPECT_EQ(refused.remaining, 0);
  EXPECT_EQ(refused.retry_seconds, 1) << "two a second flow in, and whole seconds are told";
  EXPECT_EQ(refused.fill_seconds, static_cast<int>(costly.burst * 60 / costly.per_minute));
  EXPECT_TRUE(limits.take("192.0.2.7", ClientKind::network, Pace::costly, k_start + milliseconds(501)).allowed);
  EXPECT_EQ(taken_at_once(limits, "192.0.2.7", ClientKind::network, Pace::costly, k_start + std::chrono::hours(1)),
            costly.burst)
      << "no more than full";
}

TEST(RateLimits, keep_the_promise_that_retry_after_makes) {
  for (const Pace pace : {Pace::reading, Pace::costly, Pace::writing, Pace::secret}) {
    for (const double scale : {0.01, 0.3, 1.0, 7.0}) {
      RateLimits limits({.scale = scale});
      static_cast<void>(taken_at_once(limits, "x", ClientKind::account, pace, k_start));
      const auto refused = limits.take("x", ClientKind::account, pace, k_start);
      ASSERT_GE(refused.retry_seconds, 1);
      EXPECT_TRUE(limits.take("x", ClientKind::account, pace, k_start + seconds(refused.retry_seconds)).allowed);
    }
  }
}

TEST(RateLimits, are_of_one_client_and_one_pace) {
  RateLimits limits({.scale = 1.0});
  static_cast<void>(taken_at_once(limits, "a", ClientKind::network, Pace::costly, k_start));
  EXPECT_FALSE(limits.take("a", ClientKind::network, Pace::costly, k_start).allowed);
  EXPECT_TRUE(limits.take("b", ClientKind::network, Pace::costly, k_start).allowed);
  EXPECT_TRUE(limits.take("a", ClientKind::account, Pace::costly, k_start).allowed);
  EXPECT_TRUE(limits.take("a", ClientKind::network, Pace::reading, k_start).allowed);
}

TEST(RateLimits, never_touch_what_is_free_and_can_be_off) {
  RateLimits limits({.scale = 1.0});
  EXPECT_GT(taken_at_once(limits, "a", ClientKind::network, Pace::free, k_start), 100'000);
  EXPECT_EQ(limits.clients(), 0U);
  RateLimits off({});
  EXPECT_GT(taken_at_once(off, "a", ClientKind::network, Pace::secret, k_start), 100'000);
  EXPECT_TRUE(headers_of(off.take("a", ClientKind::network, Pace::secret, k_start)).empty());
}

TEST(RateLimits, scale_and_always_let_one_through) {
  RateLimits half({.scale = 0.5});
  EXPECT_EQ(taken_at_once(half, "a", ClientKind::network, Pace::costly, k_start),
            allowance(Pace::costly, ClientKind::network).burst / 2);
  RateLimits tiny({.scale = 0.0001});
  EXPECT_EQ(taken_at_once(tiny, "a", ClientKind::network, Pace::secret, k_start), 1);
}

TEST(RateLimits, give_back_never_more_than_was_there) {
  RateLimits limits({.scale = 1.0});
  for (int i = 0; i < 1000; ++i) {
    ASSERT_TRUE(limits.take("a", ClientKind::network, Pace::secret, k_start).allowed);
    limits.give_back("a", ClientKind::network, Pace::secret);
  }
  for (int i = 0; i < 50; ++i) limits.give_back("a", ClientKind::network, Pace::secret);
  limits.give_back("nobody", ClientKind::network, Pace::secret);
  EXPECT_EQ(taken_at_once(limits, "a", ClientKind::network, Pace::secret, k_start),
            allowance(Pace::secret, ClientKind::network).burst);
}

TEST(RateLimits, forget_the_client_that_was_away_longest_and_no_other) {
  RateLimits limits({.scale = 1.0, .most_clients = 100});
  static_cast<void>(taken_at_once(limits, "busy", ClientKind::network, Pace::secret, k_start));
  for (int i = 0; i < 10'000; ++i) {
    static_cast<void>(limits.take(std::to_string(i), ClientKind::network, Pace::reading, k_start));
    if (i % 50 == 0) {
      ASSERT_FALSE(limits.take("busy", ClientKind::network, Pace::secret, k_start).allowed) << i;
    }
  }
  EXPECT_EQ(limits.clients(), 100U);
}

TEST(RateLimits, give_nothing_for_a_clock_that_steps_back) {
  RateLimits limits({.scale = 1.0});
  static_cast<void>(taken_at_once(limits, "a", ClientKind::network, Pace::costly, k_start));
  EXPECT_FALSE(limits.take("a", ClientKind::network, Pace::costly, k_start - seconds(1000)).allowed);
  EXPECT_FALSE(limits.take("a", ClientKind::network, Pace::costly, k_start).allowed);
}

TEST(RateLimits, never_let_more_through_than_burst_and_flow_whatever_the_rhythm) {
  std::mt19937 random(20261128);
  for (int round = 0; round < 50; ++round) {
    RateLimits limits({.scale = 1.0});
    const Allowance costly = allowance(Pace::costly, ClientKind::network);
    auto now = k_start;
    int allowed = 0;
    for (int i = 0; i < 2000; ++i) {
      now += milliseconds(random() % 400);
      if (limits.take("a", ClientKind::network, Pace::costly, now).allowed) ++allowed;
    }
    const std::chrono::duration<double> passed = now - k_start;
    EXPECT_LE(allowed, costly.burst + passed.count() * costly.per_minute / 60 + 1);
  }
}

TEST(RateLimits, count_right_when_many_threads_ask) {
  RateLimits limits({.scale = 1.0});
  std::atomic<int> allowed = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 500; ++i) {
        if (limits.take("a", ClientKind::network, Pace::reading, k_start).allowed) ++allowed;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(allowed, allowance(Pace::reading, ClientKind::network).burst);
}

TEST(RateLimits, tell_a_client_how_it_stands) {
  RateLimits limits({.scale = 1.0});
  const TextPairs first = headers_of(limits.take("a", ClientKind::network, Pace::secret, k_start));
  EXPECT_EQ(first, (TextPairs{{"ratelimit-policy", "\"secret\";q=20"}, {"ratelimit", "\"secret\";r=19;t=6"}}));
  static_cast<void>(taken_at_once(limits, "a", ClientKind::network, Pace::secret, k_start));
  const TextPairs refused = headers_of(limits.take("a", ClientKind::network, Pace::secret, k_start));
  EXPECT_EQ(refused.back(), (std::pair<std::string, std::string>{"retry-after", "6"}));
}

}  // namespace
}  // namespace leerwijzer
