#include "engine/plan/plan_schedule.hpp"

#include <algorithm>

namespace leerwijzer::plan {
namespace {

constexpr std::size_t k_most_steps = 20'000;
constexpr std::size_t k_weeks = k_horizon_days / 7 + 3;

std::size_t at(int index) { return static_cast<std::size_t>(index); }

}  // namespace

Scheduler::Scheduler(const Model& model)
    : model_(model), ends_(model.modules.size(), -1), hours_(k_weeks, 0), count_(k_weeks, 0) {}

Schedule Scheduler::schedule(const std::vector<int>& chosen, const ScheduleRequest& request) {
  request_ = request;
  chosen_ = chosen;
  std::sort(chosen_.begin(), chosen_.end());
  placed_.assign(chosen_.size(), 0);
  slots_.clear();
  distance_ = 0;
  steps_ = 0;
  latest_ = std::min(request.latest, model_.latest);
  best_ = Schedule{};
  place_next(-1, -1);
  best_.steps = steps_;
  return best_;
}

void Scheduler::place_next(int last_start, int last_module) {
  if (slots_.size() == chosen_.size()) {
    best_.found = true;
    best_.slots = slots_;
    best_.finish = 0;
    for (const Slot& slot : slots_) best_.finish = std::max(best_.finish, slot.end);
    latest_ = best_.finish - 1;
    return;
  }
  if (is_dead_end(last_start)) return;
  for (std::size_t i = 0; i < chosen_.size(); ++i) {
    if (placed_[i] != 0) continue;
    const Module& module = model_.modules[at(chosen_[i])];
    for (int option = 0; option < static_cast<int>(module.options.size()); ++option) {
      if (best_.found && !request_.soonest) return;
      if (steps_ >= k_most_steps) {
        best_.complete = false;
        return;
      }
      try_option(i, option, last_start, last_module);
    }
  }
}

/// Is there a module that can no longer start, or too little time for all that is left?
bool Scheduler::is_dead_end(int last_start) const {
  const int from = std::max(0, last_start);
  int weeks = 0;
  for (std::size_t i = 0; i < chosen_.size(); ++i) {
    if (placed_[i] != 0) continue;
    const Module& module = model_.modules[at(chosen_[i])];
    weeks += module.shortest_weeks;
    if (std::none_of(module.options.begin(), module.options.end(), [&](const Option& option) {
          return option.last >= last_start && std::max(option.first, from) + option.days - 1 <= latest_;
        })) {
      return true;
    }
  }
  if (weeks == 0) return false;
  // Nothing that is left starts before `from`, so all of it lies in the weeks from there to the last day.
  const int ahead = model_.week_of(latest_) - model_.week_of(from) + 1;
  return ahead <= 0 || weeks > ahead * model_.most_at_once;
}

void Scheduler::try_option(std::size_t position, int option, int last_start, int last_module) {
  const int m = chosen_[position];
  const Module& module = model_.modules[at(m)];
  const Option& run = module.options[at(option)];
  if (run.first + run.days - 1 > latest_ || run.last < last_start) return;
  if (request_.distance_left >= 0 && distance_ + run.distance_m > request_.distance_left) return;
  int from = 0;
  if (!needs_met_from(module, from)) return;
  ++steps_;
  const int start = first_fit(module, run, from);
  // An earlier start than the one before is another order of the same schedule.
  if (start < last_start || (start == last_start && m < last_module)) return;
  const int end = start + run.days - 1;
  if (start > run.last || end > latest_) return;
  load(module, start, end, 1);
  placed_[position] = 1;
  ends_[at(m)] = end;
  distance_ += run.distance_m;
  slots_.push_back({m, option, start, end});
  place_next(start, m);
  slots_.pop_back();
  distance_ -= run.distance_m;
  ends_[at(m)] = -1;
  placed_[position] = 0;
  load(module, start, end, -1);
}

bool Scheduler::needs_met_from(const Module& module, int& from) const {
  if (!request_.needs) return true;
  for (const std::vector<int>& providers : module.needs) {
    int soonest = k_no_day;
    for (const int provider : providers) {
      if (ends_[at(provider)] >= 0) soonest = std::min(soonest, ends_[at(provider)] + 1);
    }
    if (soonest == k_no_day) return false;
    from = std::max(from, soonest);
  }
  return true;
}

int Scheduler::first_fit(const Module& module, const Option& option, int from) const {
  if (option.dated) {
    const bool can = option.first >= from && fits(module, option.first, option.first + option.days - 1);
    return can ? option.first : k_no_day;
  }
  int start = std::max(option.first, model_.monday_from(from));
  while (start <= option.last && start + option.days - 1 <= latest_) {
    if (fits(module, start, start + option.days - 1)) return start;
    start += 7;
  }
  return k_no_day;
}

bool Scheduler::fits(const Module& module, int start, int end) const {
  for (int week = model_.week_of(start); week <= model_.week_of(end); ++week) {
    if (count_[at(week)] >= model_.most_at_once) return false;
    if (model_.hours >= 0 && hours_[at(week)] + module.hours > model_.hours) return false;
  }
  return true;
}

void Scheduler::load(const Module& module, int start, int end, int sign) {
  for (int week = model_.week_of(start); week <= model_.week_of(end); ++week) {
    count_[at(week)] += sign;
    hours_[at(week)] += sign * module.hours;
  }
}

}  // namespace leerwijzer::plan
