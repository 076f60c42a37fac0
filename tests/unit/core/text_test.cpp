#include "engine/core/text.hpp"

#include <gtest/gtest.h>

namespace leerwijzer {
namespace {

TEST(Text, folding_drops_case_diacritics_and_compatibility_forms) {
  EXPECT_EQ(fold("Coördinatie CAFÉ"), "coordinatie cafe");
  EXPECT_EQ(fold("ﬁnanciën"), "financien");
  EXPECT_EQ(fold("C++ en C#"), "c++ en c#");
}

TEST(Text, invalid_bytes_never_come_through) {
  const std::string broken("a\xFF\0b\xC3", 5);
  EXPECT_FALSE(is_clean_utf8(broken));
  EXPECT_TRUE(is_clean_utf8(replace_invalid_utf8(broken)));
  EXPECT_EQ(fold(broken), "ab");
}

TEST(Text, truncation_keeps_code_points_whole) {
  EXPECT_EQ(truncate_utf8("é", 1), "");
  EXPECT_EQ(truncate_utf8("aé", 2), "a");
  EXPECT_EQ(truncate_utf8("aé", 3), "aé");
}

TEST(Text, spaces_collapse_and_parts_are_trimmed) {
  EXPECT_EQ(collapse_spaces("  een \n twee\t\u00A0drie "), "een twee drie");
  EXPECT_EQ(split_trimmed(" a | b ||c", '|'), (std::vector<std::string>{"a", "b", "c"}));
  EXPECT_EQ(join({"a", "b"}, ", "), "a, b");
}

TEST(Text, a_digest_differs_with_one_byte) {
  EXPECT_EQ(digest("a").size(), 32U);
  EXPECT_NE(digest("a"), digest("b"));
  EXPECT_EQ(digest("a"), digest("a"));
}

}  // namespace
}  // namespace leerwijzer
