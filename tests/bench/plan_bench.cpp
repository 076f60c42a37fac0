// Composing a plan for a gap of 40 skills from 300 modules with 1,500 runs: time, nodes and bound, printed for a few
// seeds and limits. Processor time is what a quiet core would need. Needs nothing beside it:  plan_bench [seeds]
#include "engine/plan/plan_check.hpp"
#include "engine/plan/plan_compose.hpp"
#include "tests/unit/plan/plan_cases.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <ctime>

namespace leerwijzer::bench {
namespace {

using Clock = std::chrono::steady_clock;

PlanProblem large_problem(std::uint32_t seed) {
  PlanProblem problem = testing::random_plan(seed, {.skills = 40, .modules = 300, .runs = 9, .taught = 9, .weeks = 78});
  problem.limits = PlanLimits{};
  problem.limits.level = NlqfLevel::level_2;
  return problem;
}

struct Person {
  const char* who;
  void (*limit)(PlanLimits&);
};

constexpr Person k_persons[] = {
    {"no limits", [](PlanLimits&) {}},
    {"1,500 euro", [](PlanLimits& limits) { limits.budget = Cents{150'000}; }},
    {"8 hours, one year",
     [](PlanLimits& limits) {
       limits.hours_per_week = 8;
       limits.latest_finish = plus_days(testing::k_plan_today, 365);
     }},
    {"all of it",
     [](PlanLimits& limits) {
       limits.budget = Cents{150'000};
       limits.hours_per_week = 8;
       limits.latest_finish = plus_days(testing::k_plan_today, 365);
       limits.max_travel_km = 30;
     }},
};

double milliseconds(Clock::time_point from) {
  return std::chrono::duration<double, std::milli>(Clock::now() - from).count();
}

double processor_ms() { return 1000.0 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

/// Which stages of a plan are proven, by their first letters: "ucf" for uncovered, cost, finish.
std::string proven_stages(const Plan& plan) {
  std::string text;
  for (const PlanStage& stage : plan.stages) text += stage.proven ? name_of(stage.kind).front() : '-';
  return text;
}

int run(std::uint32_t seeds) {
  fmt::print("{:>5} {:20} {:>5} {:>8} {:>9} {:>9} {:>7} {:>8} {:>8} {:>6} {:>9}\n", "seed", "limits", "runs",
             "first ms", "whole ms", "whole cpu", "nodes", "open", "bound", "proven", "modules");
  int faults = 0;
  for (std::uint32_t seed = 1; seed <= seeds; ++seed) {
    for (const Person& person : k_persons) {
      PlanProblem problem = large_problem(seed);
      person.limit(problem.limits);
      std::size_t runs = 0;
      for (const PlanModule& module : problem.modules) runs += module.runs.size();
      const auto begin = Clock::now();
      const Composition first = compose_plans(problem, {.alternatives = {}, .relaxations = false});
      const double first_ms = milliseconds(begin);
      const auto again = Clock::now();
      const double processor = processor_ms();
      const Composition whole = compose_plans(problem);
      const double whole_cpu = processor_ms() - processor;
      const double whole_ms = milliseconds(again);
      if (first.plans.empty()) {
        ++faults;
        continue;
      }
      const Plan& plan = first.plans[0];
      for (const Plan& one : whole.plans) faults += check_plan(problem, one).empty() ? 0 : 1;
      fmt::print("{:>5} {:20} {:>5} {:>8.1f} {:>9.1f} {:>9.1f} {:>7} {:>7.2f}% {:>7.2f}% {:>6} {:>9}\n", seed,
                 person.who, runs, first_ms, whole_ms, whole_cpu, plan.nodes, plan.stages[0].value * 100,
                 plan.stages[0].bound * 100, proven_stages(plan), plan.steps.size());
    }
  }
  fmt::print("{} plans break a limit\n", faults);
  return faults == 0 ? 0 : 1;
}

}  // namespace
}  // namespace leerwijzer::bench

int main(int argc, char** argv) {
  return leerwijzer::bench::run(argc > 1 ? static_cast<std::uint32_t>(std::atoi(argv[1])) : 5U);
}
