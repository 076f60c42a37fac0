#include "engine/plan/plan_model.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <tuple>

namespace leerwijzer::plan {
namespace {

constexpr double k_worth_of_heaviest = 10'000;  ///< whole numbers, so that sums are exact in any order
constexpr double k_teaches_enough = 0.5;        ///< to count as prior knowledge for a later module
constexpr int k_longest_payment_months = 120;

bool meets_dayparts(const PlanRun& run, const std::vector<Daypart>& wanted) {
  return run.dayparts.empty() || wanted.empty() ||
         std::find_first_of(run.dayparts.begin(), run.dayparts.end(), wanted.begin(), wanted.end()) !=
             run.dayparts.end();
}

bool meets_travel(const PlanRun& run, const PlanLimits& limits) {
  if (run.online && limits.online_ok) return true;
  if (!run.distance_km) return !run.online;
  return !limits.max_travel_km || *run.distance_km <= *limits.max_travel_km;
}

std::int64_t metres_to(const PlanRun& run, const PlanLimits& limits) {
  if (run.online && limits.online_ok) return 0;
  return run.distance_km ? std::llround(*run.distance_km * 1000) : k_unknown_distance_m;
}

class Builder {
 public:
  explicit Builder(const PlanProblem& problem) : problem_(problem) {}

  Model build() {
    const PlanLimits& limits = problem_.limits;
    model_.today = problem_.today;
    model_.weekday = static_cast<int>(std::chrono::weekday(std::chrono::sys_days(problem_.today)).iso_encoding()) - 1;
    if (is_hard(limits, PlanLimit::budget)) model_.budget = limits.budget->value;
    if (is_hard(limits, PlanLimit::hours)) model_.hours = static_cast<int>(std::lround(*limits.hours_per_week * 10));
    if (is_hard(limits, PlanLimit::monthly)) add_months();
    model_.soft = !limits.soft.empty();
    if (is_hard(limits, PlanLimit::finish)) model_.latest = std::min(k_horizon_days, day(*limits.latest_finish));
    model_.most_modules = static_cast<int>(std::clamp<std::size_t>(limits.most_modules, 1, 12));
    model_.most_at_once = static_cast<int>(std::clamp<std::size_t>(limits.most_at_once, 1, 12));
    from_ = problem_.start_from ? std::max(0, day(*problem_.start_from)) : 0;
    add_skills();
    for (const PlanModule& module : problem_.modules) {
      if (module.net || module.gross) dearest_ = std::max(dearest_, certain_cost(module));
    }
    add_modules();
    add_needs();
    drop_dominated();
    return std::move(model_);
  }

 private:
  [[nodiscard]] int day(Date date) const { return days_between(problem_.today, date); }

  static std::int64_t certain_cost(const PlanModule& module) {
    return module.net ? module.net->max.value : module.gross ? module.gross->max.value : 0;
  }

  void add_skills() {
    double heaviest = 0;
    std::map<SkillId, double> weights;
    for (const PlanSkill& skill : problem_.skills) {
      if (skill.weight > 0) weights[skill.skill] = std::max(weights[skill.skill], skill.weight);
      heaviest = std::max(heaviest, skill.weight);
    }
    for (const auto& [skill, weight] : weights) {
      place_[skill] = static_cast<int>(model_.skills.size());
      model_.skills.push_back(skill);
      model_.worth.push_back(100 * std::max(1L, std::lround(weight / heaviest * k_worth_of_heaviest)));
      model_.total += model_.worth.back();
    }
  }

  void add_modules() {
    std::vector<std::size_t> order(problem_.modules.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return problem_.modules[a].id < problem_.modules[b].id; });
    const std::set<OfferId> bans(problem_.bans.begin(), problem_.bans.end());
    const std::set<OfferId> pins(problem_.pins.begin(), problem_.pins.end());
    for (const std::size_t source : order) {
      const OfferId id = problem_.modules[source].id;
      if (!model_.modules.empty() && model_.modules.back().id == id) continue;
      Module module = module_of(source);
      if (bans.contains(id)) module.possible = false;
      module.pinned = pins.contains(id);
      if (module.pinned) model_.pins.push_back(static_cast<int>(model_.modules.size()));
      model_.modules.push_back(std::move(module));
    }
  }

