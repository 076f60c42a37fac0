// Roles, addresses, codes, keys and limits of accounts: the rules alone.
#include "engine/domain/account.hpp"

#include <gtest/gtest.h>

#include <set>

namespace leerwijzer {
namespace {

const Workplace k_desk{"desk-a", std::nullopt};
const Workplace k_school{"", ProviderId{7}};

TEST(AccountRoles, are_of_a_desk_or_of_a_school_and_never_of_both) {
  for (const auto& [role, name] : EnumNames<AccountRole>::names) {
    EXPECT_NE(fits(role, k_desk), fits(role, k_school)) << name;
    EXPECT_FALSE(fits(role, {})) << name;
    EXPECT_FALSE(fits(role, {"desk-a", ProviderId{7}})) << name;
  }
  EXPECT_TRUE(fits(AccountRole::advisor, k_desk));
  EXPECT_TRUE(fits(AccountRole::administrator, k_school));
}

TEST(AccountRoles, of_a_school_each_have_what_the_smaller_has_and_more) {
  EXPECT_EQ(scopes_of(AccountRole::editor), (std::vector{KeyScope::read, KeyScope::write}));
  EXPECT_EQ(scopes_of(AccountRole::publisher).size(), 3U);
  EXPECT_EQ(scopes_of(AccountRole::administrator).size(), 4U);
  EXPECT_TRUE(scopes_of(AccountRole::desk_manager).empty());
  EXPECT_TRUE(manages(AccountRole::desk_manager) && manages(AccountRole::administrator));
  EXPECT_FALSE(manages(AccountRole::advisor) || manages(AccountRole::publisher));
}

TEST(AccountEmail, has_one_form) {
  EXPECT_EQ(normal_email("  Jan.Jansen@Voorbeeld.NL "), "jan.jansen@voorbeeld.nl");
  for (const char* text : {"", "jan", "@x.nl", "jan@", "jan@x", "jan@.nl", "jan@x.", "a b@x.nl", "a@b@c.nl",
                           "a@x.nl\r\nBcc: y@x.nl", "<a@x.nl>", "a,b@x.nl", "\"a\"@x.nl", "a\xff@x.nl"}) {
    EXPECT_FALSE(normal_email(text)) << text;
  }
  EXPECT_FALSE(normal_email(std::string(250, 'a') + "@x.nl"));
}

TEST(RecoveryCode, is_80_bits_and_understood_however_it_is_typed) {
  std::set<std::string> codes;
  for (int i = 0; i < 200; ++i) codes.insert(random_recovery_code());
  EXPECT_EQ(codes.size(), 200U);
  EXPECT_EQ(codes.begin()->size(), 19U);
  EXPECT_EQ(normal_recovery_code("oil0-abcd-efgh-jkmn"), "0110ABCDEFGHJKMN");
  EXPECT_EQ(normal_recovery_code(" oil0 abcd efghjkmn "), "0110ABCDEFGHJKMN");
  for (const char* text : {"", "ABCD", "UUUU-UUUU-UUUU-UUUU", "0110-ABCD-EFGH-JKMNP", "<script>alert(1)"})
    EXPECT_FALSE(normal_recovery_code(text)) << text;
}

TEST(SessionLimit, is_30_minutes_idle_and_8_hours_whatever_happens) {
  const SessionLimits limits;
  EXPECT_FALSE(is_over(1000, 1000, limits, 1000 + 1799));
  EXPECT_TRUE(is_over(1000, 1000, limits, 1000 + 1800));
  const std::int64_t end = 1000 + 8 * 3600;
  EXPECT_FALSE(is_over(1000, end - 10, limits, end - 1));
  EXPECT_TRUE(is_over(1000, end - 1, limits, end));
}

TEST(SessionLimit, goes_no_further_than_12_hours_whatever_is_set) {
  const SessionLimits limits{1800, 48 * 3600};
  EXPECT_FALSE(is_over(0, 12 * 3600 - 2, limits, 12 * 3600 - 1));
  EXPECT_TRUE(is_over(0, 12 * 3600 - 1, limits, 12 * 3600));
}

TEST(BackOff, lets_the_first_failures_go_and_then_doubles_to_a_minute) {
  std::int64_t before = 0;
  for (int failures = 0; failures <= 5; ++failures) EXPECT_EQ(wait_after_failures(failures, 5), 0);
  for (int failures = 6; failures < 40; ++failures) {
    const std::int64_t wait = wait_after_failures(failures, 5);
    EXPECT_GE(wait, before);
    EXPECT_LE(wait, 60);
    before = wait;
  }
  EXPECT_EQ(wait_after_failures(6, 5), 2);
  EXPECT_EQ(wait_after_failures(8, 5), 8);
  EXPECT_EQ(wait_after_failures(1'000'000, 5), 60);
}

TEST(BackOff, leaves_fewer_than_100_guesses_an_hour) {
  std::int64_t now = 0;
  int guesses = 0;
  for (int failures = 1; now < 3600; ++failures, ++guesses) now += wait_after_failures(failures, k_free_per_account);
  EXPECT_LT(guesses, 100);
}

TEST(ProviderKey, is_160_random_bits_behind_a_prefix_and_reads_back) {
  const KeyText key = random_key();
  EXPECT_EQ(key.secret.size() * 4, 160U);
  const std::string text = text_of(key);
  const auto read = parse_key(text);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->prefix, key.prefix);
  EXPECT_EQ(read->secret, key.secret);
  EXPECT_NE(random_key().secret, key.secret);
  for (const std::string& wrong :
       {std::string(), text.substr(1), text + "0", "LW" + text.substr(2), text.substr(0, 3) + "G" + text.substr(4),
        text.substr(0, text.size() - 1) + "Z", std::string("lw_") + std::string(51, '_')}) {
    EXPECT_FALSE(parse_key(wrong)) << wrong;
  }
}

}  // namespace
}  // namespace leerwijzer
