// The lint: bad rule files as data in tests/cases/funding_lint, and the shipped files, which are clean. Every one of
// the country's municipalities lies in exactly one labour region.
#include "engine/funding/rule_lint.hpp"
#include "tests/unit/funding/small_rules.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace leerwijzer {
namespace {

namespace json = boost::json;

std::vector<std::filesystem::path> lint_cases() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(testing::root() / "tests" / "cases" / "funding_lint")) {
    files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// A case changes the small scheme: {"files": {"ONE.json": {"/pointer": value, ...}, ...}, "finds": [...]}.
testing::SchemeFiles files_of(const json::object& file) {
  testing::SchemeFiles files;
  for (const auto& each : file.at("files").as_object()) {
    std::string text(testing::k_small_scheme);
    for (const auto& change : each.value().as_object()) {
      text = testing::changed(text, change.key(), json::serialize(change.value()));
    }
    files.emplace_back(std::string(each.key()), std::move(text));
  }
  return files;
}

class FundingRuleLint : public ::testing::TestWithParam<std::filesystem::path> {};

TEST_P(FundingRuleLint, finds) {
  const json::value file = json::parse(testing::read_file(GetParam()));
  std::vector<std::string> wanted;
  for (const json::value& each : file.at("finds").as_array()) {
    wanted.push_back(std::string(each.at("file").as_string()) + "#" + std::string(each.at("pointer").as_string()) +
                     " " + std::string(each.at("code").as_string()));
  }
  std::vector<std::string> found;
  for (const LintFinding& finding : lint_rules(files_of(file.as_object()))) {
    found.push_back(finding.file + "#" + finding.pointer + " " + finding.code);
    EXPECT_FALSE(finding.what.empty());
    EXPECT_FALSE(finding.hint.empty()) << finding.what;
  }
  EXPECT_EQ(found, wanted);
}

INSTANTIATE_TEST_SUITE_P(Files, FundingRuleLint, ::testing::ValuesIn(lint_cases()),
                         [](const auto& tested) { return tested.param.stem().string(); });

TEST(FundingRuleLintShipped, the_shipped_files_are_clean) {
  const auto files = testing::read_scheme_files();
  EXPECT_GE(files.size(), 51U);
  for (const LintFinding& finding : lint_rules(files)) {
    ADD_FAILURE() << finding.file << "#" << finding.pointer << " " << finding.code << ": " << finding.what;
  }
}

TEST(FundingRuleLintShipped, text_that_is_no_json_is_named_with_its_line) {
  const auto findings = lint_rules({{"ONE.json", "{\n\"id\": \"ONE\",\n oops"}});
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].code, "does_not_load");
  EXPECT_NE(findings[0].what.find("line 3"), std::string::npos) << findings[0].what;
}

}  // namespace
}  // namespace leerwijzer