  Module module_of(std::size_t source) const {
    const PlanModule& from = problem_.modules[source];
    Module module;
    module.source = source;
    module.id = from.id;
    std::map<int, std::int64_t> values;
    for (const PlanTeaches& one : from.teaches) {
      const auto place = place_.find(one.skill);
      const auto percent = std::lround(std::clamp(one.confidence, 0.0, 1.0) * 100);
      if (place == place_.end() || percent == 0) continue;
      auto& value = values[place->second];
      value = std::max(value, model_.worth[static_cast<std::size_t>(place->second)] / 100 * percent);
    }
    module.values.assign(values.begin(), values.end());
    const bool priced = from.net || from.gross;
    module.budget_cost = certain_cost(from);
    // A price that nobody knows may fit, but never looks cheaper than one that is known.
    module.rank_cost = priced ? module.budget_cost : dearest_;
    module.hours = from.hours_per_week ? static_cast<int>(std::lround(*from.hours_per_week * 10)) : 0;
    add_options(from, module);
    const bool affordable = model_.budget < 0 || module.budget_cost <= model_.budget;
    const bool in_hours = model_.hours < 0 || module.hours <= model_.hours;
    module.possible = !module.options.empty() && affordable && in_hours && add_pays(from, module);
    return module;
  }

  void add_months() {
    model_.monthly = std::max<std::int64_t>(0, problem_.limits.per_month->value);
    model_.months.reserve(k_horizon_days + 1);
    for (int day = 0; day <= k_horizon_days; ++day) {
      const Date date = plus_days(problem_.today, day);
      model_.months.push_back((static_cast<int>(date.year()) - static_cast<int>(problem_.today.year())) * 12 +
                              static_cast<int>(static_cast<unsigned>(date.month())) -
                              static_cast<int>(static_cast<unsigned>(problem_.today.month())));
    }
  }

  /// False for a module that asks more in one month than a person can pay.
  bool add_pays(const PlanModule& from, Module& module) const {
    if (model_.monthly < 0) return true;
    std::map<int, std::int64_t> pays;
    for (const PlanInstalment& one : from.pays) {
      if (one.amount.value > 0) pays[std::clamp(one.months, 0, k_longest_payment_months)] += one.amount.value;
    }
    module.pays.assign(pays.begin(), pays.end());
    return std::all_of(pays.begin(), pays.end(), [&](const auto& one) { return one.second <= model_.monthly; });
  }

  /// How many of the soft limits that one run can break by itself it breaks.
  std::int64_t beyond(const PlanModule& from, const PlanRun& run, int end) const {
    const PlanLimits& limits = problem_.limits;
    std::int64_t count = 0;
    for (const PlanLimit limit : std::set<PlanLimit>(limits.soft.begin(), limits.soft.end())) {
      switch (limit) {
        case PlanLimit::travel: count += meets_travel(run, limits) ? 0 : 1; break;
        case PlanLimit::dayparts: count += meets_dayparts(run, limits.dayparts) ? 0 : 1; break;
        case PlanLimit::finish: count += limits.latest_finish && end > day(*limits.latest_finish) ? 1 : 0; break;
        case PlanLimit::hours:
          count += limits.hours_per_week && from.hours_per_week.value_or(0) > *limits.hours_per_week ? 1 : 0;
          break;
        case PlanLimit::level: count += limits.level && from.asks_level > limits.level ? 1 : 0; break;
        case PlanLimit::budget:
        case PlanLimit::monthly: break;  // of the plan as a whole; its cost is kept low as it is
      }
    }
    return count;
  }

