// How much of the gap can be covered at most from here: a Lagrangian relaxation in which a skill may be
// paid twice and time and money are pooled. As tight as the linear relaxation, at the price of a few passes
// over the modules that are left. Private to engine/plan.
#pragma once

#include "engine/plan/plan_model.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace leerwijzer::plan {

/// A pool that all modules together may not exceed.
struct MoneyPool {
  std::int64_t left = -1;  ///< -1: no limit
};

/// What is pooled; the last are the tolls.
enum PoolName : std::size_t { k_budget, k_cost, k_hour_weeks, k_module_weeks, k_first_toll };
inline constexpr std::size_t k_pools = k_first_toll + k_tolls;
using Uses = std::array<std::int64_t, k_pools>;

/// Prices of skills and pools; handed from a node to its children.
struct Prices {
  std::vector<double> skill;
  std::array<double, k_pools> pool{};
};

struct BoundRequest {
  const std::vector<std::int64_t>* cover = nullptr;  ///< of each skill, by the modules chosen
  std::int64_t covered = 0;                          ///< their sum
  std::array<MoneyPool, k_pools> pools;
  int slots = 0;            ///< modules that may still be added
  std::int64_t target = 0;  ///< enough to know that the bound is below it
  int rounds = 0;           ///< of improving the prices
};

class Bound {
 public:
  Bound(const Model& model, const std::vector<Uses>& uses) : model_(model), uses_(uses) {}

  /// An upper bound on what the chosen and any of `open` cover together. Drops from `open` what cannot be in a
  /// plan that reaches the target; orders the rest most promising first.
  [[nodiscard]] std::int64_t tighten(const BoundRequest& request, std::vector<int>& open, Prices& prices);

 private:
  struct Scored {
    double gain = 0;
    int module = 0;
  };
  [[nodiscard]] double evaluate(const BoundRequest& request, const std::vector<int>& open, const Prices& prices);
  [[nodiscard]] bool improve(const BoundRequest& request, double value, double scale, Prices& prices) const;

  const Model& model_;
  const std::vector<Uses>& uses_;
  std::vector<Scored> scored_;  ///< of the last evaluation, in order of `open`
  std::vector<Scored> best_;
  std::vector<Scored> taken_;
};

}  // namespace leerwijzer::plan
