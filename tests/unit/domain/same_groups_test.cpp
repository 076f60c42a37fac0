#include "engine/domain/same_groups.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace leerwijzer {
namespace {

GroupCandidate offer(std::int64_t id, std::int64_t source, int trust_rank = 50) {
  return {OfferId{id}, SourceId{source}, "source " + std::to_string(source), "key " + std::to_string(id), trust_rank};
}

SamePair pair(std::int64_t a, std::int64_t b, SameGround ground, double title = 1.0, bool exact = true) {
  return {OfferId{a}, OfferId{b}, ground, exact, title, 0.0, ""};
}

std::vector<OfferId> ids(std::vector<std::int64_t> values) {
  std::vector<OfferId> list;
  for (const std::int64_t value : values) list.push_back(OfferId{value});
  return list;
}

TEST(SameGroups, are_led_by_the_most_trusted_feed_and_then_by_the_longest_known) {
  const std::vector<GroupCandidate> by_age = {offer(1, 1), offer(2, 2)};
  const std::vector<SamePair> pairs = {pair(1, 2, SameGround::code)};
  EXPECT_EQ(group_offers(by_age, pairs, {}), (std::vector<SameGroup>{{OfferId{1}, ids({1, 2})}}));
  const std::vector<GroupCandidate> by_trust = {offer(1, 1, 50), offer(2, 2, 10)};
  EXPECT_EQ(group_offers(by_trust, pairs, {}).at(0).leader, OfferId{2});
}

TEST(SameGroups, reach_over_three_feeds_and_never_hold_two_offers_of_one) {
  const std::vector<GroupCandidate> offers = {offer(1, 1), offer(2, 2), offer(3, 3), offer(4, 1)};
  const std::vector<SamePair> pairs = {pair(1, 2, SameGround::code), pair(2, 3, SameGround::text, 0.8),
                                       pair(3, 4, SameGround::text, 0.7)};
  EXPECT_EQ(group_offers(offers, pairs, {}), (std::vector<SameGroup>{{OfferId{1}, ids({1, 2, 3})}}));
}

TEST(SameGroups, of_a_code_that_fits_two_offers_go_by_the_title) {
  const std::vector<GroupCandidate> offers = {offer(1, 1), offer(2, 2), offer(3, 2)};
  EXPECT_EQ(group_offers(offers, std::vector{pair(1, 2, SameGround::code, 0.5), pair(1, 3, SameGround::code, 0.9)}, {}),
            (std::vector<SameGroup>{{OfferId{1}, ids({1, 3})}}));
  EXPECT_TRUE(
      group_offers(offers, std::vector{pair(1, 2, SameGround::code, 0.2), pair(1, 3, SameGround::code, 0.1)}, {})
          .empty())
      << "no title fits: shown apart rather than joined wrongly";
}

TEST(SameGroups, of_a_code_without_a_stated_town_are_made_only_where_there_is_no_choice) {
  const std::vector<GroupCandidate> offers = {offer(1, 1), offer(2, 2), offer(3, 2)};
  EXPECT_EQ(group_offers(offers, std::vector{pair(1, 2, SameGround::code, 0.0, false)}, {}).size(), 1U);
  EXPECT_TRUE(
      group_offers(offers,
                   std::vector{pair(1, 2, SameGround::code, 1.0, false), pair(1, 3, SameGround::code, 1.0, false)}, {})
          .empty());
}

TEST(SameGroups, leave_an_open_code_to_the_text_where_that_tells) {
  const std::vector<GroupCandidate> offers = {offer(1, 1), offer(2, 2), offer(3, 2)};
  const std::vector<SamePair> pairs = {pair(1, 2, SameGround::code, 0.9, false), pair(1, 3, SameGround::text, 0.7)};
  EXPECT_EQ(group_offers(offers, pairs, {}), (std::vector<SameGroup>{{OfferId{1}, ids({1, 3})}}));
}

TEST(SameGroups, follow_the_decisions_of_persons) {
  const std::vector<GroupCandidate> offers = {offer(1, 1), offer(2, 2), offer(3, 3)};
  const std::vector<SamePair> pairs = {pair(1, 2, SameGround::code), pair(2, 3, SameGround::by_hand, 0.0)};
  const std::vector<std::pair<OfferId, OfferId>> apart = {{OfferId{1}, OfferId{3}}};
  EXPECT_EQ(group_offers(offers, pairs, apart), (std::vector<SameGroup>{{OfferId{2}, ids({2, 3})}}))
      << "by hand goes first, and what is apart is not brought together by a third";
}

TEST(SameGroups, do_not_depend_on_the_order_of_anything) {
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    std::vector<GroupCandidate> offers;
    for (std::int64_t id = 1; id <= 12; ++id) offers.push_back(offer(id, 1 + static_cast<std::int64_t>(random() % 4)));
    std::vector<SamePair> pairs;
    std::vector<std::pair<OfferId, OfferId>> apart;
    for (std::int64_t a = 1; a <= 12; ++a) {
      for (std::int64_t b = a + 1; b <= 12; ++b) {
        if (offers[a - 1].source == offers[b - 1].source || random() % 4 != 0) continue;
        pairs.push_back(pair(a, b, random() % 2 == 0 ? SameGround::code : SameGround::text,
                             static_cast<double>(random() % 4) / 4, random() % 3 != 0));
        if (random() % 9 == 0) apart.emplace_back(OfferId{a}, OfferId{b});
      }
    }
    const auto groups = group_offers(offers, pairs, apart);
    std::shuffle(offers.begin(), offers.end(), random);
    std::shuffle(pairs.begin(), pairs.end(), random);
    ASSERT_EQ(group_offers(offers, pairs, apart), groups) << "round " << round;
  }
}

}  // namespace
}  // namespace leerwijzer
