// Every way in which the conditions of one rule can hold together. Conditions on the same fact depend on each other
// (somebody of 17 is not 30), those on different facts do not. For the lint, and for tests of the cases.
#pragma once

#include "engine/funding/model.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace leerwijzer {

/// The conditions of a rule in the order of the file, at most 64.
[[nodiscard]] std::vector<const RuleNode*> atoms_of(const RuleNode& rule);

/// Does the rule hold when the conditions hold whose bits are set?
[[nodiscard]] bool holds_in(const RuleNode& rule, std::uint64_t world);

/// For each fact of the rule, the sets of its conditions (as bits) that one value can make hold together.
/// `param_value` gives the value of a condition's parameter. case.never is taken to be free.
struct FactWorlds {
  std::size_t fact = 0;
  std::vector<std::uint64_t> worlds;
};
[[nodiscard]] std::vector<FactWorlds> fact_worlds(const std::vector<const RuleNode*>& atoms,
                                                  const std::function<double(const ParamRef&)>& param_value);

/// Visits every combination; false when there are more than can be gone through (a million).
bool for_each_world(const std::vector<FactWorlds>& facts, const std::function<void(std::uint64_t)>& visit);

}  // namespace leerwijzer
