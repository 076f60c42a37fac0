// Files that the loader must refuse, as data: tests/style/schemes holds the JSON Schema to the same list.
#include "tests/unit/funding/small_rules.hpp"

#include <gtest/gtest.h>

namespace leerwijzer {
namespace {

namespace json = boost::json;

std::string text_of(const char* file) {
  return testing::read_file(testing::root() / "tests" / "cases" / "scheme_files" / file);
}

TEST(FundingSchemeFiles, the_base_of_the_refused_files_loads) {
  const auto rules = FundingRules::compile({{"ONE.json", text_of("base.json")}});
  EXPECT_TRUE(rules) << describe(rules.error());
}

TEST(FundingSchemeFiles, each_refused_file_is_refused_with_its_file_and_a_pointer) {
  const std::string base = text_of("base.json");
  const json::array cases = json::parse(text_of("refused.json")).as_array();
  EXPECT_GE(cases.size(), 45U);
  for (const json::value& each : cases) {
    const std::string name(each.at("name").as_string());
    const std::string file =
        testing::changed(base, std::string_view(each.at("at").as_string()), json::serialize(each.at("value")));
    const auto rules = FundingRules::compile({{"ONE.json", file}});
    ASSERT_FALSE(rules) << name;
    EXPECT_EQ(rules.error().code, ErrorCode::invalid_input) << name;
    EXPECT_TRUE(rules.error().where.starts_with("ONE.json#")) << name << ": " << describe(rules.error());
    EXPECT_FALSE(rules.error().hint.empty()) << name;
  }
}

}  // namespace
}  // namespace leerwijzer
