#include "engine/funding/stack.hpp"

#include <algorithm>
#include <bit>
#include <tuple>

namespace leerwijzer {
namespace {

bool excludes(StackRelation relation) noexcept {
  return relation == StackRelation::unknown || relation == StackRelation::exclusive ||
         relation == StackRelation::exclusive_same_cost || relation == StackRelation::forbids;
}

using Masks = std::array<std::uint32_t, k_most_stacked>;

/// For each item, the items that it cannot be combined with.
Masks exclusions(const StackProblem& problem) noexcept {
  Masks masks{};
  const std::size_t count = problem.items.size();
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t j = 0; j < count; ++j) {
      if (i != j && excludes(problem.relations[i * count + j])) masks[i] |= 1U << j;
    }
  }
  return masks;
}

int dependence(const StackProblem& problem, std::uint32_t chosen) noexcept {
  int sum = 0;
  for (std::size_t i = 0; i < problem.items.size(); ++i) {
    if ((chosen >> i & 1U) != 0) sum += static_cast<int>(problem.items[i].discretion);
  }
  return sum;
}

/// Smaller is better; the last part prefers the set whose first different item comes earliest.
bool is_better(const StackProblem& problem, const StackChoice& a, const StackChoice& b) noexcept {
  if (a.net != b.net) return a.net < b.net;
  const int size_a = std::popcount(a.chosen);
  const int size_b = std::popcount(b.chosen);
  if (size_a != size_b) return size_a < size_b;
  const int depends_a = dependence(problem, a.chosen);
  const int depends_b = dependence(problem, b.chosen);
  if (depends_a != depends_b) return depends_a < depends_b;
  const std::uint32_t differs = a.chosen ^ b.chosen;
  return differs != 0 && (a.chosen & (differs & (~differs + 1))) != 0;
}

/// Visits every compatible set that extends `chosen` with items from `from` on.
void search(const StackProblem& problem, const Masks& excluded, std::size_t from, std::uint32_t chosen,
            StackChoice& best) noexcept {
  for (std::size_t i = from; i < problem.items.size(); ++i) {
    if ((excluded[i] & chosen) != 0) continue;
    const StackChoice choice = pay_stack(problem, chosen | 1U << i);
    if (is_better(problem, choice, best)) best = choice;
    search(problem, excluded, i + 1, chosen | 1U << i, best);
  }
}

}  // namespace

bool is_compatible(const StackProblem& problem, std::uint32_t chosen) noexcept {
  const Masks excluded = exclusions(problem);
  for (std::size_t i = 0; i < problem.items.size(); ++i) {
    if ((chosen >> i & 1U) != 0 && (excluded[i] & chosen) != 0) return false;
  }
  return true;
}

StackChoice pay_stack(const StackProblem& problem, std::uint32_t chosen) noexcept {
  StackChoice choice;
  choice.chosen = chosen;
  const std::size_t count = problem.items.size();
  const std::int64_t price = std::max<std::int64_t>(problem.price.value, 0);
  std::int64_t left = price;
  std::int64_t total_limit = k_no_cap;
  bool fee_forbidden = false;
  for (std::size_t i = 0; i < count; ++i) {
    if ((chosen >> i & 1U) == 0) continue;
    total_limit = std::min(total_limit, problem.items[i].total_limit);
    fee_forbidden = fee_forbidden || problem.items[i].forbids_fee;
  }
  for (std::size_t i = 0; i < count; ++i) {
    if ((chosen >> i & 1U) == 0) continue;
    const StackItem& item = problem.items[i];
    std::int64_t base = item.on_remainder ? left : price;
    std::int64_t limit = std::min(item.cap, total_limit == k_no_cap ? k_no_cap : total_limit - (price - left));
    for (std::size_t j = 0; j < i; ++j) {
      if ((chosen >> j & 1U) == 0) continue;
      const StackRelation relation = problem.relations[i * count + j];
      if (relation == StackRelation::reduces_base && !item.on_remainder) base -= choice.payments[j];
      if (relation == StackRelation::cap) limit = std::min(limit, problem.limits[i * count + j] - choice.payments[j]);
    }
    const std::int64_t share = scaled({std::max<std::int64_t>(base, 0)}, item.percentage).value;
    choice.payments[i] = std::max<std::int64_t>(0, std::min({share, limit, left}));
    left -= choice.payments[i];
  }
  choice.net = {fee_forbidden ? 0 : left};
  return choice;
}

StackChoice best_stack(const StackProblem& problem) noexcept {
  StackChoice best = pay_stack(problem, 0);
  search(problem, exclusions(problem), 0, 0, best);
  return best;
}

}  // namespace leerwijzer
