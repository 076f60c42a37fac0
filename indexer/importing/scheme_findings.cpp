#include "indexer/importing/scheme_findings.hpp"

#include "engine/funding/rule_lint.hpp"

namespace leerwijzer {

Result<std::vector<SchemeFinding>> scheme_findings(
    const std::vector<std::pair<std::string, std::string>>& file_and_json, Date today) {
  auto verify = check_schemes(file_and_json, today);
  if (!verify) return verify.error();
  std::vector<SchemeFinding> findings;
  for (const LintFinding& one : lint_rules(file_and_json)) {
    const std::string scheme = one.file.substr(0, one.file.rfind('.'));
    findings.push_back(
        {SchemeCheck::fault, scheme, one.file + "#" + one.pointer, one.code + ": " + one.what, one.hint, {}, today});
  }
  findings.insert(findings.end(), verify->begin(), verify->end());
  return findings;
}

}  // namespace leerwijzer
