#include "engine/plan/plan_compose.hpp"

#include "engine/plan/plan_result.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace leerwijzer {
namespace {

using plan::Found;
using plan::Model;
using plan::Search;
using plan::SearchRequest;
using plan::SearchStage;

// What a person would call another plan.
constexpr std::int64_t k_cents_that_matter = 5'000;
constexpr int k_days_that_matter = 28;
constexpr std::int64_t k_metres_that_matter = 5'000;
constexpr std::size_t k_side_budget = 1'500;  ///< nodes for one relaxation or one pin

std::size_t at(int index) { return static_cast<std::size_t>(index); }

std::vector<SearchStage> stages_of(PlanVariant variant, bool soft) {
  switch (variant) {
    case PlanVariant::complete:
      if (soft) return {SearchStage::coverage, SearchStage::beyond, SearchStage::cost, SearchStage::finish};
      return {SearchStage::coverage, SearchStage::cost, SearchStage::finish};
    case PlanVariant::cheapest: return {SearchStage::cost, SearchStage::coverage, SearchStage::finish};
    case PlanVariant::soonest: return {SearchStage::finish, SearchStage::coverage, SearchStage::cost};
    case PlanVariant::closest:
      return {SearchStage::distance, SearchStage::coverage, SearchStage::cost, SearchStage::finish};
    case PlanVariant::most_online:
      return {SearchStage::on_site, SearchStage::coverage, SearchStage::cost, SearchStage::finish};
  }
  return {};
}

std::int64_t cost_of(const Model& model, const Found& found) {
  std::int64_t cost = 0;
  for (const int m : found.modules) cost += model.modules[at(m)].rank_cost;
  return cost;
}

/// Is it better than the first plan in what it is named after, by enough to matter to a person?
bool matters(const Model& model, const Found& first, const Found& other, PlanVariant variant) {
  switch (variant) {
    case PlanVariant::complete: return true;
    case PlanVariant::cheapest: {
      const std::int64_t before = cost_of(model, first);
      return before - cost_of(model, other) >= std::max(k_cents_that_matter, before / 10);
    }
    case PlanVariant::soonest: return first.schedule.finish - other.schedule.finish >= k_days_that_matter;
    case PlanVariant::closest:
      return tolls_of(model, first.schedule)[plan::k_travel] - tolls_of(model, other.schedule)[plan::k_travel] >=
             k_metres_that_matter;
    case PlanVariant::most_online:
      return tolls_of(model, other.schedule)[plan::k_on_site] < tolls_of(model, first.schedule)[plan::k_on_site];
  }
  return false;
}

/// The same modules in the same runs.
bool same_runs(const Found& a, const Found& b) {
  const auto runs_of = [](const Found& found) {
    std::vector<std::pair<int, int>> runs;
    for (const plan::Slot& slot : found.schedule.slots) runs.emplace_back(slot.module, slot.option);
    std::sort(runs.begin(), runs.end());
    return runs;
  };
  return runs_of(a) == runs_of(b);
}

std::vector<PlanLimit> hard_limits(const PlanLimits& limits) {
  std::vector<PlanLimit> out;
  for (const PlanLimit limit : {PlanLimit::budget, PlanLimit::monthly, PlanLimit::hours, PlanLimit::travel,
                                PlanLimit::finish, PlanLimit::dayparts, PlanLimit::level}) {
    if (plan::is_hard(limits, limit)) out.push_back(limit);
  }
  return out;
}

PlanProblem without(const PlanProblem& problem, PlanLimit limit) {
  PlanProblem relaxed = problem;
  relaxed.limits.soft.push_back(limit);
  return relaxed;
}

std::optional<std::pair<double, Found>> most_covered(const PlanProblem& problem, const Found* start) {
  const Model model = plan::model_of(problem);
  Search search(model);
  SearchRequest request{{SearchStage::coverage}, 0, k_side_budget, start};
  auto found = search.run(request);
  if (!found) return std::nullopt;
  const double share =
      model.total == 0 ? 0.0 : static_cast<double>(model.covered(found->modules)) / static_cast<double>(model.total);
  return std::pair(share, std::move(*found));
}

std::vector<PlanRelaxation> relaxations_of(const PlanProblem& problem, const std::optional<double>& covered) {
  std::vector<PlanRelaxation> out;
  for (const PlanLimit limit : hard_limits(problem.limits)) {
    const auto relaxed = most_covered(without(problem, limit), nullptr);
    if (!relaxed) continue;
    const double gain = relaxed->first - covered.value_or(0.0);
    if (covered && gain < 0.005) continue;
    out.push_back({limit, relaxed->first, gain, !covered});
  }
  std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.gain > b.gain; });
  return out;
}

bool pins_fit(const PlanProblem& problem) { return most_covered(problem, nullptr).has_value(); }

std::optional<PlanLimit> limit_that_blocks(const PlanProblem& problem) {
  for (const PlanLimit limit : hard_limits(problem.limits)) {
    if (pins_fit(without(problem, limit))) return limit;
  }
  return std::nullopt;
}

