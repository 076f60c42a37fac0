// Cases as data: one file a scheme in tests/cases/funding, and the file's stem is the test's name.
#include "tests/unit/funding/facts_json.hpp"
#include "tests/unit/funding/shipped_rules.hpp"

#include <gtest/gtest.h>

namespace leerwijzer {
namespace {

namespace json = boost::json;

std::vector<std::filesystem::path> case_files() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(testing::root() / "tests" / "cases" / "funding")) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

class FundingSchemeCases : public ::testing::TestWithParam<std::filesystem::path> {};

void check_case(const std::string& scheme, const json::object& each) {
  SCOPED_TRACE(std::string(each.at("name").as_string()));
  FundingQuestion question;
  question.date = testing::date_of(each.at("date").as_string());
  question.facts = testing::facts_of(each.at("facts").as_object());
  if (each.contains("courseStart")) question.course_start = testing::date_of(each.at("courseStart").as_string());
  const auto checked = testing::shipped_rules().check_facts(question.facts);
  ASSERT_TRUE(checked) << describe(checked.error());
  const SchemeVerdict verdict = testing::ask_one(scheme, question);
  if (each.contains("expect")) {
    EXPECT_EQ(name_of(verdict.eligibility), std::string_view(each.at("expect").as_string()));
  }
  if (each.contains("because")) {
    EXPECT_EQ(verdict.because, testing::texts_of(each.at("because")));
  }
  if (each.contains("missing")) {
    EXPECT_EQ(verdict.missing, testing::texts_of(each.at("missing")));
  }
  if (each.contains("window")) {
    EXPECT_EQ(name_of(verdict.window), std::string_view(each.at("window").as_string()));
  }
  EXPECT_FALSE(verdict.text.empty());
}

TEST_P(FundingSchemeCases, hold) {
  const json::value file = json::parse(testing::read_file(GetParam()));
  const std::string scheme(file.at("scheme").as_string());
  ASSERT_EQ(scheme, GetParam().stem().string());
  ASSERT_FALSE(file.at("cases").as_array().empty());
  for (const auto& each : file.at("cases").as_array()) check_case(scheme, each.as_object());
}

INSTANTIATE_TEST_SUITE_P(Files, FundingSchemeCases, ::testing::ValuesIn(case_files()),
                         [](const auto& tested) { return tested.param.stem().string(); });

TEST(FundingSchemeCaseFiles, every_shipped_scheme_has_a_file_of_cases) {
  EXPECT_EQ(case_files().size(), testing::shipped_rules().scheme_count());
}

}  // namespace
}  // namespace leerwijzer
