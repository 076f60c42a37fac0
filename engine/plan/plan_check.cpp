#include "engine/plan/plan_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace leerwijzer {
namespace {

class Checker {
 public:
  Checker(const PlanProblem& problem, const Plan& plan) : problem_(problem), limits_(problem.limits), plan_(plan) {}

  std::vector<PlanFault> run() {
    check_choice();
    if (!faults_.empty()) return faults_;
    for (const PlanStep& step : plan_.steps) {
      check_dates(step);
      check_run(step);
      check_entry(step);
    }
    check_money();
    check_weeks();
    return faults_;
  }

 private:
  void fault(std::string what) { faults_.push_back({std::nullopt, false, std::move(what)}); }
  void fault(PlanLimit limit, std::string what) {
    const bool soft = std::find(limits_.soft.begin(), limits_.soft.end(), limit) != limits_.soft.end();
    faults_.push_back({limit, soft, std::move(what)});
  }
  [[nodiscard]] const PlanModule& module(const PlanStep& step) const { return problem_.modules[step.module]; }

  void check_choice() {
    std::set<OfferId> chosen;
    for (const PlanStep& step : plan_.steps) {
      if (step.module >= problem_.modules.size()) return fault("a step names a module that is not there");
      if (step.run ? *step.run >= module(step).runs.size() : !module(step).runs.empty())
        return fault("a step names a run that is not there");
      if (!chosen.insert(module(step).id).second) fault(fmt::format("module {} comes twice", module(step).id.value));
    }
    for (const OfferId pin : problem_.pins) {
      if (!chosen.contains(pin)) fault(fmt::format("the pinned module {} is not in the plan", pin.value));
    }
    for (const OfferId ban : problem_.bans) {
      if (chosen.contains(ban)) fault(fmt::format("the banned module {} is in the plan", ban.value));
    }
    if (plan_.steps.size() > limits_.most_modules) fault("there are too many modules");
  }

  void check_dates(const PlanStep& step) {
    const std::int64_t id = module(step).id.value;
    const Date from = std::max(problem_.today, problem_.start_from.value_or(problem_.today));
    if (step.start < from) fault(fmt::format("module {} starts on {}, too early", id, format_iso(step.start)));
    int days = std::max(1, module(step).duration_days);
    const PlanRun run = step.run ? module(step).runs[*step.run] : PlanRun{};
    if (run.kind == PlanStart::dated && run.start) {
      if (step.start != *run.start) fault(fmt::format("module {} does not start with its run", id));
      if (run.end && *run.end >= *run.start) days = days_between(*run.start, *run.end) + 1;
    } else {
      if (std::chrono::weekday(std::chrono::sys_days(step.start)) != std::chrono::Monday)
        fault(fmt::format("module {} does not start on a Monday", id));
      if (run.first_start && step.start < *run.first_start)
        fault(fmt::format("module {} starts before its window", id));
      if (run.last_start && step.start > *run.last_start) fault(fmt::format("module {} starts after its window", id));
    }
    if (run.enrol_until && *run.enrol_until < problem_.today) fault(fmt::format("enrolment of {} is over", id));
    if (days_between(step.start, step.end) + 1 != days) fault(fmt::format("module {} has another duration", id));
    if (limits_.latest_finish && step.end > *limits_.latest_finish)
      fault(PlanLimit::finish, fmt::format("module {} ends on {}", id, format_iso(step.end)));
  }

  void check_run(const PlanStep& step) {
    if (!step.run) return;
    const PlanRun& run = module(step).runs[*step.run];
    const std::int64_t id = module(step).id.value;
    if (!(run.online && limits_.online_ok)) {
      if (run.online && !run.distance_km) fault(PlanLimit::travel, fmt::format("module {} is online only", id));
      if (run.distance_km && limits_.max_travel_km && *run.distance_km > *limits_.max_travel_km)
        fault(PlanLimit::travel, fmt::format("module {} is {} km away", id, *run.distance_km));
    }
    const bool fits = std::any_of(run.dayparts.begin(), run.dayparts.end(), [&](Daypart part) {
      return std::find(limits_.dayparts.begin(), limits_.dayparts.end(), part) != limits_.dayparts.end();
    });
    if (!run.dayparts.empty() && !limits_.dayparts.empty() && !fits)
      fault(PlanLimit::dayparts, fmt::format("module {} is at another time of day", id));
  }

