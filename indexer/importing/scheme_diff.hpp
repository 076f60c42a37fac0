// What a change of scheme files changes: in the files, and in the verdicts and amounts of stored cases.
// For an editor, before a change is published.
#pragma once

#include "engine/core/date.hpp"
#include "engine/core/error.hpp"
#include "engine/funding/funding.hpp"

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace leerwijzer {

/// A set of schemes, compiled.
struct RuleSet {
  std::string name;                                        ///< as it was asked for
  std::vector<std::pair<std::string, std::string>> files;  ///< by scheme id
  FundingRules rules;
};

/// Sorts by id, whatever the files are called. Fails as FundingRules::compile does.
[[nodiscard]] Result<RuleSet> rule_set(std::string name,
                                       std::vector<std::pair<std::string, std::string>> file_and_json);

struct SchemeChange {
  std::string scheme;
  std::string what;    ///< "/versions/0/rule/all/1/value", "parameter llk.age_below from 2024-08-01: value"
  std::string before;  ///< JSON; empty: it was not there
  std::string after;   ///< JSON; empty: it is gone
  /// It changes what was paid, or who got a yes, in a period that had begun on that day.
  bool rewrites_past = false;
};

/// A scheme that is only in one of the two is one change.
[[nodiscard]] std::vector<SchemeChange> changes_between(const RuleSet& before, const RuleSet& after, Date today);

/// One case of tests/cases/funding.
struct SchemeCase {
  std::string scheme;
  std::string name;
  std::string expect;  ///< yes, no, unknown; empty: not stated
  FundingQuestion question;
};

/// Every .json of a folder. The first fault is named with file and pointer.
[[nodiscard]] Result<std::vector<SchemeCase>> read_scheme_cases(const std::filesystem::path& folder);

struct VerdictChange {
  const SchemeCase* one = nullptr;
  std::string before;  ///< "yes, open, € 500"
  std::string after;
  bool verdict_changed = false;
  bool unexpected = false;  ///< after the change the verdict is not what the case expects
};

/// Cases whose verdict, window or amount differs, in their order. A case without a price gets `price`, so that a share
/// of it shows.
[[nodiscard]] std::vector<VerdictChange> case_changes(const std::vector<SchemeCase>& cases, const RuleSet& before,
                                                      const RuleSet& after, Cents price);

}  // namespace leerwijzer
