// Reads one scheme file into its compiled form. Names of other schemes and of parameters are resolved by
// the caller's tables.
#pragma once

#include "engine/funding/json_cursor.hpp"
#include "engine/funding/model.hpp"

#include <map>
#include <string>

namespace leerwijzer {

/// Parameters of all files, by key.
using ParameterIndex = std::map<std::string, std::size_t, std::less<>>;

/// A condition or combination. Throws ErrorException at the first fault.
[[nodiscard]] RuleNode read_rule(const JsonCursor& at, const CompiledRules& rules, const ParameterIndex& index);

/// What a scheme pays. Throws ErrorException at the first fault.
[[nodiscard]] PayModel read_pays(const JsonCursor& at, const CompiledRules& rules, const ParameterIndex& index);

/// One version of a scheme. Throws ErrorException at the first fault.
[[nodiscard]] SchemeVersion read_version(const JsonCursor& at, const CompiledRules& rules, const ParameterIndex& index);

/// The part `fund` of a file: budgets by period, desks and vouchers. A fund with desks asks in each version for the
/// positive advice of one of them (case.positive_advice_by), or it does not load.
[[nodiscard]] FundModel read_fund(const JsonCursor& at, const SchemeModel& scheme);

}  // namespace leerwijzer