  /// Has a step that ended before `step` begins this property?
  template <typename Property>
  bool before(const PlanStep& step, const Property& property) const {
    return std::any_of(plan_.steps.begin(), plan_.steps.end(),
                       [&](const PlanStep& earlier) { return earlier.end < step.start && property(module(earlier)); });
  }

  void check_entry(const PlanStep& step) {
    const PlanModule& asked = module(step);
    if (asked.asks_level && limits_.level && *asked.asks_level > *limits_.level &&
        !before(step, [&](const PlanModule& m) { return m.grants_level && *m.grants_level >= *asked.asks_level; })) {
      fault(PlanLimit::level, fmt::format("module {} asks a higher level", asked.id.value));
    }
    for (const SkillId skill : asked.asks_skills) {
      if (std::find(problem_.had.begin(), problem_.had.end(), skill) != problem_.had.end()) continue;
      const bool taught = before(step, [&](const PlanModule& m) {
        return std::any_of(m.teaches.begin(), m.teaches.end(),
                           [&](const PlanTeaches& one) { return one.skill == skill && one.confidence >= 0.5; });
      });
      if (!taught) fault(fmt::format("module {} asks skill {} first", asked.id.value, skill.value));
    }
    for (const OfferId id : asked.asks_modules) {
      if (!before(step, [&](const PlanModule& m) { return m.id == id; }))
        fault(fmt::format("module {} asks module {} first", asked.id.value, id.value));
    }
  }

  void check_money() {
    std::int64_t cost = 0;
    for (const PlanStep& step : plan_.steps) {
      const auto price = module(step).net ? module(step).net : module(step).gross;
      if (price) cost += price->max.value;
    }
    if (limits_.budget && cost > limits_.budget->value)
      fault(PlanLimit::budget, fmt::format("the plan costs {} cents", cost));
    if (limits_.per_month) check_months();
  }

  /// What is paid out in each calendar month.
  void check_months() {
    std::map<std::chrono::year_month, std::int64_t> months;
    for (const PlanStep& step : plan_.steps) {
      const std::chrono::year_month first{step.start.year(), step.start.month()};
      for (const PlanInstalment& one : module(step).pays)
        months[first + std::chrono::months(one.months)] += one.amount.value;
    }
    for (const auto& [month, cents] : months) {
      if (cents <= limits_.per_month->value) continue;
      fault(PlanLimit::monthly, fmt::format("{} cents in month {} of {}", cents, static_cast<unsigned>(month.month()),
                                            static_cast<int>(month.year())));
      return;
    }
  }

  void check_weeks() {
    std::map<Date, std::pair<long, std::size_t>> weeks;  // Monday: tenths of hours, modules
    for (const PlanStep& step : plan_.steps) {
      const auto weekday = std::chrono::weekday(std::chrono::sys_days(step.start)).iso_encoding();
      for (Date monday = plus_days(step.start, 1 - static_cast<int>(weekday)); monday <= step.end;
           monday = plus_days(monday, 7)) {
        weeks[monday].first += std::lround(module(step).hours_per_week.value_or(0) * 10);
        ++weeks[monday].second;
      }
    }
    for (const auto& [monday, load] : weeks) {
      if (limits_.hours_per_week && load.first > std::lround(*limits_.hours_per_week * 10)) {
        fault(PlanLimit::hours, fmt::format("{} tenths of hours in the week of {}", load.first, format_iso(monday)));
        break;
      }
    }
    const auto crowded = std::find_if(weeks.begin(), weeks.end(),
                                      [&](const auto& week) { return week.second.second > limits_.most_at_once; });
    if (crowded != weeks.end()) fault("too many modules in the week of " + format_iso(crowded->first));
  }

  const PlanProblem& problem_;
  const PlanLimits& limits_;
  const Plan& plan_;
  std::vector<PlanFault> faults_;
};

}  // namespace

std::vector<PlanFault> check_plan(const PlanProblem& problem, const Plan& plan) { return Checker(problem, plan).run(); }

}  // namespace leerwijzer
