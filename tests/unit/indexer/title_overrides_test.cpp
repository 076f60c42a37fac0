#include "indexer/importing/title_overrides.hpp"

#include "tests/support/paths.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace leerwijzer::testing {
namespace {

Result<std::vector<OverrideRow>> read(const std::string& text) {
  const TemporaryFolder folder;
  const std::filesystem::path file = folder.path() / "own.csv";
  std::ofstream(file) << text;
  return read_override_file(file);
}

TEST(TitleOverrides, are_read_by_column_name_with_their_line) {
  const auto rows = read("reason,title,occupation\nso people say,juf,leraar basisonderwijs\n\nagain,meester,urn:1\n");
  ASSERT_TRUE(rows) << rows.error().what;
  ASSERT_EQ(rows->size(), 2U);
  EXPECT_EQ((*rows)[0].title, "juf");
  EXPECT_EQ((*rows)[0].occupation, "leraar basisonderwijs");
  EXPECT_EQ((*rows)[1].reason, "again");
  EXPECT_EQ((*rows)[1].where, "own.csv:4");
}

TEST(TitleOverrides, a_missing_column_is_named) {
  const auto rows = read("title,occupation\njuf,leraar\n");
  ASSERT_FALSE(rows);
  EXPECT_EQ(rows.error().code, ErrorCode::invalid_input);
  EXPECT_NE(rows.error().what.find("reason"), std::string::npos);
}

TEST(TitleOverrides, an_empty_file_is_refused_and_one_without_rows_is_none) {
  EXPECT_FALSE(read(""));
  EXPECT_TRUE(read("title,occupation,reason\n").value().empty());
}

TEST(TitleOverrides, those_that_are_shipped_can_be_read) {
  const auto rows = read_override_file(root() / "schema" / "taxonomy" / "overrides.csv");
  ASSERT_TRUE(rows) << rows.error().what;
  EXPECT_FALSE(rows->empty());
  for (const OverrideRow& row : *rows) EXPECT_FALSE(row.reason.empty()) << row.where;
}

}  // namespace
}  // namespace leerwijzer::testing
