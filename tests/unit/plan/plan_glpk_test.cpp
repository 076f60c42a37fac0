// The composer against an integer-programming library on problems that are too large for brute force: which
// modules cover most of the gap within a budget, and at what cost. Time plays no part here.
#include "engine/plan/plan_compose.hpp"
#include "tests/unit/plan/plan_cases.hpp"

#include <glpk.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>

namespace leerwijzer {
namespace {

struct GlpkProblem {
  glp_prob* lp = glp_create_prob();
  GlpkProblem() = default;
  GlpkProblem(const GlpkProblem&) = delete;
  GlpkProblem& operator=(const GlpkProblem&) = delete;
  ~GlpkProblem() { glp_delete_prob(lp); }

  int column(double cost, bool binary) {
    const int c = glp_add_cols(lp, 1);
    glp_set_obj_coef(lp, c, cost);
    glp_set_col_bnds(lp, c, GLP_DB, 0, 1);
    if (binary) glp_set_col_kind(lp, c, GLP_BV);
    return c;
  }
  void row(const std::vector<std::pair<int, double>>& terms, int kind, double bound) {
    const int r = glp_add_rows(lp, 1);
    glp_set_row_bnds(lp, r, kind, bound, bound);
    std::vector<int> columns{0};
    std::vector<double> values{0};
    for (const auto& [c, v] : terms) {
      columns.push_back(c);
      values.push_back(v);
    }
    glp_set_mat_row(lp, r, static_cast<int>(terms.size()), columns.data(), values.data());
  }
  double solve(int direction) {
    glp_set_obj_dir(lp, direction);
    glp_iocp parameters;
    glp_init_iocp(&parameters);
    parameters.presolve = GLP_ON;
    parameters.msg_lev = GLP_MSG_OFF;
    EXPECT_EQ(glp_intopt(lp, &parameters), 0);
    EXPECT_EQ(glp_mip_status(lp), GLP_OPT);
    return glp_mip_obj_val(lp);
  }
};

/// Most weight that can be covered, or with `least_covered` the least cost of covering that much.
double by_glpk(const PlanProblem& problem, std::optional<double> least_covered) {
  GlpkProblem glpk;
  const bool cost_stage = least_covered.has_value();
  std::map<SkillId, std::vector<std::pair<int, double>>> once;
  std::vector<std::pair<int, double>> covered;
  std::vector<std::pair<int, double>> cost;
  std::vector<std::pair<int, double>> count;
  for (const PlanModule& module : problem.modules) {
    const auto cents = static_cast<double>(module.net->max.value);
    const int chosen = glpk.column(cost_stage ? cents : 0.0, true);
    cost.emplace_back(chosen, cents);
    count.emplace_back(chosen, 1.0);
    for (const PlanTeaches& one : module.teaches) {
      const auto skill = std::find_if(problem.skills.begin(), problem.skills.end(),
                                      [&](const PlanSkill& s) { return s.skill == one.skill; });
      const double worth = skill->weight * one.confidence;
      const int by_it = glpk.column(cost_stage ? 0.0 : worth, false);
      glpk.row({{by_it, 1.0}, {chosen, -1.0}}, GLP_UP, 0.0);
      once[one.skill].emplace_back(by_it, 1.0);
      covered.emplace_back(by_it, worth);
    }
  }
  for (const auto& [skill, terms] : once) glpk.row(terms, GLP_UP, 1.0);
  glpk.row(count, GLP_UP, static_cast<double>(problem.limits.most_modules));
  glpk.row(cost, GLP_UP, static_cast<double>(problem.limits.budget->value));
  if (cost_stage) glpk.row(covered, GLP_LO, *least_covered - 1e-6);
  return glpk.solve(cost_stage ? GLP_MIN : GLP_MAX);
}

PlanProblem covering_problem(std::uint32_t seed) {
  PlanProblem problem = testing::random_plan(seed, {.skills = 20, .modules = 60, .runs = 1, .taught = 6, .weeks = 30});
  problem.limits = PlanLimits{};
  problem.limits.budget = Cents{120'000};
  problem.limits.most_modules = 6;
  problem.limits.most_at_once = 12;
  for (PlanModule& module : problem.modules) {
    module.runs = {testing::rolling_run()};
    module.asks_level.reset();
    module.asks_skills.clear();
    module.asks_modules.clear();
    if (!module.net) module.net = module.gross = CentsInterval{{30'000}, {30'000}};
  }
  return problem;
}

TEST(PlanGlpk, integer_programming_finds_the_same_cover_and_the_same_cost) {
  for (std::uint32_t seed = 1; seed <= 12; ++seed) {
    const PlanProblem problem = covering_problem(seed);
    const Plan plan = compose_plans(problem, {.alternatives = {}, .relaxations = false}).plans.at(0);
    double weight = 0;
    for (const PlanSkill& skill : problem.skills) weight += skill.weight;
    const double covered = by_glpk(problem, std::nullopt);
    EXPECT_NEAR(plan.covered_share * weight, covered, 1e-6) << "seed " << seed;
    EXPECT_NEAR(static_cast<double>(plan.net.max.value), by_glpk(problem, covered), 0.5) << "seed " << seed;
    EXPECT_TRUE(plan.stages[0].proven) << "seed " << seed;
    EXPECT_TRUE(plan.stages[1].proven) << "seed " << seed;
  }
}

}  // namespace
}  // namespace leerwijzer
