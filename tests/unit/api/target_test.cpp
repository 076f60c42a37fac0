#include "api/http/target.hpp"

#include <gtest/gtest.h>

namespace leerwijzer {
namespace {

TEST(Target, is_decoded_once) {
  const Target target = parse_target("/v1/offers?q=caf%C3%A9+bar&level=3&level=4&leeg=&vlag&x=%2525").value();
  EXPECT_EQ(target.path, "/v1/offers");
  ASSERT_EQ(target.query.size(), 6U);
  EXPECT_EQ(target.query[0].second, "café bar");
  EXPECT_EQ(target.query[2], (std::pair<std::string, std::string>("level", "4")));
  EXPECT_EQ(target.query[4].second, "");
  EXPECT_EQ(target.query[5].second, "%25");
}

TEST(Target, a_percent_code_in_the_path_is_a_letter) { EXPECT_EQ(parse_target("/a%20b").value().path, "/a b"); }

TEST(Target, refuses_what_another_program_may_read_differently) {
  for (const char* text : {"", "x", "*", "//a", "/a/../b", "/%2e%2e/b", "/a%2fb", "/a%5Cb", "/a#b", "/a b", "/a\\b",
                           "/%", "/%1", "/%zz", "/%00", "/?q=%00", "/?q=%80", "/\x7f", "/\xc3\xa9"}) {
    EXPECT_FALSE(parse_target(text).has_value()) << text;
  }
}

TEST(Target, what_is_encoded_decodes_to_the_same) {
  std::string all;
  for (int c = 1; c < 128; ++c) all += static_cast<char>(c);
  all += "é€😀";
  EXPECT_EQ(parse_target("/?q=" + percent_encode(all)).value().query.at(0).second, all);
}

}  // namespace
}  // namespace leerwijzer
