// Passwords: which may be chosen, and how they are kept.
#include "engine/core/passwords.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

namespace leerwijzer {
namespace {

constexpr PasswordCost k_cheap{1, 16'384};
const std::string k_good = "vier blauwe stoelen zingen";

TEST(Password, has_12_to_128_characters_and_no_rules_of_composition) {
  EXPECT_TRUE(fault_of_password("kort woordj", "jan@voorbeeld.nl"));
  EXPECT_FALSE(fault_of_password("kraai zingt!", "jan@voorbeeld.nl"));
  EXPECT_FALSE(fault_of_password(k_good, "jan@voorbeeld.nl"));
  EXPECT_FALSE(fault_of_password("\xc3\xab\xc3\xab n fi\xc3\xaats vol ijs", "jan@voorbeeld.nl"));
  EXPECT_TRUE(fault_of_password("\xc3\xab\xc3\xab\xc3\xab\xc3\xab\xc3\xab\xc3\xab", ""))
      << "six characters in 12 bytes";
  std::string longest;
  while (longest.size() < 128) longest += k_good;
  EXPECT_FALSE(fault_of_password(longest.substr(0, 128), ""));
  EXPECT_TRUE(fault_of_password(longest.substr(0, 128) + "x", ""));
}

TEST(Password, is_none_that_everybody_tries_first) {
  for (const char* common : {"wachtwoordwachtwoord", "Wachtwoord123!", "WELKOM2026!!!", "123456789012", "987654321098",
                             "aaaaaaaaaaaa", "abcabcabcabc", "qwertyuiop123", "passwordpassword1", "ikhouvanjou!!",
                             "Leerwijzer2026", "correcthorsebatterystaple", "zomerzomerzomer"}) {
    EXPECT_TRUE(fault_of_password(common, "jan@voorbeeld.nl")) << common;
  }
  EXPECT_GT(embedded_passwords().front().text.size(), 1000U);
}

TEST(Password, does_not_hold_the_name_of_its_account) {
  EXPECT_TRUE(fault_of_password("mevrouw Willemsen werkt", "willemsen@voorbeeld.nl"));
  EXPECT_FALSE(fault_of_password("mevrouw Jansen werkt", "jan@voorbeeld.nl")) << "three letters stand in many words";
}

TEST(Password, that_is_no_clean_text_is_refused) {
  EXPECT_TRUE(fault_of_password("abcdefghij\xff\xfekl", ""));
  EXPECT_TRUE(fault_of_password(std::string("een nul \0 erin", 14), ""));
}

TEST(PasswordHash, is_argon2id_salted_and_matches_only_its_password) {
  Passwords passwords(k_cheap);
  const std::string hash = passwords.hash(k_good).value();
  EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=16,t=1,p=1$")) << hash;
  EXPECT_NE(hash, passwords.hash(k_good).value());
  EXPECT_TRUE(passwords.check(hash, k_good)->matches);
  EXPECT_FALSE(passwords.check(hash, k_good + " ")->matches);
  EXPECT_FALSE(passwords.check(hash, "")->matches);
  EXPECT_FALSE(passwords.check("", k_good)->matches) << "an account that is not there";
  EXPECT_FALSE(passwords.check("not a hash", k_good)->matches);
}

TEST(PasswordHash, at_another_cost_still_matches_and_says_that_it_is_outdated) {
  const std::string old = Passwords(k_cheap).hash(k_good).value();
  Passwords today({2, 32'768});
  const PasswordCheck check = today.check(old, k_good).value();
  EXPECT_TRUE(check.matches);
  EXPECT_TRUE(check.outdated);
  EXPECT_FALSE(today.check(old, "something else")->outdated);
  EXPECT_FALSE(today.check(today.hash(k_good).value(), k_good)->outdated);
}

TEST(PasswordHash, costs_64_mebibytes_unless_told_otherwise) {
  const std::string hash = Passwords().hash(k_good).value();
  EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=65536,t=3,p=1$")) << hash;
}

TEST(PasswordHash, is_refused_rather_than_made_when_too_many_wait) {
  Passwords passwords({4, std::size_t{32} << 20U}, 1, std::chrono::milliseconds(1));
  std::atomic<int> refused{0};
  std::atomic<int> made{0};
  std::vector<std::thread> people;
  for (int i = 0; i < 6; ++i) {
    people.emplace_back([&] {
      const auto hash = passwords.hash(k_good);
      if (hash) ++made;
      if (!hash && hash.error().code == ErrorCode::overloaded) ++refused;
    });
  }
  for (std::thread& one : people) one.join();
  EXPECT_EQ(made + refused, 6);
  EXPECT_GE(made, 1);
  EXPECT_GE(refused, 1);
  EXPECT_TRUE(passwords.hash(k_good)) << "the place is free again";
}

}  // namespace
}  // namespace leerwijzer