  void add_options(const PlanModule& from, Module& module) const {
    const int days = std::max(1, from.duration_days);
    if (from.runs.empty())
      keep(from, PlanRun{}, Option{false, model_.monday_from(from_), k_no_day, days, {}, -1}, module);
    for (std::size_t i = 0; i < from.runs.size(); ++i) {
      const PlanRun& run = from.runs[i];
      if (is_hard(problem_.limits, PlanLimit::travel) && !meets_travel(run, problem_.limits)) continue;
      if (is_hard(problem_.limits, PlanLimit::dayparts) && !meets_dayparts(run, problem_.limits.dayparts)) continue;
      if (run.enrol_until && day(*run.enrol_until) < 0) continue;
      Option option{false, from_, k_no_day, days, {}, static_cast<int>(i)};
      if (run.kind == PlanStart::dated && run.start) {
        option.dated = true;
        option.first = option.last = day(*run.start);
        if (option.first < from_) continue;
        if (run.end && *run.end >= *run.start) option.days = days_between(*run.start, *run.end) + 1;
      } else {
        if (run.first_start) option.first = std::max(option.first, day(*run.first_start));
        if (run.last_start) option.last = day(*run.last_start);
        option.first = model_.monday_from(option.first);
      }
      keep(from, run, option, module);
    }
    std::stable_sort(module.options.begin(), module.options.end(), [&](const Option& a, const Option& b) {
      const auto key = [&](const Option& o) {
        return std::tuple(
            o.first + o.days, o.first, o.tolls,
            o.run < 0 ? std::string_view() : std::string_view(from.runs[static_cast<std::size_t>(o.run)].key));
      };
      return key(a) < key(b);
    });
  }

  void keep(const PlanModule& from, const PlanRun& run, Option option, Module& module) const {
    const int end = option.first + option.days - 1;
    if (option.first > option.last || end > model_.latest) return;
    const bool online = run.online && problem_.limits.online_ok;
    option.tolls = {metres_to(run, problem_.limits), online ? 0 : 1, model_.soft ? beyond(from, run, end) : 0};
    // One without a date begins on a Monday.
    const int weeks = option.dated ? model_.week_of(end) - model_.week_of(option.first) + 1 : (option.days + 6) / 7;
    module.shortest_weeks = module.options.empty() ? weeks : std::min(module.shortest_weeks, weeks);
    for (std::size_t t = 0; t < k_tolls; ++t) {
      module.tolls[t] = module.options.empty() ? option.tolls[t] : std::min(module.tolls[t], option.tolls[t]);
    }
    module.earliest_end = std::min(module.earliest_end, end);
    module.options.push_back(option);
  }

  void add_needs() {
    const std::set<SkillId> had(problem_.had.begin(), problem_.had.end());
    const auto& level = problem_.limits.level;
    const bool level_counts = is_hard(problem_.limits, PlanLimit::level);
    for (Module& module : model_.modules) {
      const PlanModule& from = problem_.modules[module.source];
      if (from.asks_level && level_counts && *from.asks_level > *level) {
        need(module,
             [&](const PlanModule& other) { return other.grants_level && *other.grants_level >= *from.asks_level; });
      }
      for (const SkillId skill : from.asks_skills) {
        if (had.contains(skill)) continue;
        need(module, [&](const PlanModule& other) {
          return std::any_of(other.teaches.begin(), other.teaches.end(), [&](const PlanTeaches& one) {
            return one.skill == skill && one.confidence >= k_teaches_enough;
          });
        });
      }
      for (const OfferId id : from.asks_modules) {
        need(module, [&](const PlanModule& other) { return other.id == id; });
      }
    }
  }

  template <typename Provides>
  void need(Module& module, const Provides& provides) {
    std::vector<int> providers;
    for (std::size_t i = 0; i < model_.modules.size(); ++i) {
      Module& other = model_.modules[i];
      if (&other == &module || !other.possible || !provides(problem_.modules[other.source])) continue;
      providers.push_back(static_cast<int>(i));
      other.provides = true;
    }
    if (providers.empty()) module.possible = false;
    module.needs.push_back(std::move(providers));
  }

