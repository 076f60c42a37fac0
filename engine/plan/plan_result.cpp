#include "engine/plan/plan_result.hpp"

#include "engine/plan/plan_check.hpp"

#include <algorithm>
#include <numeric>

namespace leerwijzer::plan {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

double share(std::int64_t part, std::int64_t whole) {
  return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
}

PlanStage stage_of(const StageResult& result, const Model& model) {
  const auto value = static_cast<double>(result.value);
  const auto bound = static_cast<double>(result.bound);
  switch (result.stage) {
    case SearchStage::coverage:
      return {PlanStageKind::uncovered, share(model.total - result.value, model.total),
              share(model.total - result.bound, model.total), result.proven};
    case SearchStage::cost: return {PlanStageKind::cost, value, bound, result.proven};
    case SearchStage::distance: return {PlanStageKind::distance, value / 1000, bound / 1000, result.proven};
    case SearchStage::on_site: return {PlanStageKind::on_site, value, bound, result.proven};
    case SearchStage::beyond: return {PlanStageKind::beyond, value, bound, result.proven};
    case SearchStage::finish: return {PlanStageKind::finish, value, bound, result.proven};
  }
  return {};
}

void add_steps(const PlanProblem& problem, const Model& model, const Found& found, Plan& plan) {
  std::vector<std::int64_t> cover(model.worth.size(), 0);
  for (const Slot& slot : found.schedule.slots) {
    const Module& module = model.modules[at(slot.module)];
    const Option& option = module.options[at(slot.option)];
    PlanStep step;
    step.module = module.source;
    if (option.run >= 0) step.run = at(option.run);
    step.start = plus_days(model.today, slot.start);
    step.end = plus_days(model.today, slot.end);
    step.in_consultation = !step.run || problem.modules[step.module].runs[*step.run].kind == PlanStart::in_consultation;
    for (const auto& [skill, value] : module.values) {
      if (value <= cover[at(skill)]) continue;
      cover[at(skill)] = value;
      step.closes.push_back(model.skills[at(skill)]);
    }
    plan.steps.push_back(std::move(step));
  }
  for (std::size_t s = 0; s < cover.size(); ++s) {
    if (cover[s] < model.worth[s])
      plan.uncovered.emplace_back(model.skills[s], share(model.worth[s] - cover[s], model.total));
  }
  std::stable_sort(plan.uncovered.begin(), plan.uncovered.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  const std::int64_t covered = std::accumulate(cover.begin(), cover.end(), std::int64_t{0});
  plan.covered_share = model.total == 0 ? 0.0 : share(covered, model.total);
}

}  // namespace

Plan plan_of(const PlanProblem& problem, const Model& model, const Found& found, PlanVariant variant) {
  Plan plan;
  plan.variant = variant;
  plan.nodes = found.nodes;
  add_steps(problem, model, found, plan);
  for (const PlanStep& step : plan.steps) {
    const PlanModule& module = problem.modules[step.module];
    const auto net = module.net ? module.net : module.gross;
    if (net) {
      plan.net.min += net->min;
      plan.net.max += net->max;
      const CentsInterval gross = module.gross.value_or(*net);
      plan.gross.min += gross.min;
      plan.gross.max += gross.max;
    } else {
      ++plan.unknown_prices;
    }
    if (!plan.finish || *plan.finish < step.end) plan.finish = step.end;
  }
  for (const StageResult& one : found.stages) plan.stages.push_back(stage_of(one, model));
  for (const PlanFault& fault : check_plan(problem, plan)) {
    if (fault.soft && std::find(plan.beyond.begin(), plan.beyond.end(), fault.limit) == plan.beyond.end())
      plan.beyond.push_back(*fault.limit);
  }
  return plan;
}

}  // namespace leerwijzer::plan
