// The scheme files that the project ships: all compile, and say what people need.
#include "engine/core/text.hpp"
#include "engine/funding/fact_table.hpp"
#include "tests/unit/funding/shipped_rules.hpp"

#include <gtest/gtest.h>
#include <boost/json.hpp>

namespace leerwijzer {
namespace {

TEST(FundingSchemeFiles, every_shipped_file_compiles) {
  const auto rules = FundingRules::compile(testing::read_scheme_files());
  ASSERT_TRUE(rules) << describe(rules.error());
  EXPECT_EQ(rules->scheme_count(), 51U);
}

TEST(FundingSchemeFiles, a_file_is_named_after_its_scheme) {
  for (const auto& [name, text] : testing::read_scheme_files()) {
    if (name.ends_with(".schema.json")) continue;
    EXPECT_EQ(std::string(boost::json::parse(text).as_object().at("id").as_string()) + ".json", name);
  }
}

TEST(FundingSchemeFiles, the_snapshot_does_not_depend_on_order_or_spaces) {
  auto files = testing::read_scheme_files();
  std::reverse(files.begin(), files.end());
  for (auto& [name, text] : files) text = " " + text + "\n\n";
  const auto rules = FundingRules::compile(files);
  ASSERT_TRUE(rules);
  EXPECT_EQ(rules->snapshot(), testing::shipped_rules().snapshot());
}

}  // namespace
}  // namespace leerwijzer
