// The operator's file of organisations: what it must say, and where a fault in it is.
#include "api/oidc/oidc_settings.hpp"
#include "api/oidc/oidc_client.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <filesystem>
#include <fstream>

namespace leerwijzer {
namespace {

const std::string k_good =
    "# Our desk\n[werkcentrum]\nissuer = https://login.example\nclient-id = leerwijzer\n"
    "redirect = https://leerwijzer.example/v1/sessions/oidc/callback\ndesks = desk-a\nrole-claim = roles\n"
    "advisors = adviseur, consulent\n";

TEST(OidcSettings, name_an_organisation_its_desks_and_its_roles) {
  const auto read = parse_oidc_settings(k_good, "oidc");
  ASSERT_TRUE(read) << describe(read.error());
  ASSERT_EQ(read->size(), 1U);
  EXPECT_EQ(read->front().name, "werkcentrum");
  EXPECT_EQ(read->front().advisors, (std::vector<std::string>{"adviseur", "consulent"}));
  EXPECT_TRUE(parse_oidc_settings("", "oidc")->empty());
}

TEST(OidcSettings, that_are_wrong_say_where) {
  const auto with = [](const std::string& from, const std::string& to) {
    std::string text = k_good;
    text.replace(text.find(from), from.size(), to);
    const auto read = parse_oidc_settings(text, "oidc");
    return read ? std::string("taken") : read.error().where;
  };
  EXPECT_EQ(with("client-id", "client"), "oidc:4");
  EXPECT_EQ(with("[werkcentrum]", "[Werk Centrum]"), "oidc:2");
  EXPECT_EQ(with("[werkcentrum]\n", ""), "oidc:2");
  EXPECT_EQ(with("https://login", "http://login"), "oidc [werkcentrum]");
  EXPECT_EQ(with("/v1/sessions/oidc/callback", "/"), "oidc [werkcentrum]");
  EXPECT_EQ(with("desks = desk-a\n", ""), "oidc [werkcentrum]");
  EXPECT_EQ(with("desks = desk-a", "desks = desk-a, desk-b"), "oidc [werkcentrum]") << "which desk must be told";
  EXPECT_EQ(with("advisors = adviseur, consulent\n", ""), "oidc [werkcentrum]");
  EXPECT_FALSE(parse_oidc_settings(k_good + k_good, "oidc")) << "one name twice";
}

TEST(OidcSettings, keep_the_secret_in_a_file_that_others_cannot_read) {
  const testing::TemporaryFolder folder;
  const auto secret = folder.path() / "secret";
  const auto file = folder.path() / "oidc";
  std::ofstream(secret) << "geheim\n";
  std::ofstream(file) << k_good << "client-secret-file = " << secret.string() << "\n";
  std::filesystem::permissions(secret, std::filesystem::perms::owner_read | std::filesystem::perms::group_read);
  EXPECT_EQ(read_oidc_settings(file).error().code, ErrorCode::permission_denied);
  std::filesystem::permissions(secret, std::filesystem::perms::owner_read);
  EXPECT_EQ(read_oidc_settings(file)->front().client_secret, "geheim");
  EXPECT_EQ(read_oidc_settings(folder.path() / "none").error().code, ErrorCode::not_found);
}

TEST(OidcClient, believes_no_description_of_another_issuer_nor_one_without_tls) {
  const OidcProvider provider = parse_oidc_settings(k_good, "oidc")->front();
  const auto asked_with = [&](const boost::json::object& changes) {
    boost::json::object document{{"issuer", "https://login.example"},
                                 {"authorization_endpoint", "https://login.example/a"},
                                 {"token_endpoint", "https://login.example/t"},
                                 {"jwks_uri", "https://login.example/k"}};
    for (const auto& one : changes) document[one.key()] = one.value();
    OidcClient client({provider},
                      [&](const HttpsRequest&) -> Result<std::string> { return boost::json::serialize(document); });
    return client.authorization_url(provider, {"s", "n", "c"}).has_value();
  };
  EXPECT_TRUE(asked_with({}));
  EXPECT_FALSE(asked_with({{"issuer", "https://evil.example"}}));
  EXPECT_FALSE(asked_with({{"token_endpoint", "http://login.example/t"}}));
  EXPECT_FALSE(asked_with({{"jwks_uri", nullptr}}));
  EXPECT_FALSE(asked_with({{"code_challenge_methods_supported", boost::json::array{"plain"}}}));
  for (const char* text : {"", "[]", "{", "\xff", "null"}) {
    OidcClient broken({provider}, [&](const HttpsRequest&) -> Result<std::string> { return std::string(text); });
    EXPECT_FALSE(broken.authorization_url(provider, {"s", "n", "c"})) << text;
  }
}

}  // namespace
}  // namespace leerwijzer
