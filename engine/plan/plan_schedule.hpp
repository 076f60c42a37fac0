// When each module of a small set is followed: an exact search over the runs and, for rolling starts, the
// Mondays that can matter. Private to engine/plan.
#pragma once

#include "engine/plan/plan_model.hpp"

#include <cstddef>
#include <vector>

namespace leerwijzer::plan {

struct Slot {
  int module = 0;
  int option = 0;
  int start = 0;  ///< days from today
  int end = 0;
};

struct ScheduleRequest {
  bool needs = true;                ///< prior modules must be finished before
  bool soonest = false;             ///< the earliest finish, else any
  int latest = k_horizon_days;      ///< last day
  Tolls tolls_left = {-1, -1, -1};  ///< for all together; -1: no limit
};

struct Schedule {
  bool found = false;
  bool complete = true;     ///< false: the search was cut, so that "not found" and "soonest" are not certain
  int finish = 0;           ///< last day
  std::size_t steps = 0;    ///< starts that were tried
  std::vector<Slot> slots;  ///< in order of start
};

/// The modules are started in order of time, each as early as what was placed before it allows: in some best schedule
/// nothing can start earlier without moving another module, and there only such starts occur. Where a module also asks
/// money in later months, an earlier start may crowd such a month: under a monthly limit that is not called complete.
class Scheduler {
 public:
  explicit Scheduler(const Model& model);
  [[nodiscard]] Schedule schedule(const std::vector<int>& chosen, const ScheduleRequest& request);

 private:
  struct Choice {
    int start = 0;
    int end = 0;
    int module = 0;
    int option = 0;
    std::size_t position = 0;
  };
  void place_next(int last_start, int last_module);
  [[nodiscard]] bool is_dead_end(int last_start) const;
  [[nodiscard]] bool can_still_start(const Module& module, int last_start) const;
  [[nodiscard]] bool has_room(int from, int weeks, int hour_weeks) const;
  [[nodiscard]] std::vector<Choice> choices(int last_start, int last_module);
  void drop_idle_waiting(std::vector<Choice>& out) const;
  void place(const Choice& choice);
  [[nodiscard]] bool needs_met_from(const Module& module, int& from) const;
  [[nodiscard]] int first_fit(const Module& module, const Option& option, int from) const;
  [[nodiscard]] bool fits(const Module& module, int start, int end) const;
  [[nodiscard]] bool can_pay(const Module& module, int start) const;
  void load(const Module& module, int start, int end, int sign);

  const Model& model_;
  ScheduleRequest request_;
  std::vector<int> chosen_;
  std::vector<char> placed_;
  std::vector<int> ends_;  ///< of the placed modules, by module; -1: not placed
  std::vector<Slot> slots_;
  std::vector<int> hours_;  ///< by week
  std::vector<int> count_;
  std::vector<std::int64_t> paid_;  ///< by calendar month
  Tolls tolls_{};
  int latest_ = 0;
  std::size_t steps_ = 0;
  Schedule best_;
};

}  // namespace leerwijzer::plan
