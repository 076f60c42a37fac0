// One-time codes, against the vectors of RFC 6238 (appendix B, SHA-1), and what is taken of them.
#include "engine/core/totp.hpp"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace leerwijzer {
namespace {

const std::string k_secret = "12345678901234567890";

TEST(Totp, gives_the_codes_of_rfc_6238) {
  const std::vector<std::pair<std::int64_t, std::string>> vectors = {
      {59, "94287082"},         {1111111109, "07081804"}, {1111111111, "14050471"},
      {1234567890, "89005924"}, {2000000000, "69279037"}, {20000000000, "65353130"}};
  for (const auto& [moment, code] : vectors) {
    EXPECT_EQ(totp_code(k_secret, totp_step(moment), 8), code) << moment;
    EXPECT_EQ(totp_code(k_secret, totp_step(moment)), code.substr(2)) << moment;
  }
}

TEST(Totp, takes_the_step_before_and_after_and_no_other) {
  const std::int64_t now = 1'795'900'015;
  const std::int64_t step = totp_step(now);
  for (int away = -3; away <= 3; ++away) {
    const auto found = matching_step(k_secret, totp_code(k_secret, step + away), now, 0);
    EXPECT_EQ(found.has_value(), away >= -1 && away <= 1) << away;
    if (found) {
      EXPECT_EQ(*found, step + away);
    }
  }
}

TEST(Totp, takes_no_step_twice_and_none_before_it) {
  const std::int64_t now = 1'795'900'015;
  const std::int64_t step = totp_step(now);
  EXPECT_FALSE(matching_step(k_secret, totp_code(k_secret, step), now, step));
  EXPECT_FALSE(matching_step(k_secret, totp_code(k_secret, step - 1), now, step));
  EXPECT_TRUE(matching_step(k_secret, totp_code(k_secret, step + 1), now, step));
}

TEST(Totp, refuses_whatever_is_no_code) {
  const std::int64_t now = 1'795'900'015;
  const std::string code = totp_code(k_secret, totp_step(now));
  EXPECT_TRUE(matching_step(k_secret, code.substr(0, 3) + " " + code.substr(3), now, 0)) << "as apps show it";
  for (const std::string& text : {std::string(), code.substr(1), code + "0", code + std::string(30, ' ') + "0",
                                  std::string("      "), std::string("abcdef"), "-" + code.substr(1)}) {
    EXPECT_FALSE(matching_step(k_secret, text, now, 0)) << text;
  }
}

TEST(Totp, tells_an_app_all_that_it_needs) {
  EXPECT_EQ(base32_of(""), "");
  EXPECT_EQ(base32_of("f"), "MY");
  EXPECT_EQ(base32_of("foobar"), "MZXW6YTBOI");
  EXPECT_EQ(base32_of(k_secret), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
  EXPECT_EQ(totp_uri(k_secret, "jan+x@school.nl"),
            "otpauth://totp/Leerwijzer:jan%2Bx%40school.nl?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
            "&issuer=Leerwijzer&algorithm=SHA1&digits=6&period=30");
}

}  // namespace
}  // namespace leerwijzer
