// Limits by month, soft limits, and plans that are best in one respect, each against trying everything.
#include "engine/plan/plan_check.hpp"
#include "engine/plan/plan_compose.hpp"
#include "tests/unit/plan/plan_brute_force.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

namespace leerwijzer {
namespace {

using testing::brute_force;
using testing::brute_force_by;
using testing::dated_run;
using testing::plan_module;
using testing::plan_problem;
using testing::random_plan;
using testing::score_of;
using testing::with_payments;

constexpr std::uint32_t k_cases = 120;

const PlanRun& run_of(const PlanProblem& problem, const PlanStep& step) {
  return problem.modules[step.module].runs[*step.run];
}

bool is_soft(const PlanProblem& problem, PlanLimit limit) {
  const auto& soft = problem.limits.soft;
  return std::find(soft.begin(), soft.end(), limit) != soft.end();
}

long on_site(const PlanProblem& problem, const std::vector<PlanStep>& steps) {
  return std::count_if(steps.begin(), steps.end(), [&](const PlanStep& step) {
    return !(run_of(problem, step).online && problem.limits.online_ok);
  });
}

std::int64_t metres(const PlanProblem& problem, const std::vector<PlanStep>& steps) {
  std::int64_t sum = 0;
  for (const PlanStep& step : steps) {
    const PlanRun& run = run_of(problem, step);
    if (!(run.online && problem.limits.online_ok))
      sum += run.distance_km ? std::llround(*run.distance_km * 1000) : 25'000;
  }
  return sum;
}

/// Modules outside a soft travel or daypart limit, counted once for each limit.
long beyond(const PlanProblem& problem, const std::vector<PlanStep>& steps) {
  long count = 0;
  for (const PlanStep& step : steps) {
    PlanProblem alone = problem;
    alone.pins.clear();
    alone.limits.budget.reset();
    alone.limits.per_month.reset();
    alone.limits.hours_per_week.reset();
    alone.limits.latest_finish.reset();
    alone.limits.level.reset();
    alone.modules[step.module].asks_skills.clear();
    alone.modules[step.module].asks_modules.clear();
    Plan plan;
    plan.steps = {step};
    std::set<PlanLimit> broken;
    for (const PlanFault& fault : check_plan(alone, plan)) {
      if (fault.limit && is_soft(problem, *fault.limit)) broken.insert(*fault.limit);
    }
    count += static_cast<long>(broken.size());
  }
  return count;
}

TEST(PlanWishes, a_month_that_is_too_dear_moves_a_module_to_the_next) {
  PlanProblem problem = plan_problem(2, {plan_module(1, {1}, 300), plan_module(2, {2}, 300)});
  for (PlanModule& module : problem.modules) module.pays = {{0, Cents{30'000}}};
  problem.limits.per_month = Cents{40'000};
  const Plan plan = compose_plans(problem, {.alternatives = {}}).plans.at(0);
  ASSERT_EQ(plan.steps.size(), 2U);
  EXPECT_NE(plan.steps[0].start.month(), plan.steps[1].start.month());
  problem.limits.per_month = Cents{60'000};
  const Plan both = compose_plans(problem, {.alternatives = {}}).plans.at(0);
  EXPECT_EQ(both.steps[0].start.month(), both.steps[1].start.month());
}

TEST(PlanWishes, a_module_that_no_month_can_bear_needs_that_limit_given_up) {
  PlanProblem problem = plan_problem(1, {plan_module(1, {1}, 300)});
  problem.modules[0].pays = {{0, Cents{30'000}}};
  problem.limits.per_month = Cents{20'000};
  const Composition composed = compose_plans(problem);
  EXPECT_TRUE(composed.plans.at(0).steps.empty());
  ASSERT_EQ(composed.relaxations.size(), 1U);
  EXPECT_EQ(composed.relaxations[0].limit, PlanLimit::monthly);
  problem.pins = {OfferId{1}};
  const Composition pinned = compose_plans(problem);
  ASSERT_EQ(pinned.refused.size(), 1U);
  EXPECT_EQ(pinned.refused[0].limit, PlanLimit::monthly);
}

TEST(PlanWishes, trying_everything_finds_nothing_better_under_a_monthly_limit) {
  std::size_t proven = 0;
  for (std::uint32_t seed = 1; seed <= k_cases; ++seed) {
    const PlanProblem problem = with_payments(random_plan(seed), seed);
    const Composition composed = compose_plans(problem, {.alternatives = {}, .relaxations = false});
    ASSERT_EQ(composed.plans.size(), 1U) << "seed " << seed;
    const Plan& plan = composed.plans[0];
    EXPECT_TRUE(check_plan(problem, plan).empty()) << "seed " << seed;
    const auto best = brute_force(problem);
    const bool all = std::all_of(plan.stages.begin(), plan.stages.end(), [](const PlanStage& s) { return s.proven; });
    if (all) {
      EXPECT_EQ(score_of(problem, plan.steps), *best) << "seed " << seed;
    }
    EXPECT_GE(score_of(problem, plan.steps), *best) << "seed " << seed;
    proven += all ? 1 : 0;
  }
  EXPECT_GT(proven, k_cases * 3 / 4);
}

TEST(PlanWishes, a_higher_monthly_limit_never_makes_the_best_plan_worse) {
  for (std::uint32_t seed = 1; seed <= k_cases; ++seed) {
    PlanProblem problem =
        with_payments(random_plan(seed, {.skills = 8, .modules = 14, .runs = 3, .taught = 4, .weeks = 15}), seed);
    for (PlanModule& module : problem.modules) module.pays.resize(std::min<std::size_t>(module.pays.size(), 1));
    const ComposeOptions options{.alternatives = {}, .relaxations = false};
    const auto before = score_of(problem, compose_plans(problem, options).plans.at(0).steps);
    problem.limits.per_month = Cents{problem.limits.per_month->value + 15'000};
    EXPECT_LE(score_of(problem, compose_plans(problem, options).plans.at(0).steps), before) << "seed " << seed;
  }
}

TEST(PlanWishes, of_plans_that_cover_as_much_the_first_stays_most_within_the_soft_limits) {
  std::size_t outside = 0;
  for (std::uint32_t seed = 1; seed <= k_cases; ++seed) {
    PlanProblem problem = random_plan(seed);
    problem.limits.soft = {PlanLimit::travel, PlanLimit::dayparts};
    const auto score = [&](const std::vector<PlanStep>& steps) {
      const auto [uncovered, cost, finish] = score_of(problem, steps);
      return std::tuple(uncovered, beyond(problem, steps), cost, finish);
    };
    const Plan plan = compose_plans(problem, {.alternatives = {}, .relaxations = false}).plans.at(0);
    EXPECT_EQ(score(plan.steps), *brute_force_by(problem, score)) << "seed " << seed;
    outside += plan.beyond.empty() ? 0 : 1;
  }
  EXPECT_GT(outside, 10U);
}

/// The alternative is as good as any plan that keeps enough of what the first covers, in what it is named after.
void expect_best(PlanVariant variant, std::int64_t (*measure)(const PlanProblem&, const std::vector<PlanStep>&)) {
  std::size_t found = 0;
  for (std::uint32_t seed = 1; seed <= k_cases; ++seed) {
    const PlanProblem problem = random_plan(seed);
    const Composition composed = compose_plans(problem, {.alternatives = {variant}, .relaxations = false});
    if (composed.plans.size() < 2) continue;
    ++found;
    const Plan& plan = composed.plans[1];
    EXPECT_EQ(plan.variant, variant);
    EXPECT_TRUE(check_plan(problem, plan).empty()) << "seed " << seed;
    const double least = k_alternative_keeps * composed.plans[0].covered_share - 1e-9;
    double whole = 0;
    for (const PlanSkill& skill : problem.skills) whole += skill.weight;
    const auto score = [&](const std::vector<PlanStep>& steps) {
      const double covered = 1.0 - static_cast<double>(std::get<0>(score_of(problem, steps))) / 1000.0 / whole;
      return covered >= least ? measure(problem, steps) : std::int64_t{1} << 40;
    };
    EXPECT_EQ(score(plan.steps), *brute_force_by(problem, score)) << "seed " << seed;
    EXPECT_LT(measure(problem, plan.steps), measure(problem, composed.plans[0].steps)) << "seed " << seed;
  }
  EXPECT_GT(found, 5U);
}

TEST(PlanWishes, no_plan_that_keeps_enough_is_more_online) {
  expect_best(PlanVariant::most_online, [](const PlanProblem& problem, const std::vector<PlanStep>& steps) {
    return static_cast<std::int64_t>(on_site(problem, steps));
  });
}

TEST(PlanWishes, no_plan_that_keeps_enough_is_closer) {
  expect_best(PlanVariant::closest,
              [](const PlanProblem& problem, const std::vector<PlanStep>& steps) { return metres(problem, steps); });
}

TEST(PlanWishes, the_same_module_online_is_another_plan) {
  PlanProblem problem = plan_problem(1, {plan_module(1, {1}, 100)});
  PlanRun near = dated_run(10, 30);
  near.distance_km = 4;
  PlanRun online = dated_run(60, 90);
  online.online = true;
  problem.modules[0].runs = {near, online};
  const Composition composed = compose_plans(problem, {.alternatives = {PlanVariant::most_online}});
  ASSERT_EQ(composed.plans.size(), 2U);
  EXPECT_EQ(composed.plans[1].variant, PlanVariant::most_online);
  EXPECT_EQ(*composed.plans[1].steps.at(0).run, 1U);
}

/// The level is asked of many modules and given by few, so that branching meets nothing that can be followed for long.
TEST(PlanBegin, a_plan_that_can_be_followed_is_given_before_anything_was_searched) {
  std::size_t with_steps = 0;
  for (std::uint32_t seed = 1; seed <= k_cases; ++seed) {
    PlanProblem problem = random_plan(seed);
    for (std::size_t i = 1; i < problem.modules.size(); ++i) problem.modules[i].asks_level = NlqfLevel::level_4;
    problem.limits.level = NlqfLevel::level_3;
    const Composition composed = compose_plans(problem, {.node_budget = 0, .alternatives = {}, .relaxations = false});
    const Composition searched = compose_plans(problem, {.alternatives = {}, .relaxations = false});
    if (searched.plans.empty() || searched.plans.front().steps.empty()) continue;  // nothing fits
    ASSERT_FALSE(composed.plans.empty()) << seed;
    EXPECT_FALSE(composed.plans.front().steps.empty()) << seed;
    for (const PlanFault& fault : check_plan(problem, composed.plans.front())) ADD_FAILURE() << seed << fault.what;
    ++with_steps;
  }
  EXPECT_GT(with_steps, k_cases / 4) << "too few cases hold anything to follow";
}

}  // namespace
}  // namespace leerwijzer
