// The cases that came with the facts, when they are beside the project.
#include "tests/unit/funding/facts_json.hpp"
#include "tests/unit/funding/shipped_rules.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace leerwijzer {
namespace {

namespace json = boost::json;
using ::testing::IsSupersetOf;

Verdict expected_verdict(const json::value& value) {
  if (value.is_bool()) return value.get_bool() ? Verdict::yes : Verdict::no;
  return Verdict::unknown;
}

TEST(FundingGoldenCases, every_case_of_the_shared_facts_holds) {
  const auto path = testing::shared() / "funding" / "golden_cases.json";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "no shared funding facts beside the project";
  const json::value cases = json::parse(testing::read_file(path));
  for (const auto& item : cases.as_array()) {
    const json::object& each = item.as_object();
    const std::string name(each.at("name").as_string());
    const Facts facts = testing::facts_of(each.at("facts").as_object());
    ASSERT_TRUE(testing::shipped_rules().check_facts(facts)) << name;
    const SchemeVerdict verdict =
        testing::ask_one(std::string(each.at("scheme").as_string()), each.at("date").as_string(), facts);
    EXPECT_EQ(name_of(verdict.eligibility), name_of(expected_verdict(each.at("expect"))))
        << name << ": " << verdict.text;
    if (each.contains("why")) {
      EXPECT_EQ(verdict.because, testing::texts_of(each.at("why"))) << name;
    }
    if (each.contains("need")) {
      EXPECT_THAT(verdict.missing, IsSupersetOf(testing::texts_of(each.at("need")))) << name;
    }
  }
}

}  // namespace
}  // namespace leerwijzer
