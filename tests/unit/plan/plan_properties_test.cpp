// What holds for every plan, on random problems: the limits are kept, brute force finds nothing better, the
// order of the input does not matter, a limit less never makes it worse, and pins are obeyed or refused.
#include "engine/plan/plan_check.hpp"
#include "engine/plan/plan_compose.hpp"
#include "tests/unit/plan/plan_brute_force.hpp"

#include <gtest/gtest.h>

namespace leerwijzer {
namespace {

using testing::brute_force;
using testing::random_plan;
using testing::RandomPlan;
using testing::Score;
using testing::score_of;
using testing::shuffled;

constexpr std::uint32_t k_cases = 150;

TEST(PlanProperties, every_plan_keeps_every_hard_limit) {
  std::size_t steps = 0;
  for (std::uint32_t seed = 1; seed <= k_cases; ++seed) {
    const PlanProblem problem = random_plan(seed, {.skills = 12, .modules = 30, .runs = 4, .taught = 5, .weeks = 30});
    for (const Plan& plan : compose_plans(problem).plans) {
      steps += plan.steps.size();
      for (const PlanFault& fault : check_plan(problem, plan)) ADD_FAILURE() << "seed " << seed << ": " << fault.what;
    }
  }
  EXPECT_GT(steps, k_cases) << "the problems are too hard to prove anything";
}

TEST(PlanProperties, brute_force_finds_nothing_better_and_nothing_less) {
  for (std::uint32_t seed = 1; seed <= k_cases; ++seed) {
    const PlanProblem problem = random_plan(seed);
    const auto best = brute_force(problem);
    const Composition composed = compose_plans(problem, {.alternatives = {}, .relaxations = false});
    ASSERT_TRUE(best.has_value());
    ASSERT_EQ(composed.plans.size(), 1U) << "seed " << seed;
    EXPECT_EQ(score_of(problem, composed.plans[0].steps), *best) << "seed " << seed;
    for (const PlanStage& stage : composed.plans[0].stages) EXPECT_TRUE(stage.proven) << "seed " << seed;
  }
}

TEST(PlanProperties, the_order_of_the_input_changes_nothing) {
  for (std::uint32_t seed = 1; seed <= k_cases; ++seed) {
    const PlanProblem problem = random_plan(seed, {.skills = 10, .modules = 20, .runs = 3, .taught = 4, .weeks = 20});
    const PlanProblem other = shuffled(problem, seed);
    const Composition a = compose_plans(problem);
    const Composition b = compose_plans(other);
    ASSERT_EQ(a.plans.size(), b.plans.size()) << "seed " << seed;
    for (std::size_t p = 0; p < a.plans.size(); ++p) {
      ASSERT_EQ(a.plans[p].steps.size(), b.plans[p].steps.size()) << "seed " << seed;
      for (std::size_t i = 0; i < a.plans[p].steps.size(); ++i) {
        const PlanStep& x = a.plans[p].steps[i];
        const PlanStep& y = b.plans[p].steps[i];
        EXPECT_EQ(problem.modules[x.module].id, other.modules[y.module].id) << "seed " << seed;
        EXPECT_EQ(problem.modules[x.module].runs[*x.run].key, other.modules[y.module].runs[*y.run].key);
        EXPECT_EQ(x.start, y.start) << "seed " << seed;
        EXPECT_EQ(x.closes, y.closes) << "seed " << seed;
      }
    }
  }
}

TEST(PlanProperties, a_limit_less_never_makes_the_best_plan_worse) {
  for (std::uint32_t seed = 1; seed <= k_cases; ++seed) {
    const PlanProblem problem = random_plan(seed, {.skills = 8, .modules = 14, .runs = 3, .taught = 4, .weeks = 15});
    const ComposeOptions options{.alternatives = {}, .relaxations = false};
    const Score before = score_of(problem, compose_plans(problem, options).plans.at(0).steps);
    for (const PlanLimit limit : {PlanLimit::budget, PlanLimit::monthly, PlanLimit::hours, PlanLimit::travel,
                                  PlanLimit::finish, PlanLimit::dayparts, PlanLimit::level}) {
      PlanProblem relaxed = problem;
      relaxed.limits.soft = {limit};
      const Score after = score_of(problem, compose_plans(relaxed, options).plans.at(0).steps);
      EXPECT_LE(after, before) << "seed " << seed << " without " << name_of(limit);
    }
  }
}

TEST(PlanProperties, a_relaxation_gives_what_it_says) {
  for (std::uint32_t seed = 1; seed <= 40; ++seed) {
    const PlanProblem problem = random_plan(seed, {.skills = 8, .modules = 14, .runs = 3, .taught = 4, .weeks = 15});
    for (const PlanRelaxation& one : compose_plans(problem).relaxations) {
      PlanProblem relaxed = problem;
      relaxed.limits.soft = {one.limit};
      EXPECT_NEAR(compose_plans(relaxed).plans.at(0).covered_share, one.covered_share, 1e-9) << "seed " << seed;
      EXPECT_GT(one.gain, 0) << "seed " << seed;
    }
  }
}

TEST(PlanProperties, a_pin_is_obeyed_or_refused_with_the_reason) {
  int obeyed = 0;
  int refused = 0;
  for (std::uint32_t seed = 1; seed <= k_cases; ++seed) {
    PlanProblem problem = random_plan(seed);
    problem.pins = {OfferId{1 + static_cast<std::int64_t>(seed % 7)}};
    const Composition composed = compose_plans(problem);
    const auto best = brute_force(problem);
    EXPECT_EQ(composed.plans.empty(), !best.has_value()) << "seed " << seed;
    if (composed.plans.empty()) {
      ++refused;
      ASSERT_EQ(composed.refused.size(), 1U) << "seed " << seed;
      EXPECT_EQ(composed.refused[0].id, problem.pins[0]);
      continue;
    }
    ++obeyed;
    EXPECT_EQ(score_of(problem, composed.plans[0].steps), *best) << "seed " << seed;
    for (const Plan& plan : composed.plans) EXPECT_TRUE(check_plan(problem, plan).empty()) << "seed " << seed;
  }
  EXPECT_GT(obeyed, 20);
  EXPECT_GT(refused, 20);
}

TEST(PlanProperties, a_swap_that_is_offered_keeps_every_limit) {
  std::size_t tried = 0;
  for (std::uint32_t seed = 1; seed <= 60; ++seed) {
    const PlanProblem problem = random_plan(seed, {.skills = 8, .modules = 20, .runs = 3, .taught = 4, .weeks = 20});
    const Plan plan = compose_plans(problem).plans.at(0);
    const auto swaps = swaps_of(problem, plan, 2);
    ASSERT_EQ(swaps.size(), plan.steps.size());
    for (std::size_t i = 0; i < swaps.size(); ++i) {
      for (const PlanSwap& swap : swaps[i]) {
        PlanProblem asked = problem;
        asked.bans = {problem.modules[plan.steps[i].module].id};
        asked.pins = {problem.modules[swap.module].id};
        EXPECT_FALSE(compose_plans(asked, {.alternatives = {}}).plans.empty()) << "seed " << seed;
        ++tried;
      }
    }
  }
  EXPECT_GT(tried, 50U);
}

TEST(PlanProperties, a_search_that_is_cut_gives_a_plan_and_a_bound_that_holds) {
  for (std::uint32_t seed = 1; seed <= 60; ++seed) {
    const PlanProblem problem = random_plan(seed, {.skills = 12, .modules = 30, .runs = 3, .taught = 4, .weeks = 20});
    const Plan exact = compose_plans(problem, {.alternatives = {}}).plans.at(0);
    const Composition cut = compose_plans(problem, {.node_budget = 9, .alternatives = {}, .relaxations = false});
    ASSERT_EQ(cut.plans.size(), 1U);
    EXPECT_TRUE(check_plan(problem, cut.plans[0]).empty()) << "seed " << seed;
    EXPECT_LE(cut.plans[0].stages[0].bound, exact.stages[0].value + 1e-9) << "seed " << seed;
    EXPECT_GE(cut.plans[0].stages[0].value, exact.stages[0].value - 1e-9) << "seed " << seed;
  }
}

}  // namespace
}  // namespace leerwijzer
