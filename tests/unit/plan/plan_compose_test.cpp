// What a plan is, by example.
#include "engine/plan/plan_compose.hpp"
#include "engine/plan/plan_check.hpp"
#include "tests/unit/plan/plan_cases.hpp"

#include <gtest/gtest.h>

namespace leerwijzer {
namespace {

using testing::dated_run;
using testing::k_plan_today;
using testing::plan_module;
using testing::plan_problem;

std::vector<std::int64_t> ids(const PlanProblem& problem, const Plan& plan) {
  std::vector<std::int64_t> out;
  for (const PlanStep& step : plan.steps) out.push_back(problem.modules[step.module].id.value);
  return out;
}

using Ids = std::vector<std::int64_t>;

TEST(PlanCompose, covers_first_then_saves_money) {
  const PlanProblem problem =
      plan_problem(3, {plan_module(1, {1, 2}, 900), plan_module(2, {3}, 100), plan_module(3, {1, 2}, 400)});
  const Plan plan = compose_plans(problem).plans.at(0);
  EXPECT_EQ(plan.covered_share, 1.0);
  EXPECT_EQ(plan.net.max, Cents{50'000});
  EXPECT_TRUE(plan.uncovered.empty());
}

TEST(PlanCompose, a_module_that_adds_nothing_is_left_out_even_when_it_is_free) {
  const PlanProblem problem = plan_problem(2, {plan_module(1, {1, 2}, 100), plan_module(2, {1}, 0)});
  EXPECT_EQ(ids(problem, compose_plans(problem).plans.at(0)), Ids{1});
}

TEST(PlanCompose, stays_within_the_budget_and_says_what_stays_open) {
  PlanProblem problem = plan_problem(2, {plan_module(1, {1}, 300), plan_module(2, {2}, 300)});
  problem.limits.budget = Cents{40'000};
  const Composition composed = compose_plans(problem);
  EXPECT_EQ(composed.plans.at(0).steps.size(), 1U);
  EXPECT_EQ(composed.plans.at(0).uncovered.size(), 1U);
  ASSERT_EQ(composed.relaxations.size(), 1U);
  EXPECT_EQ(composed.relaxations[0].limit, PlanLimit::budget);
  EXPECT_DOUBLE_EQ(composed.relaxations[0].gain, 0.5);
}

TEST(PlanCompose, the_certain_price_counts_and_not_the_best_case) {
  PlanProblem problem = plan_problem(1, {plan_module(1, {1}, 300)});
  problem.modules[0].net = CentsInterval{{0}, {30'000}};
  problem.limits.budget = Cents{20'000};
  EXPECT_TRUE(compose_plans(problem).plans.at(0).steps.empty());
  problem.limits.budget = Cents{30'000};
  EXPECT_EQ(compose_plans(problem).plans.at(0).net.min, Cents{});
}

TEST(PlanCompose, an_unknown_price_fits_any_budget_and_never_beats_a_known_one) {
  PlanProblem problem = plan_problem(1, {plan_module(1, {1}, 0), plan_module(2, {1}, 300)});
  problem.modules[0].gross = problem.modules[0].net = std::nullopt;
  problem.modules[0].id = OfferId{9};
  problem.limits.budget = Cents{10'000};
  const Plan unknown = compose_plans(problem).plans.at(0);
  EXPECT_EQ(ids(problem, unknown), Ids{9});
  EXPECT_EQ(unknown.unknown_prices, 1U);
  problem.modules.push_back(plan_module(3, {1}, 50));
  EXPECT_EQ(ids(problem, compose_plans(problem).plans.at(0)), Ids{3});
}

TEST(PlanCompose, what_is_asked_first_comes_first) {
  PlanProblem problem = plan_problem(2, {plan_module(1, {1}, 100), plan_module(2, {2}, 100)});
  problem.modules[0].asks_modules = {OfferId{2}};
  const Plan plan = compose_plans(problem).plans.at(0);
  EXPECT_EQ(ids(problem, plan), (Ids{2, 1}));
  EXPECT_LT(plan.steps[0].end, plan.steps[1].start);
}

TEST(PlanCompose, a_level_can_be_earned_on_the_way) {
  PlanProblem problem = plan_problem(1, {plan_module(1, {1}, 100), plan_module(2, {}, 100)});
  problem.limits.level = NlqfLevel::level_2;
  problem.modules[0].asks_level = NlqfLevel::level_3;
  problem.modules[1].grants_level = NlqfLevel::level_3;
  EXPECT_EQ(ids(problem, compose_plans(problem).plans.at(0)), (Ids{2, 1}));
  problem.modules[1].grants_level.reset();
  const Composition composed = compose_plans(problem);
  EXPECT_TRUE(composed.plans.at(0).steps.empty());
  EXPECT_EQ(composed.relaxations.at(0).limit, PlanLimit::level);
}

TEST(PlanCompose, hours_of_runs_together_stay_within_the_week) {
  PlanProblem problem = plan_problem(2, {plan_module(1, {1}, 100), plan_module(2, {2}, 100)});
  problem.limits.hours_per_week = 8;
  EXPECT_EQ(*compose_plans(problem).plans.at(0).finish, plus_days(k_plan_today, 2 + 27)) << "side by side";
  problem.limits.hours_per_week = 6;
  EXPECT_EQ(*compose_plans(problem).plans.at(0).finish, plus_days(k_plan_today, 2 + 55)) << "one after the other";
}

TEST(PlanCompose, a_rolling_start_is_the_first_monday_and_a_dated_run_is_kept) {
  PlanProblem problem = plan_problem(2, {plan_module(1, {1}, 100), plan_module(2, {2}, 100)});
  problem.modules[1].runs = {dated_run(40, 60), dated_run(20, 45)};
  const Plan plan = compose_plans(problem).plans.at(0);
  EXPECT_EQ(format_iso(plan.steps[0].start), "2026-11-23");
  EXPECT_EQ(plan.steps[1].start, plus_days(k_plan_today, 20));
  EXPECT_EQ(plan.steps[1].run, 1U);
}

TEST(PlanCompose, without_dates_a_module_is_in_consultation) {
  PlanProblem problem = plan_problem(1, {plan_module(1, {1}, 100)});
  problem.modules[0].runs[0].kind = PlanStart::in_consultation;
  EXPECT_TRUE(compose_plans(problem).plans.at(0).steps.at(0).in_consultation);
}

TEST(PlanCompose, plans_that_differ_in_what_matters_are_named_and_others_are_not_given) {
  PlanProblem problem = plan_problem(5, {plan_module(1, {1, 2, 3, 4}, 100), plan_module(2, {5}, 2000)});
  problem.modules[1].runs = {dated_run(200, 400)};
  const Composition composed = compose_plans(problem);
  ASSERT_EQ(composed.plans.size(), 2U);
  EXPECT_EQ(composed.plans[0].variant, PlanVariant::complete);
  EXPECT_EQ(composed.plans[1].variant, PlanVariant::cheapest) << "also the soonest: the same plan comes once";
  EXPECT_EQ(ids(problem, composed.plans[1]), Ids{1});
}

TEST(PlanCompose, a_pin_is_in_every_plan_and_a_ban_in_none) {
  PlanProblem problem = plan_problem(1, {plan_module(1, {1}, 100), plan_module(2, {1}, 200), plan_module(3, {1}, 50)});
  problem.pins = {OfferId{2}};
  EXPECT_EQ(ids(problem, compose_plans(problem).plans.at(0)), Ids{2});
  problem.pins.clear();
  problem.bans = {OfferId{3}};
  EXPECT_EQ(ids(problem, compose_plans(problem).plans.at(0)), Ids{1});
}

TEST(PlanCompose, a_pin_that_cannot_be_says_which_limit_does_it) {
  PlanProblem problem = plan_problem(1, {plan_module(1, {1}, 900)});
  problem.limits.budget = Cents{10'000};
  problem.pins = {OfferId{1}};
  const Composition composed = compose_plans(problem);
  EXPECT_TRUE(composed.plans.empty());
  ASSERT_EQ(composed.refused.size(), 1U);
  EXPECT_EQ(composed.refused[0].reason, PinRefusal::limit);
  EXPECT_EQ(composed.refused[0].limit, PlanLimit::budget);
  EXPECT_TRUE(composed.relaxations.at(0).frees_pins);
  problem.pins = {OfferId{77}};
  EXPECT_EQ(compose_plans(problem).refused.at(0).reason, PinRefusal::unknown_module);
}

TEST(PlanCompose, pins_that_only_clash_together_are_refused_together) {
  PlanProblem problem = plan_problem(2, {plan_module(1, {1}, 0), plan_module(2, {2}, 0)});
  problem.modules[0].runs = problem.modules[1].runs = {dated_run(10, 40)};
  problem.limits.most_at_once = 1;
  problem.pins = {OfferId{1}, OfferId{2}};
  const Composition composed = compose_plans(problem);
  ASSERT_EQ(composed.refused.size(), 2U);
  EXPECT_EQ(composed.refused[0].reason, PinRefusal::together);
}

TEST(PlanCompose, a_soft_limit_may_be_broken_and_is_told) {
  PlanProblem problem = plan_problem(1, {plan_module(1, {1}, 900)});
  problem.limits.budget = Cents{10'000};
  problem.limits.soft = {PlanLimit::budget};
  const Plan plan = compose_plans(problem).plans.at(0);
  EXPECT_EQ(plan.beyond, std::vector<PlanLimit>{PlanLimit::budget});
}

TEST(PlanCompose, nothing_to_choose_from_is_an_empty_plan) {
  const Composition composed = compose_plans(plan_problem(3, {}));
  ASSERT_EQ(composed.plans.size(), 1U);
  EXPECT_TRUE(composed.plans[0].steps.empty());
  EXPECT_EQ(composed.plans[0].uncovered.size(), 3U);
}

TEST(PlanCheck, finds_what_is_wrong_with_a_plan) {
  PlanProblem problem = plan_problem(1, {plan_module(1, {1}, 900)});
  Plan plan = compose_plans(problem).plans.at(0);
  EXPECT_TRUE(check_plan(problem, plan).empty());
  problem.limits.budget = Cents{100};
  EXPECT_EQ(check_plan(problem, plan).at(0).limit, PlanLimit::budget);
  problem.limits.budget.reset();
  plan.steps[0].start = plus_days(plan.steps[0].start, 1);
  EXPECT_EQ(check_plan(problem, plan).size(), 2U) << "not a Monday, and too short";
  plan.steps.push_back(plan.steps[0]);
  EXPECT_FALSE(check_plan(problem, plan).empty());
}

}  // namespace
}  // namespace leerwijzer
