#include "indexer/importing/scheme_findings.hpp"

#if __has_include("engine/funding/rule_lint.hpp")
#include "engine/funding/rule_lint.hpp"
#define LEERWIJZER_HAS_RULE_LINT 1
#endif

namespace leerwijzer {

Result<std::vector<SchemeFinding>> scheme_findings(
    const std::vector<std::pair<std::string, std::string>>& file_and_json, Date today) {
  auto verify = check_schemes(file_and_json, today);
  if (!verify) return verify.error();
  std::vector<SchemeFinding> findings;
#ifdef LEERWIJZER_HAS_RULE_LINT
  for (const LintFinding& one : lint_rules(file_and_json)) {
    const std::string scheme = one.file.substr(0, one.file.rfind('.'));
    findings.push_back(
        {SchemeCheck::fault, scheme, one.file + "#" + one.pointer, one.code + ": " + one.what, one.hint, {}, today});
  }
#endif
  findings.insert(findings.end(), verify->begin(), verify->end());
  return findings;
}

}  // namespace leerwijzer
