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

/// What item `at` pays after the earlier items of `choice`, of which `left` is left of the price.
std::int64_t payment_of(const StackProblem& problem, std::size_t at, const StackChoice& choice, std::int64_t left,
                        std::int64_t limit) noexcept {
  const StackItem& item = problem.items[at];
  const std::size_t count = problem.items.size();
  std::int64_t base = item.on_remainder ? left : std::max<std::int64_t>(problem.price.value, 0);
  limit = std::min(limit, item.cap);
  for (std::size_t j = 0; j < at; ++j) {
    if ((choice.chosen >> j & 1U) == 0) continue;
    const StackRelation relation = problem.relations[at * count + j];
    if (relation == StackRelation::reduces_base && !item.on_remainder) base -= choice.payments[j];
    if (relation == StackRelation::cap) limit = std::min(limit, problem.limits[at * count + j] - choice.payments[j]);
  }
  const std::int64_t share = scaled({std::max<std::int64_t>(base, 0)}, item.percentage).value;
  return std::max<std::int64_t>(0, std::min({share, limit, left}));
}

/// Visits the compatible sets depth first. Payments are made in order, so a set is paid by adding its last item to the
/// set before it; and a branch ends where even all that is left to add could not make it better than the best.
class Search {
 public:
  explicit Search(const StackProblem& problem) noexcept : problem_(problem), excluded_(exclusions(problem)) {
    const std::size_t count = problem.items.size();
    for (std::size_t i = count; i-- > 0;) {
      const StackItem& item = problem.items[i];
      const std::int64_t most = std::min(item.cap, scaled(price(), item.percentage).value);
      most_after_[i] = std::min(price().value, most_after_[i + 1] + most);
      frees_after_[i] = frees_after_[i + 1] || item.forbids_fee;
      has_total_limit_ = has_total_limit_ || item.total_limit != k_no_cap;
    }
    best_ = pay_stack(problem, 0);
  }

  StackChoice run() noexcept {
    const StackChoice nothing = best_;
    extend(0, nothing, price().value, false);
    return best_;
  }

 private:
  [[nodiscard]] Cents price() const noexcept { return {std::max<std::int64_t>(problem_.price.value, 0)}; }

  [[nodiscard]] bool is_hopeless(std::size_t from, const StackChoice& choice, std::int64_t left,
                                 bool is_free) const noexcept {
    const std::int64_t least = is_free || frees_after_[from] ? 0 : left - most_after_[from];
    if (least != best_.net.value && least > 0) return least > best_.net.value;
    return best_.net.value <= std::max<std::int64_t>(least, 0) &&
           std::popcount(choice.chosen) + 1 > std::popcount(best_.chosen);
  }

  void extend(std::size_t from, const StackChoice& choice, std::int64_t left, bool is_free) noexcept {
    for (std::size_t i = from; i < problem_.items.size(); ++i) {
      if ((excluded_[i] & choice.chosen) != 0) continue;
      if (!has_total_limit_ && is_hopeless(i, choice, left, is_free)) return;
      StackChoice next = choice;
      std::int64_t next_left = left;
      const bool next_is_free = is_free || problem_.items[i].forbids_fee;
      if (has_total_limit_) {
        next = pay_stack(problem_, choice.chosen | 1U << i);
      } else {
        next.payments[i] = payment_of(problem_, i, choice, left, k_no_cap);
        next.chosen |= 1U << i;
        next_left = left - next.payments[i];
        next.net = {next_is_free ? 0 : next_left};
      }
      if (is_better(problem_, next, best_)) best_ = next;
      extend(i + 1, next, next_left, next_is_free);
    }
  }

  const StackProblem& problem_;
  Masks excluded_{};
  std::array<std::int64_t, k_most_stacked + 1> most_after_{};
  std::array<bool, k_most_stacked + 1> frees_after_{};
  bool has_total_limit_ = false;
  StackChoice best_;
};

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
    const std::int64_t limit = total_limit == k_no_cap ? k_no_cap : total_limit - (price - left);
    choice.payments[i] = payment_of(problem, i, choice, left, limit);
    left -= choice.payments[i];
  }
  choice.net = {fee_forbidden ? 0 : left};
  return choice;
}

StackChoice best_stack(const StackProblem& problem) noexcept { return Search(problem).run(); }

}  // namespace leerwijzer
