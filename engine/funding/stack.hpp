// Which schemes to combine: an exact search for the least that a worker pays, over at most 14 schemes.
// Payments are made in order (duty, rights, funds, authority); each pays min(cap, percentage x base) and
// never more than what is left.
#pragma once

#include "engine/core/enum_names.hpp"
#include "engine/core/money.hpp"
#include "engine/funding/funding.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace leerwijzer {

/// How two schemes go together. A pair of which nothing is known counts as exclusive, and says so.
enum class StackRelation : std::uint8_t {
  unknown,
  exclusive,
  exclusive_same_cost,
  cap,
  reduces_base,
  allowed,
  forbids
};
template <>
struct EnumNames<StackRelation> {
  static constexpr auto names = std::to_array<EnumName<StackRelation>>({
      {StackRelation::unknown, "unknown"},
      {StackRelation::exclusive, "exclusive"},
      {StackRelation::exclusive_same_cost, "exclusive_same_cost"},
      {StackRelation::cap, "cap"},
      {StackRelation::reduces_base, "reduces_base"},
      {StackRelation::allowed, "allowed"},
      {StackRelation::forbids, "forbids"},
  });
};

inline constexpr std::size_t k_most_stacked = 14;
inline constexpr std::int64_t k_no_cap = std::numeric_limits<std::int64_t>::max();

struct StackItem {
  double percentage = 1.0;              ///< of the base, 0 to 1
  std::int64_t cap = k_no_cap;          ///< cents
  bool on_remainder = false;            ///< base is what earlier payers left, else the price
  bool forbids_fee = false;             ///< the participant may not be charged: the employer bears the rest
  std::int64_t total_limit = k_no_cap;  ///< all payments of a stack with this scheme together
  Discretion discretion = Discretion::right;
};

struct StackProblem {
  Cents price;
  std::vector<StackItem> items;          ///< in order of payment; at most k_most_stacked
  std::vector<StackRelation> relations;  ///< items x items, symmetric
  std::vector<std::int64_t> limits;      ///< items x items: cents that a pair with relation cap pays together
};

struct StackChoice {
  std::uint32_t chosen = 0;  ///< bit i: item i is in the stack
  std::array<std::int64_t, k_most_stacked> payments{};
  Cents net;  ///< within [0, price]
};

/// May these items be combined? Exclusive on the same cost is exclusive here: all pay the course fee.
[[nodiscard]] bool is_compatible(const StackProblem& problem, std::uint32_t chosen) noexcept;

/// What each of the chosen items pays, and what is left for the worker.
[[nodiscard]] StackChoice pay_stack(const StackProblem& problem, std::uint32_t chosen) noexcept;

/// The compatible set with the least net cost, then the fewest applications, then the least that depends on
/// somebody's choice, then the earliest items.
[[nodiscard]] StackChoice best_stack(const StackProblem& problem) noexcept;

}  // namespace leerwijzer
