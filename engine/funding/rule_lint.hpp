// What can be wrong with scheme files that do load: rules that nobody can meet, conditions that never matter, gaps and
// overlaps in time, schemes that say different things of each other. For editors; used by a test and by
// `leerwijzer-indexer schemes check`.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace leerwijzer {

struct LintFinding {
  std::string file;     ///< "LLK.json"
  std::string pointer;  ///< JSON pointer inside the file: "/versions/0/rule/all/2"; empty: the whole file
  std::string code;     ///< "unsatisfiable_rule", "atom_never_matters", ...; see lint_rules
  std::string what;     ///< English: what is wrong
  std::string hint;     ///< English: what to do
  bool operator==(const LintFinding&) const = default;
};

/// Findings by file and pointer; empty when all is well. Codes:
///   does_not_load          the loader refuses it (unknown key or fact, unit, dangling parameter or scheme); every file
///                          that does not load on its own is named, then nothing else is looked at
///   unsatisfiable_rule     no person and course meet the rule, on any date with known parameters
///   always_true_rule       everybody meets the rule
///   atom_never_matters     the verdict is the same whether or not the condition holds
///   rule_too_large         more combinations than can be gone through
///   value_out_of_range     a condition compares with a number that the fact cannot be
///   period_overlap, period_gap      parameter periods of one key
///   version_overlap, version_gap    versions of one scheme
///   window_overlap           two windows share days
///   check_before_checked   nextCheck lies before checkedAt
///   stacking_asymmetry     two files say different things of the same pair, equally exactly
///   stacking_self, stacking_repeated
[[nodiscard]] std::vector<LintFinding> lint_rules(
    const std::vector<std::pair<std::string, std::string>>& file_and_json);

}  // namespace leerwijzer
