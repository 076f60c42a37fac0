// Dutch sentences (B1, "u") for verdicts and stacks. Built for an answer only, never while searching.
#pragma once

#include "engine/funding/rule_evaluation.hpp"

#include <string>

namespace leerwijzer {

/// A condition as a clause without capital or full stop: "uw leeftijd als de opleiding begint is lager dan 57 jaar".
/// `holds`: the clause for a condition that holds, else the clause for one that does not.
[[nodiscard]] std::string clause_of(const RuleNode& atom, bool holds, const RuleContext& context);

/// What a scheme's verdict is made of.
struct VerdictParts {
  const SchemeModel& scheme;
  const SchemeVersion* version = nullptr;  ///< nothing: none holds on the date
  bool ended = false;
  Verdict eligibility = Verdict::unknown;
  Window window = Window::unknown;
  bool overdue = false;
  bool conflicting = false;
  MissingParts missing;
  std::optional<BudgetState> budget{};  ///< of a fund
  std::vector<WouldChange> would_change;
};

/// What would change the no of a rule: one clause a condition, each fact and clause once. Empty when part of it is
/// nothing that a person can change.
[[nodiscard]] std::vector<WouldChange> changes_of(const RuleNode& rule, const RuleContext& context);

[[nodiscard]] std::string verdict_text(const VerdictParts& parts, const RuleContext& context);

/// Why a stack holds what it holds, and what was left out because nobody knows whether it may be combined.
struct StackParts {
  std::string_view name;  ///< certain, likely, best_case
  Cents price;
  Cents net;
  std::vector<std::pair<const SchemeModel*, Cents>> payments;
  std::vector<const SchemeModel*> loans;
  std::vector<std::pair<const SchemeModel*, const SchemeModel*>>
      unclear;  ///< left out, because of the one in the stack
  bool fee_forbidden = false;
};

[[nodiscard]] std::string stack_text(const StackParts& parts);

/// "a, b en c" or "a, b of c".
[[nodiscard]] std::string enumerated(const std::vector<std::string>& parts, std::string_view last);

/// First letter in upper case, and a full stop.
[[nodiscard]] std::string as_sentence(std::string clause);

}  // namespace leerwijzer
