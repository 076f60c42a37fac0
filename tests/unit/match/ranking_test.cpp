// What holds for every ranking, on random offers and wishes: a score is the sum of what is shown, the order of the
// candidates plays no part, hard wishes are kept, giving one up gives what it says, and no provider is first more
// often than another over a year.
#include "engine/match/ranking.hpp"

#include "tests/unit/plan/plan_cases.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

namespace leerwijzer {
namespace {

using testing::PlanDice;

const Date k_today{std::chrono::year{2026}, std::chrono::month{11}, std::chrono::day{21}};
constexpr std::uint32_t k_cases = 200;
constexpr int k_skills = 8;

/// One question with its candidates; what Ranking refers to lives here.
struct Case {
  MatchRequest request;
  SkillsGap gap;
  UnderstoodGoal goal;
  std::vector<SearchHit> hits;

  [[nodiscard]] Ranking ranked() const {
    static const Taxonomy taxonomy = Taxonomy::build({}, {}, {}, "test");
    RankingInput input{&request, &taxonomy, &gap, &goal, true, {}};
    for (const SearchHit& hit : hits) {
      const CataloguePrice price = catalogue_price(hit.offer);
      input.candidates.push_back({&hit, price, price.gross});
    }
    return rank(input);
  }
};

Offer random_offer(PlanDice& dice, std::int64_t id) {
  Offer offer;
  offer.id = OfferId{id};
  offer.provider = ProviderId{1 + dice.below(6)};
  offer.texts = {{TextField::title, "nl", "Opleiding " + std::to_string(dice.below(40))}};
  if (dice.once_in(3))
    offer.texts.push_back(
        {TextField::accessibility, "nl", dice.once_in(2) ? "Wij hebben een lift." : "Helaas niet voor een rolstoel."});
  for (int i = dice.below(4); i > 0; --i)
    offer.outcomes.push_back({"leren", "nl", SkillId{1 + dice.below(k_skills)}, 0.5 + 0.25 * dice.below(3)});
  if (!dice.once_in(4)) offer.hours_per_week = 2 * dice.below(20);
  if (!dice.once_in(4)) offer.duration_months = 1 + dice.below(30);
  if (!dice.once_in(3)) offer.prior_level = dice.once_in(2) ? NlqfLevel::level_4 : NlqfLevel::level_2;
  if (!dice.once_in(3)) offer.dayparts = {dice.once_in(2) ? Daypart::evening : Daypart::morning};
  if (!dice.once_in(4)) offer.languages = {dice.once_in(4) ? "en" : "nl"};
  if (!dice.once_in(4)) {
    Cost cost;
    cost.amount = Cents{10'000 * dice.below(20)};
    offer.costs = {cost};
  }
  offer.quality = 0.1 * dice.below(11);
  offer.runs.resize(1);
  if (!dice.once_in(3)) {
    offer.runs[0].start_kind = StartKind::fixed;
    offer.runs[0].start = plus_days(k_today, dice.below(300));
  }
  return offer;
}

void add_wishes(PlanDice& dice, Learner& learner) {
  if (dice.once_in(2)) learner.max_travel_km = 5 + 5 * dice.below(10);
  if (dice.once_in(2)) learner.budget = Cents{10'000 * dice.below(20)};
  if (dice.once_in(2)) learner.hours_per_week = 4 + dice.below(30);
  if (dice.once_in(2)) learner.max_months = 1 + dice.below(30);
  if (dice.once_in(2)) learner.start_from = plus_days(k_today, dice.below(200));
  if (dice.once_in(2)) learner.dayparts = {Daypart::evening};
  if (dice.once_in(2)) learner.languages = {"nl"};
  if (dice.once_in(2)) learner.education = NlqfLevel::level_3;
  if (dice.once_in(2)) learner.accessibility = {AccessNeed::wheelchair};
}

Case random_case(std::uint32_t seed) {
  PlanDice dice(seed);
  Case one;
  one.request.today = k_today;
  one.request.limit = 100;
  one.request.filters.centre = GeoPoint{52.09, 5.12};
  add_wishes(dice, one.request.learner);
  for (int i = 1; i <= k_skills; ++i)
    one.gap.missing.push_back({SkillId{i}, RelationKind::essential, 0.1 * (1 + dice.below(10))});
  one.goal.kind = UnderstoodGoal::Kind::skills;
  for (int id = 1; id <= 40; ++id) {
    SearchHit hit;
    hit.offer = random_offer(dice, id);
    hit.score = 0.01 * dice.below(101);
    if (!dice.once_in(3)) hit.matched = {"woord"};
    if (!dice.once_in(4)) hit.distance_km = dice.below(90);
    one.hits.push_back(std::move(hit));
  }
  return one;
}

std::vector<std::int64_t> ids(const Ranking& ranking) {
  std::vector<std::int64_t> out;
  for (const MatchedOffer& one : ranking.offers) out.push_back(one.offer.id.value);
  return out;
}

const Reason* reason(const MatchedOffer& offer, Wish wish) {
  const auto found = std::find_if(offer.reasons.begin(), offer.reasons.end(),
                                  [&](const Reason& one) { return one.kind == name_of(wish); });
  return found == offer.reasons.end() ? nullptr : &*found;
}

std::vector<Wish> stated(const Learner& learner) {
  std::vector<Wish> out;
  for (const auto& [wish, name] : EnumNames<Wish>::names) {
    if (is_stated(learner, wish)) out.push_back(wish);
  }
  return out;
}

void take_back(Learner& learner, Wish wish) {
  switch (wish) {
    case Wish::distance: learner.max_travel_km.reset(); break;
    case Wish::budget: learner.budget.reset(); break;
    case Wish::hours: learner.hours_per_week.reset(); break;
    case Wish::start: learner.start_from.reset(); break;
    case Wish::duration: learner.max_months.reset(); break;
    case Wish::dayparts: learner.dayparts.clear(); break;
    case Wish::level: learner.education.reset(); break;
    case Wish::language: learner.languages.clear(); break;
    case Wish::accessibility: learner.accessibility.clear(); break;
  }
}

TEST(Ranking, a_score_is_the_sum_of_the_parts_that_are_shown) {
  for (std::uint32_t seed = 1; seed <= k_cases; ++seed) {
    for (const MatchedOffer& one : random_case(seed).ranked().offers) {
      double sum = 0;
      std::set<std::string> kinds;
      for (const Reason& part : one.reasons) {
        EXPECT_TRUE(kinds.insert(part.kind).second) << part.kind;
        EXPECT_GE(part.share, 0.0) << part.kind;
        EXPECT_FALSE(part.text.empty()) << part.kind;
        sum += part.share;
      }
      EXPECT_NEAR(sum, one.score, 1e-12) << "seed " << seed;
      EXPECT_LE(one.score, 1.0 + 1e-9) << "seed " << seed;
      EXPECT_TRUE(kinds.contains("freshness"));
    }
  }
}

TEST(Ranking, the_order_of_the_candidates_changes_nothing) {
  for (std::uint32_t seed = 1; seed <= k_cases; ++seed) {
    Case one = random_case(seed);
    const Ranking before = one.ranked();
    std::mt19937 engine(seed);
    std::shuffle(one.hits.begin(), one.hits.end(), engine);
    const Ranking after = one.ranked();
    ASSERT_EQ(ids(before), ids(after)) << "seed " << seed;
    for (std::size_t i = 0; i < before.offers.size(); ++i) EXPECT_EQ(before.offers[i].score, after.offers[i].score);
    ASSERT_EQ(before.relax.size(), after.relax.size()) << "seed " << seed;
    for (std::size_t i = 0; i < before.relax.size(); ++i) EXPECT_EQ(before.relax[i].text, after.relax[i].text);
  }
}

TEST(Ranking, what_fails_a_hard_wish_is_gone_and_what_is_unknown_stands_below) {
  int gone = 0;
  int unknown = 0;
  for (std::uint32_t seed = 1; seed <= k_cases; ++seed) {
    Case one = random_case(seed);
    const std::set<std::int64_t> all = [&] {
      const auto list = ids(one.ranked());
      return std::set<std::int64_t>(list.begin(), list.end());
    }();
    for (const Wish wish : stated(one.request.learner)) {
      if (seed % 3 != 0 || wish < Wish::dayparts) one.request.learner.hard.push_back(wish);
    }
    bool below = false;
    const Ranking ranking = one.ranked();
    for (const MatchedOffer& offer : ranking.offers) {
      bool open = false;
      for (const Wish wish : one.request.learner.hard) {
        const Reason* part = reason(offer, wish);
        ASSERT_NE(part, nullptr) << name_of(wish);
        EXPECT_NE(part->status, ReasonStatus::failed) << "seed " << seed << " " << part->text;
        open = open || part->status == ReasonStatus::unknown;
      }
      EXPECT_FALSE(below && !open) << "seed " << seed << ": known to fit, below one that is not";
      below = below || open;
      unknown += open ? 1 : 0;
    }
    gone += static_cast<int>(all.size()) - static_cast<int>(ranking.offers.size());
  }
  EXPECT_GT(gone, 1000);
  EXPECT_GT(unknown, 500);
}

TEST(Ranking, giving_up_one_wish_gives_as_many_as_it_says_and_the_best_scores_as_it_says) {
  int tried = 0;
  for (std::uint32_t seed = 1; seed <= k_cases; ++seed) {
    const Case one = random_case(seed);
    const Ranking before = one.ranked();
    for (const Relaxation& relax : before.relax) {
      Case without = one;
      take_back(without.request.learner, *value_of<Wish>(relax.constraint));
      // A place still weighs without a limit on travel; its gain is counted, its score is not compared.
      const Ranking after = without.ranked();
      EXPECT_EQ(after.fitting, before.fitting + relax.gains) << "seed " << seed << " " << relax.constraint;
      EXPECT_NE(relax.text.find(relax.best_title), std::string::npos);
      if (relax.constraint == "distance") continue;
      std::erase_if(without.hits, [&](const SearchHit& hit) { return hit.offer.id != relax.best; });
      const Ranking alone = without.ranked();
      ASSERT_EQ(alone.offers.size(), 1U);
      EXPECT_NEAR(alone.offers[0].score, relax.best_score, 1e-9) << "seed " << seed << " " << relax.constraint;
      ++tried;
    }
  }
  EXPECT_GT(tried, 200);
}

/// Providers with 1, 2, 3, ... offers that fit equally well.
Case equal_offers(int providers) {
  Case one;
  one.request.limit = 100;
  one.gap.missing = {{SkillId{1}, RelationKind::essential, 1.0}};
  one.goal.kind = UnderstoodGoal::Kind::skills;
  std::int64_t id = 0;
  for (int provider = 1; provider <= providers; ++provider) {
    for (int i = 0; i < provider; ++i) {
      SearchHit hit;
      hit.offer.id = OfferId{++id};
      hit.offer.provider = ProviderId{provider};
      hit.offer.texts = {{TextField::title, "nl", "Zorg " + std::to_string(id)}};
      one.hits.push_back(hit);
    }
  }
  return one;
}

TEST(Ranking, at_equal_fit_every_provider_is_first_as_often_as_any_other_over_a_year) {
  for (const int providers : {2, 3, 5, 8}) {
    Case one = equal_offers(providers);
    for (const int first_year : {2026, 2027, 2031}) {
      std::map<std::int64_t, int> first;
      for (int day = 0; day < 365; ++day) {
        one.request.today =
            plus_days(Date{std::chrono::year{first_year}, std::chrono::month{1}, std::chrono::day{1}}, day);
        const Ranking ranking = one.ranked();
        ++first[ranking.offers.front().offer.provider.value];
        std::set<std::int64_t> top;
        for (int i = 0; i < providers; ++i)
          top.insert(ranking.offers[static_cast<std::size_t>(i)].offer.provider.value);
        EXPECT_EQ(top.size(), static_cast<std::size_t>(providers)) << "each comes once before any comes twice";
      }
      double chi_square = 0;
      const double fair = 365.0 / providers;
      for (int provider = 1; provider <= providers; ++provider)
        chi_square += std::pow(first[provider] - fair, 2) / fair;
      // Five standard deviations above its mean of providers - 1.
      EXPECT_LT(chi_square, (providers - 1) + 5 * std::sqrt(2.0 * (providers - 1))) << providers << " providers";
    }
  }
}

TEST(Ranking, a_record_with_dates_ahead_is_fresher_than_one_with_dates_past_or_none) {
  Case one = equal_offers(3);
  one.request.today = k_today;
  one.hits.erase(one.hits.begin() + 3, one.hits.end());
  for (SearchHit& hit : one.hits) hit.offer.runs.resize(1);
  one.hits[0].offer.runs[0].start = plus_days(k_today, 30);
  one.hits[1].offer.runs[0].start = plus_days(k_today, -400);
  std::map<std::int64_t, Reason> fresh;
  for (const MatchedOffer& offer : one.ranked().offers)
    fresh[offer.offer.id.value] = *std::find_if(offer.reasons.begin(), offer.reasons.end(),
                                                [](const Reason& r) { return r.kind == "freshness"; });
  EXPECT_EQ(fresh[1].status, ReasonStatus::met);
  EXPECT_EQ(fresh[2].status, ReasonStatus::unknown);
  EXPECT_EQ(fresh[3].status, ReasonStatus::unknown);
  EXPECT_GT(fresh[1].share, fresh[3].share);
  EXPECT_GT(fresh[3].share, fresh[2].share);
}

}  // namespace
}  // namespace leerwijzer
