// Three-valued evaluation of a rule (Kleene): unknown is not no. With the ground: the smallest set of facts
// that decides it, or what is missing.
#pragma once

#include "engine/funding/knowledge.hpp"

#include <bitset>
#include <vector>

namespace leerwijzer {

using FactSet = std::bitset<k_most_facts>;

/// All that a rule is evaluated against.
struct RuleContext {
  const CompiledRules& rules;
  const Knowledge& knowledge;
  AskedDates dates;
};

/// Verdict only; builds nothing.
[[nodiscard]] Verdict evaluate_rule(const RuleNode& node, const RuleContext& context);

/// The smallest set of facts from which a yes or a no follows; ties go to the earlier part of the rule. Empty for
/// unknown.
[[nodiscard]] FactSet deciding_facts(const RuleNode& node, const RuleContext& context);

struct MissingParts {
  FactSet facts;
  std::vector<std::size_t> parameters;  ///< positions, ordered, each once
};

/// What can still change an unknown verdict. Empty for yes and no.
[[nodiscard]] MissingParts missing_parts(const RuleNode& node, const RuleContext& context);

/// The conditions that decide a yes or a no, in the order of the rule, for wording. `holds` is their own verdict.
struct DecidingAtom {
  const RuleNode* atom = nullptr;
  bool holds = false;
};
[[nodiscard]] std::vector<DecidingAtom> deciding_atoms(const RuleNode& node, const RuleContext& context);

/// Can a person make this condition come true (or false)? Not what nobody is asked, and nobody grows younger.
[[nodiscard]] bool can_change(const DecidingAtom& change);

/// The conditions that must change at least to turn a decided verdict into `wanted`, in the order of the rule; where
/// one of several would do, one that a person can change, then the shortest way. `holds` is what each must become.
[[nodiscard]] std::vector<DecidingAtom> needed_changes(const RuleNode& node, const RuleContext& context,
                                                       Verdict wanted);

}  // namespace leerwijzer
