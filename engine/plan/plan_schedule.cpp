#include "engine/plan/plan_schedule.hpp"

#include <algorithm>
#include <tuple>

namespace leerwijzer::plan {
namespace {

constexpr std::size_t k_most_steps = 20'000;
constexpr std::size_t k_weeks = k_horizon_days / 7 + 3;
constexpr std::size_t k_months = k_horizon_days / 28 + 123;

std::size_t at(int index) { return static_cast<std::size_t>(index); }

}  // namespace

Scheduler::Scheduler(const Model& model)
    : model_(model),
      ends_(model.modules.size(), -1),
      hours_(k_weeks, 0),
      count_(k_weeks, 0),
      paid_(model.monthly >= 0 ? k_months : 0, 0) {}

Schedule Scheduler::schedule(const std::vector<int>& chosen, const ScheduleRequest& request) {
  request_ = request;
  chosen_ = chosen;
  std::sort(chosen_.begin(), chosen_.end());
  placed_.assign(chosen_.size(), 0);
  slots_.clear();
  tolls_ = {};
  steps_ = 0;
  latest_ = std::min(request.latest, model_.latest);
  best_ = Schedule{};
  place_next(-1, -1);
  const bool pays_later = model_.monthly >= 0 && std::any_of(chosen_.begin(), chosen_.end(), [&](int m) {
                            const auto& pays = model_.modules[at(m)].pays;
                            return !pays.empty() && pays.back().first > 0;
                          });
  if (pays_later && chosen_.size() > 1 && (!best_.found || request.soonest)) best_.complete = false;
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
  for (const Choice& choice : choices(last_start, last_module)) {
    if (best_.found && !request_.soonest) return;
    if (choice.end > latest_) continue;
    if (steps_ >= k_most_steps) {
      best_.complete = false;
      return;
    }
    place(choice);
  }
}

/// Is there a module that can no longer start, or too little time for all that is left?
bool Scheduler::is_dead_end(int last_start) const {
  int weeks = 0;
  int hour_weeks = 0;
  for (std::size_t i = 0; i < chosen_.size(); ++i) {
    if (placed_[i] != 0) continue;
    const Module& module = model_.modules[at(chosen_[i])];
    weeks += module.shortest_weeks;
    hour_weeks += module.shortest_weeks * module.hours;
    if (!can_still_start(module, last_start)) return true;
  }
  return weeks > 0 && !has_room(std::max(0, last_start), weeks, hour_weeks);
}

/// What is placed is never taken away again below this point: a run that does not fit now will not fit later.
bool Scheduler::can_still_start(const Module& module, int last_start) const {
  return std::any_of(module.options.begin(), module.options.end(), [&](const Option& option) {
    if (option.last < last_start || std::max(option.first, last_start) + option.days - 1 > latest_) return false;
    const int start = first_fit(module, option, std::max(0, last_start));
    return start <= option.last && start + option.days - 1 <= latest_;
  });
}

/// Nothing that is left starts before `from`, so all of it lies in what is free from there to the last day.
bool Scheduler::has_room(int from, int weeks, int hour_weeks) const {
  const int first = model_.week_of(from);
  const int last = model_.week_of(latest_);
  if (first > last) return false;
  int free = 0;
  int free_hours = 0;
  for (int week = first; week <= last; ++week) {
    free += model_.most_at_once - count_[at(week)];
    free_hours += model_.hours - hours_[at(week)];
    if (free >= weeks && (model_.hours < 0 || free_hours >= hour_weeks)) return true;
  }
  return false;
}

/// Every module that may start next with every run that it may take, in order of time.
std::vector<Scheduler::Choice> Scheduler::choices(int last_start, int last_module) {
  std::vector<Choice> out;
  for (std::size_t i = 0; i < chosen_.size(); ++i) {
    if (placed_[i] != 0) continue;
    const int m = chosen_[i];
    const Module& module = model_.modules[at(m)];
    int needs_from = 0;
    if (!needs_met_from(module, needs_from)) continue;
    for (int option = 0; option < static_cast<int>(module.options.size()); ++option) {
      const Option& run = module.options[at(option)];
      if (run.first + run.days - 1 > latest_ || run.last < last_start) continue;
      const auto over = [&](std::size_t t) {
        return request_.tolls_left[t] >= 0 && tolls_[t] + run.tolls[t] > request_.tolls_left[t];
      };
      if (over(k_travel) || over(k_on_site) || over(k_beyond)) continue;
      ++steps_;
      const int start = first_fit(module, run, needs_from);
      // An earlier start than the one before is another order of the same schedule.
      if (start < last_start || (start == last_start && m < last_module)) continue;
      const int end = start + run.days - 1;
      if (start > run.last || end > latest_) continue;
      out.push_back({start, end, m, option, i});
    }
  }
  drop_idle_waiting(out);
  std::sort(out.begin(), out.end(), [](const Choice& a, const Choice& b) {
    return std::tie(a.start, a.end, a.module, a.option) < std::tie(b.start, b.end, b.module, b.option);
  });
  return out;
}

/// Where one module can be finished before the week in which another would start, a schedule that starts the other
/// first is no better: the one could be moved to the front. Not where that could ask more travel, or money in another
/// month.
void Scheduler::drop_idle_waiting(std::vector<Choice>& out) const {
  const bool limited =
      std::any_of(request_.tolls_left.begin(), request_.tolls_left.end(), [](std::int64_t left) { return left >= 0; });
  int settled = k_no_day;  // week
  for (const Choice& choice : out) {
    const Module& module = model_.modules[at(choice.module)];
    if (!module.pays.empty()) continue;
    if (limited && module.options[at(choice.option)].tolls != module.tolls) continue;
    settled = std::min(settled, model_.week_of(choice.end));
  }
  std::erase_if(out, [&](const Choice& choice) { return model_.week_of(choice.start) > settled; });
}

void Scheduler::place(const Choice& choice) {
  const Module& module = model_.modules[at(choice.module)];
  const Tolls& tolls = module.options[at(choice.option)].tolls;
  load(module, choice.start, choice.end, 1);
  placed_[choice.position] = 1;
  ends_[at(choice.module)] = choice.end;
  for (std::size_t t = 0; t < k_tolls; ++t) tolls_[t] += tolls[t];
  slots_.push_back({choice.module, choice.option, choice.start, choice.end});
  place_next(choice.start, choice.module);
  slots_.pop_back();
  for (std::size_t t = 0; t < k_tolls; ++t) tolls_[t] -= tolls[t];
  ends_[at(choice.module)] = -1;
  placed_[choice.position] = 0;
  load(module, choice.start, choice.end, -1);
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
  return model_.monthly < 0 || can_pay(module, start);
}

bool Scheduler::can_pay(const Module& module, int start) const {
  const int first = model_.months[at(start)];
  return std::all_of(module.pays.begin(), module.pays.end(),
                     [&](const auto& one) { return paid_[at(first + one.first)] + one.second <= model_.monthly; });
}

void Scheduler::load(const Module& module, int start, int end, int sign) {
  for (int week = model_.week_of(start); week <= model_.week_of(end); ++week) {
    count_[at(week)] += sign;
    hours_[at(week)] += sign * module.hours;
  }
  if (model_.monthly < 0) return;
  for (const auto& [months, cents] : module.pays) paid_[at(model_.months[at(start)] + months)] += sign * cents;
}

}  // namespace leerwijzer::plan
