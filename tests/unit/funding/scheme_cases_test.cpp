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

/// Money in cents; null: nothing is known.
std::optional<CentsInterval> interval_of(const json::value& value) {
  if (value.is_null()) return std::nullopt;
  return CentsInterval{{value.at("min").to_number<std::int64_t>()}, {value.at("max").to_number<std::int64_t>()}};
}

/// A key that no check reads would be an expectation that nobody holds the rules to.
void check_keys(const json::object& each) {
  static constexpr auto k_known = std::to_array<std::string_view>(
      {"name", "date", "courseStart", "facts", "price", "expect", "because", "missing", "window", "amount", "receiver",
       "discretion", "ended", "overdue", "conflicting", "wouldChange"});
  for (const auto& member : each) {
    EXPECT_NE(std::find(k_known.begin(), k_known.end(), member.key()), k_known.end()) << member.key();
  }
}

FundingQuestion question_of(const json::object& each) {
  FundingQuestion question;
  question.date = testing::date_of(each.at("date").as_string());
  question.facts = testing::facts_of(each.at("facts").as_object());
  if (each.contains("courseStart")) question.course_start = testing::date_of(each.at("courseStart").as_string());
  if (each.contains("price")) question.price = Cents{each.at("price").to_number<std::int64_t>()};
  return question;
}

void check_shown(const json::object& each, const SchemeVerdict& verdict) {
  const auto expect_word = [&](const char* key, std::string_view word) {
    if (const json::value* wanted = each.if_contains(key)) {
      EXPECT_EQ(word, std::string_view(wanted->as_string())) << key;
    }
  };
  const auto expect_flag = [&](const char* key, bool flag) {
    if (const json::value* wanted = each.if_contains(key)) {
      EXPECT_EQ(flag, wanted->as_bool()) << key;
    }
  };
  expect_word("window", name_of(verdict.window));
  expect_word("receiver", verdict.receiver);
  expect_word("discretion", name_of(verdict.discretion));
  expect_flag("ended", verdict.ended);
  expect_flag("overdue", verdict.overdue);
  expect_flag("conflicting", verdict.conflicting);
  if (each.contains("amount")) {
    EXPECT_EQ(verdict.amount, interval_of(each.at("amount"))) << verdict.text;
  }
  if (each.contains("wouldChange")) {
    std::vector<std::string> facts;
    for (const WouldChange& change : verdict.would_change) facts.push_back(change.fact);
    EXPECT_EQ(facts, testing::texts_of(each.at("wouldChange"))) << verdict.text;
  }
  EXPECT_FALSE(verdict.text.empty());
}

void check_case(const std::string& scheme, const json::object& each) {
  SCOPED_TRACE(std::string(each.at("name").as_string()));
  check_keys(each);
  const FundingQuestion question = question_of(each);
  const auto checked = testing::shipped_rules().check_facts(question.facts);
  ASSERT_TRUE(checked) << describe(checked.error());
  const SchemeVerdict verdict = testing::ask_one(scheme, question);
  if (each.contains("expect")) {
    EXPECT_EQ(name_of(verdict.eligibility), std::string_view(each.at("expect").as_string())) << verdict.text;
  }
  if (each.contains("because")) {
    EXPECT_EQ(verdict.because, testing::texts_of(each.at("because")));
  }
  if (each.contains("missing")) {
    EXPECT_EQ(verdict.missing, testing::texts_of(each.at("missing")));
  }
  check_shown(each, verdict);
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
