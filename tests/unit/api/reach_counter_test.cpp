#include "api/reach_counter.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace leerwijzer {
namespace {

using namespace std::chrono;

constexpr Date k_saturday = 2026y / 11 / 28;

TEST(ReachCounter, adds_by_offer_kind_and_week_and_gives_it_away_once) {
  ReachCounter counter;
  const std::vector<OfferId> offers = {OfferId{1}, OfferId{2}};
  counter.count(ReachKind::shown, offers, k_saturday);
  counter.count(ReachKind::shown, offers, Date(2026y / 11 / 23));
  counter.count(ReachKind::opened, std::span(offers).first(1), k_saturday);
  counter.count(ReachKind::shown, offers, Date(2026y / 11 / 30));
  const auto counts = counter.take();
  ASSERT_EQ(counts.size(), 5U);
  EXPECT_EQ(counts[0].offer.value, 1);
  EXPECT_EQ(counts[0].count, 2);
  EXPECT_EQ(counts[0].week, Date(2026y / 11 / 23));
  EXPECT_TRUE(counter.take().empty());
  counter.put_back(counts);
  EXPECT_EQ(counter.take().size(), 5U);
}

TEST(ReachCounter, holds_no_more_than_it_may) {
  ReachCounter counter(3);
  for (std::int64_t i = 0; i < 10; ++i) {
    const OfferId offer{i};
    counter.count(ReachKind::shown, std::span(&offer, 1), k_saturday);
    counter.count(ReachKind::shown, std::span(&offer, 1), k_saturday);
  }
  const auto counts = counter.take();
  ASSERT_EQ(counts.size(), 3U);
  EXPECT_EQ(counts[2].count, 2);
}

TEST(ReachCounter, loses_nothing_between_threads) {
  ReachCounter counter;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      const OfferId offer{7};
      for (int i = 0; i < 5'000; ++i) counter.count(ReachKind::sent_on, std::span(&offer, 1), k_saturday);
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(counter.take().at(0).count, 20'000);
}

}  // namespace
}  // namespace leerwijzer
