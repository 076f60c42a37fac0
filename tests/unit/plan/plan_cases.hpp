// Plan problems for tests: by hand, and random ones of any size from a seed.
#pragma once

#include "engine/plan/plan_problem.hpp"

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <random>
#include <utility>
#include <vector>

namespace leerwijzer::testing {

inline const Date k_plan_today{std::chrono::year{2026}, std::chrono::month{11}, std::chrono::day{21}};  // a Saturday

inline PlanRun dated_run(int from, int to) {
  PlanRun run;
  run.kind = PlanStart::dated;
  run.start = plus_days(k_plan_today, from);
  run.end = plus_days(k_plan_today, to);
  run.key = std::to_string(from) + "-" + std::to_string(to);
  return run;
}

inline PlanRun rolling_run() {
  PlanRun run;
  run.kind = PlanStart::rolling;
  run.key = "rolling";
  return run;
}

/// Teaches these skills surely, costs so many euro, takes four weeks of four hours from any Monday.
inline PlanModule plan_module(std::int64_t id, std::initializer_list<std::int64_t> skills, std::int64_t euro) {
  PlanModule module;
  module.id = OfferId{id};
  for (const std::int64_t skill : skills) module.teaches.push_back({SkillId{skill}, 1.0});
  module.gross = module.net = CentsInterval{{euro * 100}, {euro * 100}};
  module.hours_per_week = 4;
  module.duration_days = 28;
  module.runs = {rolling_run()};
  return module;
}

inline PlanProblem plan_problem(int skills, std::vector<PlanModule> modules) {
  PlanProblem problem;
  problem.today = k_plan_today;
  for (int i = 1; i <= skills; ++i) problem.skills.push_back({SkillId{i}, 1.0});
  problem.modules = std::move(modules);
  return problem;
}

struct RandomPlan {
  int skills = 6;
  int modules = 7;
  int runs = 2;
  int taught = 3;  ///< skills of a module, at most
  int weeks = 9;   ///< in which runs start
};

class PlanDice {
 public:
  explicit PlanDice(std::uint32_t seed) : engine_(seed) {}
  int below(int n) { return static_cast<int>(engine_() % static_cast<std::uint32_t>(n)); }
  bool once_in(int n) { return below(n) == 0; }

 private:
  std::mt19937 engine_;
};

inline PlanRun random_run(const RandomPlan& size, PlanDice& dice, int duration) {
  PlanRun run = rolling_run();
  if (!dice.once_in(3)) {
    const int from = dice.below(size.weeks * 7);
    run = dated_run(from, from + duration - 1);
  } else if (dice.once_in(3)) {
    run.last_start = plus_days(k_plan_today, 7 + dice.below(size.weeks * 7));
  }
  run.key += "/" + std::to_string(dice.below(1'000'000));
  if (dice.once_in(4)) run.dayparts = {dice.once_in(2) ? Daypart::evening : Daypart::morning};
  if (!dice.once_in(4)) run.distance_km = dice.below(60);
  run.online = dice.once_in(5);
  return run;
}

inline PlanModule random_module(const RandomPlan& size, PlanDice& dice, int id) {
  PlanModule module;
  module.id = OfferId{id};
  const int taught = 1 + dice.below(size.taught);
  for (int i = 0; i < taught; ++i) {
    module.teaches.push_back({SkillId{1 + dice.below(size.skills)}, 0.6 + 0.2 * dice.below(3)});
  }
  if (!dice.once_in(8)) {
    const std::int64_t euro = 50 * dice.below(20);
    module.gross = CentsInterval{{euro * 100}, {euro * 100}};
    module.net = CentsInterval{{euro * 50}, {euro * 100}};
  }
  if (!dice.once_in(6)) module.hours_per_week = 2 + 2 * dice.below(5);
  module.duration_days = 7 * (1 + dice.below(4)) - dice.below(3);
  const int runs = 1 + dice.below(size.runs);
  for (int i = 0; i < runs; ++i) module.runs.push_back(random_run(size, dice, module.duration_days));
  if (dice.once_in(8)) module.asks_level = NlqfLevel::level_3;
  if (dice.once_in(8)) module.grants_level = NlqfLevel::level_3;
  if (dice.once_in(8)) module.asks_skills = {SkillId{1 + dice.below(size.skills)}};
  if (dice.once_in(10)) module.asks_modules = {OfferId{1 + dice.below(size.modules)}};
  return module;
}

inline PlanProblem random_plan(std::uint32_t seed, const RandomPlan& size = {}) {
  PlanDice dice(seed);
  PlanProblem problem = plan_problem(0, {});
  for (int i = 1; i <= size.skills; ++i) problem.skills.push_back({SkillId{i}, 0.25 * (1 + dice.below(4))});
  problem.skills.front().weight = 1.0;  // all weights are whole parts of the heaviest: nothing is rounded
  for (int i = 1; i <= size.modules; ++i) problem.modules.push_back(random_module(size, dice, i));
  PlanLimits& limits = problem.limits;
  if (!dice.once_in(3)) limits.budget = Cents{10'000 * dice.below(16)};
  if (!dice.once_in(3)) limits.hours_per_week = 4 + 2 * dice.below(6);
  if (dice.once_in(2)) limits.max_travel_km = 10 * (1 + dice.below(5));
  limits.online_ok = !dice.once_in(5);
  limits.latest_finish = plus_days(k_plan_today, 7 * (4 + dice.below(size.weeks - 3)));
  if (dice.once_in(3)) limits.dayparts = {Daypart::evening};
  if (dice.once_in(2)) limits.level = NlqfLevel::level_2;
  limits.most_modules = static_cast<std::size_t>(2 + dice.below(2));
  limits.most_at_once = static_cast<std::size_t>(1 + dice.below(2));
  return problem;
}

/// What each module asks and when, and what a person can pay in a month: at the start, or the same every month.
inline PlanProblem with_payments(PlanProblem problem, std::uint32_t seed) {
  PlanDice dice(seed + 7'000);
  for (PlanModule& module : problem.modules) {
    if (!module.net) continue;
    const int times = dice.once_in(3) ? 1 + module.duration_days / 15 : 1;
    for (int month = 0; month < times; ++month) module.pays.push_back({month, Cents{module.net->max.value / times}});
  }
  problem.limits.per_month = Cents{10'000 * (1 + dice.below(8))};
  return problem;
}

/// The same question in another order.
inline PlanProblem shuffled(PlanProblem problem, std::uint32_t seed) {
  std::mt19937 engine(seed);
  std::shuffle(problem.skills.begin(), problem.skills.end(), engine);
  std::shuffle(problem.modules.begin(), problem.modules.end(), engine);
  for (PlanModule& module : problem.modules) {
    std::shuffle(module.runs.begin(), module.runs.end(), engine);
    std::shuffle(module.teaches.begin(), module.teaches.end(), engine);
  }
  std::shuffle(problem.pins.begin(), problem.pins.end(), engine);
  return problem;
}

}  // namespace leerwijzer::testing
