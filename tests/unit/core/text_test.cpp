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

/// Text of ASCII and other letters with every length of run between them.
std::vector<std::string> mixed_texts() {
  std::vector<std::string> texts;
  for (std::size_t before = 0; before < 20; ++before) {
    for (std::size_t after = 0; after < 20; ++after) {
      for (const char* between : {"é", "\u0308", "ﬁ", "İ", "中", "\u00AD", "😀", "ẞ"})
        texts.push_back(std::string(before, 'Q') + between + std::string(after, 'z'));
    }
  }
  return texts;
}

TEST(Text, folding_a_text_is_folding_its_letters_one_by_one) {
  for (const std::string& text : mixed_texts()) {
    std::string one_by_one;
    for (std::size_t at = 0; at < text.size();) {
      std::size_t end = at + 1;
      while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
      one_by_one += fold(std::string_view(text).substr(at, end - at));
      at = end;
    }
    EXPECT_EQ(fold(text), one_by_one) << text;
    EXPECT_EQ(fold(text + text), one_by_one + one_by_one) << text;
  }
}

TEST(Text, a_wrong_byte_is_found_wherever_it_stands) {
  for (const std::string& text : mixed_texts()) {
    ASSERT_TRUE(is_clean_utf8(text)) << text;
    for (std::size_t at = 0; at < text.size(); ++at) {
      for (const char wrong : {'\0', '\xFF', '\x80'}) {
        std::string broken = text;
        if (broken[at] == wrong) continue;
        broken[at] = wrong;
        const bool still_a_letter = wrong == '\x80' && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
        EXPECT_TRUE(still_a_letter || !is_clean_utf8(broken)) << text << " at " << at;
        EXPECT_TRUE(is_clean_utf8(replace_invalid_utf8(broken)));
      }
    }
  }
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