  /// Whatever plan holds `b` is at least as good with `a` in its place.
  bool dominates(const Module& a, const Module& b) const {
    if (a.budget_cost > b.budget_cost || a.rank_cost > b.rank_cost || a.hours > b.hours) return false;
    const bool pays_no_more = std::all_of(a.pays.begin(), a.pays.end(), [&](const auto& one) {
      return std::any_of(b.pays.begin(), b.pays.end(),
                         [&](const auto& other) { return other.first == one.first && other.second >= one.second; });
    });
    if (!pays_no_more) return false;
    if (!a.needs.empty() && a.needs != b.needs) return false;
    auto it = a.values.begin();
    for (const auto& [skill, value] : b.values) {
      while (it != a.values.end() && it->first < skill) ++it;
      if (it == a.values.end() || it->first != skill || it->second < value) return false;
    }
    return std::all_of(b.options.begin(), b.options.end(), [&](const Option& slow) {
      return std::any_of(a.options.begin(), a.options.end(), [&](const Option& fast) {
        for (std::size_t t = 0; t < k_tolls; ++t) {
          if (fast.tolls[t] > slow.tolls[t]) return false;
        }
        if (!a.pays.empty() && slow.dated && month(fast.first) != month(slow.first)) return false;
        if (slow.dated && fast.dated)
          return fast.first >= slow.first && fast.first + fast.days <= slow.first + slow.days;
        return !slow.dated && !fast.dated && fast.first <= slow.first && fast.last >= slow.last &&
               fast.days <= slow.days;
      });
    });
  }

  [[nodiscard]] int month(int day) const {
    return model_.months[static_cast<std::size_t>(std::clamp(day, 0, k_horizon_days))];
  }

  void drop_dominated() {
    auto& modules = model_.modules;
    for (std::size_t b = 0; b < modules.size(); ++b) {
      if (!modules[b].possible || modules[b].pinned || modules[b].provides) continue;
      for (std::size_t a = 0; a < modules.size() && modules[b].possible; ++a) {
        if (a == b || !modules[a].possible || modules[a].values.size() < modules[b].values.size()) continue;
        if (dominates(modules[a], modules[b]) && (a < b || !dominates(modules[b], modules[a])))
          modules[b].possible = false;
      }
    }
  }

  const PlanProblem& problem_;
  Model model_;
  std::map<SkillId, int> place_;
  int from_ = 0;
  std::int64_t dearest_ = 0;
};

}  // namespace

bool is_hard(const PlanLimits& limits, PlanLimit limit) {
  if (std::find(limits.soft.begin(), limits.soft.end(), limit) != limits.soft.end()) return false;
  switch (limit) {
    case PlanLimit::budget: return limits.budget.has_value();
    case PlanLimit::monthly: return limits.per_month.has_value();
    case PlanLimit::hours: return limits.hours_per_week.has_value();
    case PlanLimit::travel: return limits.max_travel_km.has_value() || !limits.online_ok;
    case PlanLimit::finish: return limits.latest_finish.has_value();
    case PlanLimit::dayparts: return !limits.dayparts.empty();
    case PlanLimit::level: return limits.level.has_value();
  }
  return false;
}

std::int64_t Model::covered(const std::vector<int>& chosen) const {
  std::vector<std::int64_t> best(worth.size(), 0);
  for (const int m : chosen) {
    for (const auto& [skill, value] : modules[static_cast<std::size_t>(m)].values) {
      auto& cover = best[static_cast<std::size_t>(skill)];
      cover = std::max(cover, value);
    }
  }
  return std::accumulate(best.begin(), best.end(), std::int64_t{0});
}

Model model_of(const PlanProblem& problem) { return Builder(problem).build(); }

}  // namespace leerwijzer::plan
