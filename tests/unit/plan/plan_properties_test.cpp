// What holds for every plan, on random problems: the limits are kept, brute force finds nothing better, the
// order of the input does not matter, a limit less never makes it worse, and pins are obeyed or refused.
#include "engine/plan/plan_check.hpp"
#include "engine/plan/plan_compose.hpp"
#include "tests/unit/plan/plan_cases.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <map>
#include <tuple>

namespace leerwijzer {
namespace {

using testing::k_plan_today;
using testing::random_plan;
using testing::RandomPlan;
using testing::shuffled;

constexpr std::uint32_t k_cases = 150;

/// Smaller is better, stage by stage.
using Score = std::tuple<long, std::int64_t, int>;

Score score_of(const PlanProblem& problem, const std::vector<PlanStep>& steps) {
  std::int64_t dearest = 0;
  for (const PlanModule& module : problem.modules) {
    if (module.net) dearest = std::max(dearest, module.net->max.value);
  }
  std::map<SkillId, double> cover;
  std::int64_t cost = 0;
  int finish = 0;
  for (const PlanStep& step : steps) {
    const PlanModule& module = problem.modules[step.module];
    for (const PlanTeaches& one : module.teaches) cover[one.skill] = std::max(cover[one.skill], one.confidence);
    cost += module.net ? module.net->max.value : dearest;
    finish = std::max(finish, days_between(problem.today, step.end));
  }
  double uncovered = 0;
  for (const PlanSkill& skill : problem.skills) uncovered += skill.weight * (1.0 - cover[skill.skill]);
  return {std::lround(uncovered * 1000), cost, finish};
}

std::vector<PlanStep> starts_of(const PlanProblem& problem, std::size_t m) {
  std::vector<PlanStep> out;
  const PlanModule& module = problem.modules[m];
  for (std::size_t r = 0; r < module.runs.size(); ++r) {
    const PlanRun& run = module.runs[r];
    PlanStep step;
    step.module = m;
    step.run = r;
    if (run.kind == PlanStart::dated) {
      step.start = *run.start;
      step.end = *run.end;
      out.push_back(step);
      continue;
    }
    for (int monday = 2; monday < 100; monday += 7) {
      step.start = plus_days(k_plan_today, monday);
      step.end = plus_days(step.start, module.duration_days - 1);
      if (step.end > *problem.limits.latest_finish) break;
      out.push_back(step);
    }
  }
  return out;
}

/// Every set of modules on every run and every Monday, judged by the independent checker alone.
std::optional<Score> brute_force(const PlanProblem& problem) {
  std::optional<Score> best;
  std::vector<std::vector<PlanStep>> starts;
  for (std::size_t m = 0; m < problem.modules.size(); ++m) {
    std::vector<PlanStep> possible;
    for (const PlanStep& step : starts_of(problem, m)) {
      PlanProblem alone = problem;
      alone.modules[m].asks_level.reset();
      alone.modules[m].asks_skills.clear();
      alone.modules[m].asks_modules.clear();
      alone.pins.clear();
      Plan plan;
      plan.steps = {step};
      if (check_plan(alone, plan).empty()) possible.push_back(step);
    }
    starts.push_back(std::move(possible));
  }
  Plan plan;
  const std::function<void(std::size_t)> extend = [&](std::size_t m) {
    const Score score = score_of(problem, plan.steps);
    if ((!best || score < *best) && check_plan(problem, plan).empty()) best = score;
    if (plan.steps.size() == problem.limits.most_modules) return;
    for (; m < starts.size(); ++m) {
      for (const PlanStep& step : starts[m]) {
        plan.steps.push_back(step);
        extend(m + 1);
        plan.steps.pop_back();
      }
    }
  };
  extend(0);
  return best;
}

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
    for (const PlanLimit limit : {PlanLimit::budget, PlanLimit::hours, PlanLimit::travel, PlanLimit::finish,
                                  PlanLimit::dayparts, PlanLimit::level}) {
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
