// A plan problem as numbers, in an order that does not depend on the input: days and weeks from today,
// values of skills as whole numbers, only runs that the hard limits allow. Private to engine/plan.
#pragma once

#include "engine/plan/plan_problem.hpp"

#include <array>
#include <cstdint>
#include <limits>
#include <vector>

namespace leerwijzer::plan {

inline constexpr int k_no_day = std::numeric_limits<int>::max() / 4;
inline constexpr int k_horizon_days = 3650;
inline constexpr std::int64_t k_unknown_distance_m = 25'000;  ///< of a run that names no place, in comparisons only

/// What the chosen runs of a plan add up to: metres to travel, modules on site, soft limits gone beyond.
inline constexpr std::size_t k_travel = 0;
inline constexpr std::size_t k_on_site = 1;
inline constexpr std::size_t k_beyond = 2;
inline constexpr std::size_t k_tolls = 3;
using Tolls = std::array<std::int64_t, k_tolls>;

/// When a module can be followed; days count from today.
struct Option {
  bool dated = false;
  int first = 0;  ///< the start of a dated run, else the first day on which it may start
  int last = k_no_day;
  int days = 1;  ///< first to last day, both included
  Tolls tolls{};
  int run = -1;  ///< in the runs of the module; -1: it has none
};

struct Module {
  std::size_t source = 0;  ///< in PlanProblem::modules
  OfferId id;
  std::vector<std::pair<int, std::int64_t>> values;  ///< skill and how much of it is covered
  std::int64_t budget_cost = 0;                      ///< cents that count in the budget
  std::int64_t rank_cost = 0;                        ///< cents that count in comparisons
  Tolls tolls{};                                     ///< of each the least of any option
  int hours = 0;                                     ///< tenths of an hour a week
  std::vector<std::pair<int, std::int64_t>> pays;    ///< months after the start, cents; only under a monthly limit
  std::vector<Option> options;                       ///< by end, then start
  std::vector<std::vector<int>> needs;               ///< of each, one of these modules must be finished before
  bool possible = false;
  bool pinned = false;
  bool provides = false;  ///< another module may need it
  int shortest_weeks = 1;
  int earliest_end = k_no_day;
};

struct Model {
  Date today{};
  int weekday = 0;                  ///< of today; Monday is 0
  std::vector<SkillId> skills;      ///< in order of id
  std::vector<std::int64_t> worth;  ///< of each skill when surely covered
  std::int64_t total = 0;           ///< of all skills
  std::vector<Module> modules;      ///< in order of id
  std::vector<int> pins;            ///< modules; those that do not exist are left out
  std::int64_t budget = -1;         ///< cents; -1: no limit
  std::int64_t monthly = -1;        ///< cents; -1: no limit
  std::vector<int> months;          ///< calendar month of each day, under a monthly limit; 0 is that of today
  int hours = -1;                   ///< tenths; -1: no limit
  bool soft = false;                ///< there are soft limits to stay within
  int latest = k_horizon_days;      ///< last day of a plan
  int most_modules = 8;
  int most_at_once = 2;

  [[nodiscard]] int week_of(int day) const noexcept { return (day + weekday) / 7; }
  /// The first Monday on or after a day.
  [[nodiscard]] int monday_from(int day) const noexcept { return day + (7 - (day + weekday) % 7) % 7; }
  [[nodiscard]] std::int64_t covered(const std::vector<int>& chosen) const;
};

/// Is a limit enforced: stated, and not soft?
[[nodiscard]] bool is_hard(const PlanLimits& limits, PlanLimit limit);

[[nodiscard]] Model model_of(const PlanProblem& problem);

}  // namespace leerwijzer::plan