/// What stands in the way of one pinned module by itself; nothing when it is possible.
std::optional<RefusedPin> refusal_of(const PlanProblem& problem, OfferId pin) {
  const auto module =
      std::find_if(problem.modules.begin(), problem.modules.end(), [&](const PlanModule& m) { return m.id == pin; });
  if (module == problem.modules.end()) return RefusedPin{pin, PinRefusal::unknown_module, std::nullopt};
  if (std::find(problem.bans.begin(), problem.bans.end(), pin) != problem.bans.end())
    return RefusedPin{pin, PinRefusal::banned, std::nullopt};
  PlanProblem alone = problem;
  alone.pins = {pin};
  if (pins_fit(alone)) return std::nullopt;
  const auto limit = limit_that_blocks(alone);
  if (limit == PlanLimit::level) return RefusedPin{pin, PinRefusal::entry, limit};
  if (limit) return RefusedPin{pin, PinRefusal::limit, limit};
  const bool asks = !module->asks_modules.empty() || !module->asks_skills.empty();
  return RefusedPin{pin, asks ? PinRefusal::entry : PinRefusal::no_start, std::nullopt};
}

std::vector<RefusedPin> refusals_of(const PlanProblem& problem) {
  std::vector<OfferId> pins = problem.pins;
  std::sort(pins.begin(), pins.end());
  pins.erase(std::unique(pins.begin(), pins.end()), pins.end());
  std::vector<RefusedPin> out;
  for (const OfferId pin : pins) {
    if (auto refused = refusal_of(problem, pin)) out.push_back(*refused);
  }
  if (!out.empty() || pins.empty()) return out;
  const bool too_many = pins.size() > problem.limits.most_modules;
  const auto limit = too_many ? std::nullopt : limit_that_blocks(problem);
  for (const OfferId pin : pins) out.push_back({pin, too_many ? PinRefusal::too_many : PinRefusal::together, limit});
  return out;
}

bool names_unknown_pin(const PlanProblem& problem) {
  return std::any_of(problem.pins.begin(), problem.pins.end(), [&](OfferId pin) {
    const bool known = std::any_of(problem.modules.begin(), problem.modules.end(),
                                   [&](const PlanModule& module) { return module.id == pin; });
    return !known || std::find(problem.bans.begin(), problem.bans.end(), pin) != problem.bans.end();
  });
}

}  // namespace

Composition compose_plans(const PlanProblem& problem, const ComposeOptions& options) {
  Composition out;
  const Model model = plan::model_of(problem);
  Search search(model);
  std::optional<Found> first;
  if (!names_unknown_pin(problem)) {
    first = search.run({stages_of(PlanVariant::complete, model.soft), 0, options.node_budget, nullptr});
  }
  if (!first) {
    out.refused = refusals_of(problem);
    if (options.relaxations) out.relaxations = relaxations_of(problem, std::nullopt);
    return out;
  }
  out.plans.push_back(plan_of(problem, model, *first, PlanVariant::complete));
  std::vector<Found> kept = {*first};
  const auto floor =
      static_cast<std::int64_t>(std::ceil(k_alternative_keeps * static_cast<double>(model.covered(first->modules))));
  for (const PlanVariant variant : options.alternatives) {
    if (out.plans.size() >= options.most_plans || variant == PlanVariant::complete) continue;
    const auto other = search.run({stages_of(variant, model.soft), floor, options.node_budget / 4, &*first});
    if (!other || !matters(model, *first, *other, variant)) continue;
    if (std::any_of(kept.begin(), kept.end(), [&](const Found& one) { return same_runs(one, *other); })) continue;
    out.plans.push_back(plan_of(problem, model, *other, variant));
    kept.push_back(*other);
  }
  if (options.relaxations) out.relaxations = relaxations_of(problem, out.plans.front().covered_share);
  return out;
}

std::vector<std::vector<PlanSwap>> swaps_of(const PlanProblem& problem, const Plan& plan, std::size_t most) {
  const Model model = plan::model_of(problem);
  Search search(model);
  std::vector<int> chosen;
  for (const PlanStep& step : plan.steps) {
    const auto found = std::find_if(model.modules.begin(), model.modules.end(),
                                    [&](const plan::Module& one) { return one.id == problem.modules[step.module].id; });
    chosen.push_back(static_cast<int>(found - model.modules.begin()));
  }
  const int finish = plan.finish ? days_between(problem.today, *plan.finish) : 0;
  std::vector<std::vector<PlanSwap>> out;
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    const plan::Module& leaving = model.modules[at(chosen[i])];
    std::vector<PlanSwap> swaps;
    std::vector<std::pair<std::int64_t, int>> order;  // covered, module
    std::vector<int> others = chosen;
    others.erase(others.begin() + static_cast<std::ptrdiff_t>(i));
    const std::int64_t without_it = model.covered(others);
    for (int m = 0; m < static_cast<int>(model.modules.size()) && !leaving.pinned; ++m) {
      if (!model.modules[at(m)].possible || std::find(chosen.begin(), chosen.end(), m) != chosen.end()) continue;
      others.push_back(m);
      const std::int64_t covered = model.covered(others);
      others.pop_back();
      if (covered > without_it) order.emplace_back(-covered, m);
    }
    std::sort(order.begin(), order.end());
    for (const auto& [negative, m] : order) {
      if (swaps.size() >= most) break;
      others.push_back(m);
      if (const auto schedule = search.allowed(others)) {
        const plan::Module& coming = model.modules[at(m)];
        swaps.push_back({coming.source, static_cast<double>(-negative) / static_cast<double>(model.total),
                         coming.budget_cost - leaving.budget_cost, schedule->finish - finish});
      }
      others.pop_back();
    }
    out.push_back(std::move(swaps));
  }
  return out;
}

}  // namespace leerwijzer
