// Routing by situation: the shipped rules against cases that are data.
#include "tests/support/regions.hpp"
#include "tests/unit/advice/advice_cases.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace leerwijzer {
namespace {

using testing::AdviceCase;
using testing::shipped_geography;

ReferralRules shipped_referrals() {
  return ReferralRules::compile(testing::read_file(testing::root() / "schema" / "regions" / "referral-rules.json"),
                                "referral-rules.json")
      .value();
}

const OpenReferral* find_open(const AdviceAnswer& answer, const std::string& rule) {
  const auto at =
      std::find_if(answer.open.begin(), answer.open.end(), [&](const OpenReferral& one) { return one.rule == rule; });
  return at == answer.open.end() ? nullptr : &*at;
}

/// Do the kinds stand in this order, whatever stands between?
bool in_order(const AdviceAnswer& answer, const std::vector<std::string>& kinds) {
  auto wanted = kinds.begin();
  for (const RoutedAdvicePoint& one : answer.points) {
    if (wanted != kinds.end() && one.point.kind == *wanted) ++wanted;
  }
  return wanted == kinds.end();
}

void check_desks(const AdviceCase& one, const AdviceAnswer& answer) {
  const RoutedAdvicePoint& first = answer.points.front();
  EXPECT_TRUE(first.primary);
  EXPECT_EQ(first.point.kind, one.first);
  if (!one.rule.empty()) {
    EXPECT_EQ(first.rule, one.rule);
  }
  if (!one.desk.empty()) {
    EXPECT_EQ(first.point.id, one.desk);
  }
  EXPECT_TRUE(in_order(answer, one.kinds));
  for (const RoutedAdvicePoint& routed : answer.points) {
    EXPECT_FALSE(routed.reason.empty()) << routed.point.id;
    EXPECT_THAT(one.not_rules, ::testing::Not(::testing::Contains(routed.rule))) << routed.point.id;
    EXPECT_THAT(one.not_desks, ::testing::Not(::testing::Contains(routed.point.id)));
  }
}

void check_places(const AdviceCase& one, const AdviceAnswer& answer) {
  if (!one.has_place) {
    EXPECT_FALSE(answer.place.has_value());
  }
  if (!one.region.empty()) {
    EXPECT_EQ(answer.place.value().region, one.region);
  }
  if (!one.municipality.empty()) {
    EXPECT_EQ(answer.place.value().municipality, one.municipality);
  }
  if (!one.company.empty()) {
    EXPECT_EQ(answer.establishment.value().region, one.company);
  }
}

void check_open(const AdviceCase& one, const AdviceAnswer& answer) {
  for (const std::string& rule : one.open) EXPECT_NE(find_open(answer, rule), nullptr) << rule;
  for (const std::string& rule : one.not_open) EXPECT_EQ(find_open(answer, rule), nullptr) << rule;
  for (const auto& [rule, fact] : one.asks) {
    const OpenReferral* open = find_open(answer, rule);
    ASSERT_NE(open, nullptr) << rule;
    EXPECT_EQ(open->question.fact, fact) << rule;
    EXPECT_TRUE(open->text.starts_with("Als u")) << open->text;
    EXPECT_FALSE(open->desks.empty()) << rule;
  }
}

class RoutingCases : public ::testing::TestWithParam<std::filesystem::path> {};

TEST_P(RoutingCases, hold) {
  const auto cases = testing::advice_cases(GetParam());
  ASSERT_FALSE(cases.empty());
  for (const AdviceCase& one : cases) {
    SCOPED_TRACE(one.name);
    const auto answer = shipped_geography().advise(one.question);
    ASSERT_TRUE(answer.has_value());
    ASSERT_FALSE(answer->points.empty());
    check_desks(one, *answer);
    check_places(one, *answer);
    check_open(one, *answer);
  }
}

INSTANTIATE_TEST_SUITE_P(Files, RoutingCases, ::testing::ValuesIn(testing::advice_case_files()),
                         [](const auto& tested) { return tested.param.stem().string(); });

TEST(RoutingCaseFiles, hold_at_least_forty_cases_and_every_rule_decides_in_one_and_not_in_another) {
  std::map<std::string, int> decides;
  std::map<std::string, int> does_not_hold;
  int count = 0;
  const ReferralRules rules = shipped_referrals();
  for (const auto& file : testing::advice_case_files()) {
    for (const AdviceCase& one : testing::advice_cases(file)) {
      ++count;
      const auto answer = shipped_geography().advise(one.question).value();
      ++decides[answer.points.front().rule];
      const KnownFacts known(one.question.facts);
      for (const ReferralRule& rule : rules.rules()) {
        if (rule.evaluate(known) == Verdict::no) ++does_not_hold[rule.id];
      }
    }
  }
  EXPECT_GE(count, 40);
  for (const ReferralRule& rule : rules.rules()) {
    EXPECT_GT(decides[rule.id], 0) << rule.id << " decides in no case: it may never fire";
    if (rule.condition) {
      EXPECT_GT(does_not_hold[rule.id], 0) << rule.id << " holds in every case";
    }
  }
}

TEST(ReferralRulesShipped, name_kinds_that_have_a_desk_and_facts_that_can_be_asked) {
  std::set<std::string> kinds;
  for (const Region* region : shipped_geography().regions()) {
    for (const AdvicePoint& desk : region->advice_points) kinds.insert(desk.kind);
  }
  const ReferralRules rules = shipped_referrals();
  for (const ReferralRule& rule : rules.rules()) {
    for (const std::string& kind : rule.refer_to) EXPECT_TRUE(kinds.contains(kind)) << rule.id << " " << kind;
    for (const std::string& kind : rule.otherwise) EXPECT_TRUE(kinds.contains(kind)) << rule.id << " " << kind;
    if (rule.condition) {
      EXPECT_TRUE(rule.condition->question(KnownFacts(Facts{})).has_value()) << rule.id;
    }
  }
}

/// More knowledge never turns a yes into a no or the other way round: what was said to be open gets decided.
TEST(ReferralRulesShipped, are_decided_the_same_however_the_facts_come_in) {
  const ReferralRules rules = shipped_referrals();
  int decided = 0;
  for (const auto& file : testing::advice_case_files()) {
    for (const AdviceCase& one : testing::advice_cases(file)) {
      for (const auto& left_out : one.question.facts) {
        Facts fewer = one.question.facts;
        fewer.erase(left_out.first);
        const KnownFacts less(fewer);
        const KnownFacts all(one.question.facts);
        for (const ReferralRule& rule : rules.rules()) {
          const Verdict before = rule.evaluate(less);
          if (before == Verdict::unknown) continue;
          ++decided;
          EXPECT_EQ(before, rule.evaluate(all)) << one.name << ": " << rule.id << " without " << left_out.first;
        }
      }
    }
  }
  EXPECT_GT(decided, 1000);
}

}  // namespace
}  // namespace leerwijzer
