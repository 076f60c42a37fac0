// What a plan is worth, and the best plan by trying everything: for small problems only.
#pragma once

#include "engine/plan/plan_check.hpp"
#include "tests/unit/plan/plan_cases.hpp"

#include <cmath>
#include <functional>
#include <map>
#include <optional>
#include <tuple>
#include <vector>

namespace leerwijzer::testing {

/// Smaller is better, stage by stage.
using Score = std::tuple<long, std::int64_t, int>;

inline Score score_of(const PlanProblem& problem, const std::vector<PlanStep>& steps) {
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

inline std::vector<PlanStep> starts_of(const PlanProblem& problem, std::size_t m) {
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

/// The least score of any plan: every set of modules on every run and every Monday, judged by the independent checker
/// alone. Soft limits may be broken.
template <typename ScoreOf>
auto brute_force_by(const PlanProblem& problem, const ScoreOf& score_by) {
  std::optional<decltype(score_by(std::vector<PlanStep>{}))> best;
  const auto allowed = [](const PlanProblem& asked, const Plan& plan) {
    const auto faults = check_plan(asked, plan);
    return std::all_of(faults.begin(), faults.end(), [](const PlanFault& fault) { return fault.soft; });
  };
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
      if (allowed(alone, plan)) possible.push_back(step);
    }
    starts.push_back(std::move(possible));
  }
  Plan plan;
  const std::function<void(std::size_t)> extend = [&](std::size_t m) {
    const auto score = score_by(plan.steps);
    if ((!best || score < *best) && allowed(problem, plan)) best = score;
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

inline std::optional<Score> brute_force(const PlanProblem& problem) {
  return brute_force_by(problem, [&](const std::vector<PlanStep>& steps) { return score_of(problem, steps); });
}

}  // namespace leerwijzer::testing
