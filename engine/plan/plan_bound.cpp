#include "engine/plan/plan_bound.hpp"

#include <algorithm>
#include <cmath>

namespace leerwijzer::plan {
namespace {

constexpr double k_slack = 0.25;  ///< values are whole numbers: rounding never hides one

std::size_t at(int index) { return static_cast<std::size_t>(index); }

}  // namespace

double Bound::evaluate(const BoundRequest& request, const std::vector<int>& open, const Prices& prices) {
  double value = static_cast<double>(request.covered);
  for (const double price : prices.skill) value += price;
  for (std::size_t p = 0; p < k_pools; ++p) {
    if (request.pools[p].left > 0) value += prices.pool[p];
  }
  scored_.clear();
  taken_.clear();
  for (const int m : open) {
    double gain = 0;
    for (const auto& [skill, worth] : model_.modules[at(m)].values) {
      const std::int64_t more = worth - (*request.cover)[at(skill)];
      if (more > 0) gain += std::max(0.0, static_cast<double>(more) - prices.skill[at(skill)]);
    }
    for (std::size_t p = 0; p < k_pools; ++p) {
      if (request.pools[p].left > 0) {
        gain -= prices.pool[p] * static_cast<double>(uses_[at(m)][p]) / static_cast<double>(request.pools[p].left);
      }
    }
    scored_.push_back({gain, m});
    if (gain > 0) taken_.push_back(scored_.back());
  }
  const auto better = [](const Scored& a, const Scored& b) {
    return a.gain != b.gain ? a.gain > b.gain : a.module < b.module;
  };
  const auto slots = static_cast<std::ptrdiff_t>(at(request.slots));
  if (std::ssize(taken_) > slots + 1) std::nth_element(taken_.begin(), taken_.begin() + slots, taken_.end(), better);
  if (std::ssize(taken_) > slots + 1) taken_.resize(at(request.slots) + 1);
  std::sort(taken_.begin(), taken_.end(), better);
  for (std::size_t i = 0; i < std::min(taken_.size(), at(request.slots)); ++i) value += taken_[i].gain;
  return value;
}

/// One step along the subgradient; false when there is nothing to improve.
bool Bound::improve(const BoundRequest& request, double value, double scale, Prices& prices) const {
  std::vector<double> skill(prices.skill.size(), 1.0);
  std::array<double, k_pools> pool{};
  for (std::size_t p = 0; p < k_pools; ++p) pool[p] = request.pools[p].left > 0 ? 1.0 : 0.0;
  for (std::size_t i = 0; i < std::min(taken_.size(), at(request.slots)); ++i) {
    const int m = taken_[i].module;
    for (const auto& [s, worth] : model_.modules[at(m)].values) {
      if (static_cast<double>(worth - (*request.cover)[at(s)]) > prices.skill[at(s)]) skill[at(s)] -= 1.0;
    }
    for (std::size_t p = 0; p < k_pools; ++p) {
      if (request.pools[p].left > 0)
        pool[p] -= static_cast<double>(uses_[at(m)][p]) / static_cast<double>(request.pools[p].left);
    }
  }
  double norm = 0;
  for (std::size_t s = 0; s < skill.size(); ++s) {
    if (prices.skill[s] <= 0 && skill[s] > 0) skill[s] = 0;
    norm += skill[s] * skill[s];
  }
  for (std::size_t p = 0; p < k_pools; ++p) {
    if (prices.pool[p] <= 0 && pool[p] > 0) pool[p] = 0;
    norm += pool[p] * pool[p];
  }
  if (norm < 1e-12) return false;
  const double excess = value - static_cast<double>(request.target) + 1.0 + 0.002 * value;
  const double step = scale * excess / norm;
  for (std::size_t s = 0; s < skill.size(); ++s) prices.skill[s] = std::max(0.0, prices.skill[s] - step * skill[s]);
  for (std::size_t p = 0; p < k_pools; ++p) prices.pool[p] = std::max(0.0, prices.pool[p] - step * pool[p]);
  return true;
}

std::int64_t Bound::tighten(const BoundRequest& request, std::vector<int>& open, Prices& prices) {
  // A module that does not fit alone never fits; one that adds nothing matters only as the way into another.
  std::erase_if(open, [&](int m) {
    for (std::size_t p = 0; p < k_pools; ++p) {
      if (request.pools[p].left >= 0 && uses_[at(m)][p] > request.pools[p].left) return true;
    }
    if (model_.modules[at(m)].provides) return false;
    const auto& values = model_.modules[at(m)].values;
    return std::none_of(values.begin(), values.end(),
                        [&](const auto& one) { return one.second > (*request.cover)[at(one.first)]; });
  });
  if (request.slots <= 0) open.clear();
  const double target = static_cast<double>(request.target);
  Prices trial = prices;
  double best = 0;
  double scale = 1.0;
  int stalled = 0;
  for (int round = 0; round <= request.rounds; ++round) {
    const double value = evaluate(request, open, trial);
    if (round == 0 || value < best - 1e-9) {
      best = value;
      prices = trial;
      best_ = scored_;
      stalled = 0;
    } else if (++stalled >= 4) {
      scale /= 2;
      stalled = 0;
      trial = prices;
      if (scale < 0.02) break;
      static_cast<void>(evaluate(request, open, trial));
    }
    if (best + k_slack < target) return static_cast<std::int64_t>(std::floor(best + k_slack));
    if (round < request.rounds && !improve(request, value, scale, trial)) break;
  }
  std::sort(best_.begin(), best_.end(),
            [](const Scored& a, const Scored& b) { return a.gain != b.gain ? a.gain > b.gain : a.module < b.module; });
  // Taking this module in the place of the last that the bound takes must still reach the target.
  const double last =
      at(request.slots) <= best_.size() && request.slots > 0 ? std::max(0.0, best_[at(request.slots) - 1].gain) : 0.0;
  open.clear();
  for (const Scored& one : best_) {
    const bool hopeless = best - last + std::min(one.gain, last) + k_slack < target;
    if (!hopeless) open.push_back(one.module);
  }
  return static_cast<std::int64_t>(std::floor(best + k_slack));
}

}  // namespace leerwijzer::plan
