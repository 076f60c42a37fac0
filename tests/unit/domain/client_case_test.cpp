#include "engine/domain/client_case.hpp"

#include "tests/support/search_offers.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace leerwijzer {
namespace {

using testing::day;

TEST(HandOver, is_decided_once_by_the_side_that_may) {
  using enum HandOverStatus;
  const auto all = {offered, accepted, refused, withdrawn};
  std::set<std::tuple<HandOverStatus, HandOverStatus, HandOverSide>> allowed;
  for (const auto from : all) {
    for (const auto to : all) {
      for (const auto by : {HandOverSide::sender, HandOverSide::receiver}) {
        if (may_follow(from, to, by)) allowed.emplace(from, to, by);
      }
    }
  }
  const decltype(allowed) expected = {{offered, accepted, HandOverSide::receiver},
                                      {offered, refused, HandOverSide::receiver},
                                      {offered, withdrawn, HandOverSide::sender}};
  EXPECT_EQ(allowed, expected);
}

TEST(Consent, stands_until_it_is_withdrawn_and_again_when_it_is_given_again) {
  std::vector<CaseConsent> consents;
  EXPECT_FALSE(stands(consents, ConsentKind::keep));
  consents.push_back({ConsentKind::keep, "2026-11", "2026-11-28T10:00:00Z", "", "account 1"});
  EXPECT_TRUE(stands(consents, ConsentKind::keep));
  EXPECT_FALSE(stands(consents, ConsentKind::hand_over));
  consents[0].withdrawn_at = "2026-11-29T10:00:00Z";
  EXPECT_FALSE(stands(consents, ConsentKind::keep));
  consents.push_back({ConsentKind::keep, "2026-11", "2026-11-30T10:00:00Z", "", "account 1"});
  EXPECT_TRUE(stands(consents, ConsentKind::keep));
}

TEST(Consent, that_is_withdrawn_takes_with_it_what_rested_on_it_and_nothing_else) {
  using enum CasePart;
  EXPECT_EQ(resting_on(ConsentKind::keep, false), (std::vector{profile, notes, shown}));
  EXPECT_EQ(resting_on(ConsentKind::plan, false), (std::vector{shared_plan}));
  EXPECT_EQ(resting_on(ConsentKind::hand_over, false), (std::vector{hand_over}));
  const auto after = resting_on(ConsentKind::hand_over, true);
  for (const CasePart part : {profile, notes, shown, shared_plan, hand_over})
    EXPECT_NE(std::find(after.begin(), after.end(), part), after.end());
}

TEST(Consent, is_read_to_the_client_in_words_that_say_how_to_withdraw) {
  for (const auto& [kind, name] : EnumNames<ConsentKind>::names) {
    EXPECT_NE(consent_text(kind).find("intrekken"), std::string_view::npos) << name;
    EXPECT_NE(consent_text(kind).find("Dan w"), std::string_view::npos) << name << ": what happens then";
  }
}

TEST(Retention, counts_from_the_last_touch_the_warning_or_the_end) {
  CaseEntry entry;
  entry.touched_on = day(2026, 1, 31);
  EXPECT_EQ(erased_from(entry), plus_days(day(2027, 1, 31), k_days_warned));
  entry.warned_on = day(2027, 2, 10);
  EXPECT_EQ(erased_from(entry), plus_days(day(2027, 2, 10), k_days_warned)) << "never sooner than warned of";
  entry.ended_on = day(2026, 8, 31);
  EXPECT_EQ(erased_from(entry), day(2027, 2, 28));
}

TEST(Erasure, is_for_the_advisor_of_the_case_and_for_who_manages_the_desk) {
  EXPECT_TRUE(may_erase({"a", 7, "account 7", false}, 7));
  EXPECT_FALSE(may_erase({"a", 8, "account 8", false}, 7));
  EXPECT_TRUE(may_erase({"a", 8, "account 8", true}, 7));
}

}  // namespace
}  // namespace leerwijzer
