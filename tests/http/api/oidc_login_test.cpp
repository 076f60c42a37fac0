// Logging in with an account at one's own organisation, against one on this machine with real keys: who is let in, and
// everything that a hostile or broken one could send.
#include "tests/http/api/account_fixture.hpp"
#include "tests/support/local_oidc_provider.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gmock/gmock.h>

#include <fstream>

namespace leerwijzer::testing {
namespace {

using ::testing::HasSubstr;

/// Parts that must be there before the application is.
struct Organisation {
  TemporaryFolder folder;
  LocalOidcProvider provider;
  OidcClient client{{settings()}};

  OidcProvider settings() {
    provider.write_certificate(folder.path() / "ca.pem");
    const std::string text =
        "[org]\nissuer = " + provider.issuer() +
        "\nclient-id = leerwijzer\nredirect = https://leerwijzer.example/v1/sessions/oidc/callback\n"
        "desk-claim = desk\ndesks = desk-a, desk-c\nrole-claim = roles\nadvisors = adviseur\n"
        "managers = beheerder\nca-file = " +
        (folder.path() / "ca.pem").string() + "\n";
    OidcProvider read = parse_oidc_settings(text, "oidc").value().front();
    read.client_secret = "geheim";
    return read;
  }
};

class OidcLogin : public Organisation, public AccountsOverHttp {
 protected:
  OidcLogin() : AccountsOverHttp(&client) {
    Organisation::provider.now = [this] { return now.load(); };
    organisation().person = {
        {"sub", "u-1"}, {"email", "u@org.nl"}, {"desk", "desk-a"}, {"roles", json::array{"adviseur"}}};
  }
  LocalOidcProvider& organisation() { return Organisation::provider; }

  struct Departed {
    std::string url;
    std::string binding;
    std::string state;
  };
  Departed depart() {
    const auto response = Browser(server).ask("GET", "/v1/sessions/oidc/start");
    EXPECT_EQ(response.status, 303) << response.body;
    const std::string set = response.field("set-cookie");
    EXPECT_THAT(set, HasSubstr("__Host-leerwijzer-oidc="));
    const std::size_t begin = set.find('=') + 1;
    const std::string url = response.field("location");
    return {url, set.substr(begin, set.find(';') - begin), parameter_in(url, "state")};
  }
  RawResponse come_back(const Departed& from, const std::string& code) {
    return Browser(server).ask("GET",
                               "/v1/sessions/oidc/callback?state=" + from.state + "&code=" + code + "&session_state=x",
                               "", {"Cookie: __Host-leerwijzer-oidc=" + from.binding});
  }
  /// There and back again.
  RawResponse log_in_there() {
    const Departed from = depart();
    return come_back(from, organisation().agree(from.url));
  }
};

TEST_F(OidcLogin, lets_somebody_in_at_the_desk_and_in_the_role_that_the_organisation_tells) {
  const auto response = log_in_there();
  ASSERT_EQ(response.status, 200) << response.body;
  EXPECT_THAT(response.head, HasSubstr("__Host-leerwijzer-oidc=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0"));
  Browser browser(server);
  const std::string set = response.field("set-cookie");
  browser.cookie = set.substr(set.find('=') + 1, 64);
  const auto current = browser.ask("GET", "/v1/sessions/current");
  ASSERT_EQ(current.status, 200) << current.body;
  const json::value account = json::parse(current.body).at("account");
  EXPECT_EQ(account.at("deskId"), "desk-a");
  EXPECT_EQ(account.at("role"), "advisor");
  EXPECT_EQ(account.at("external"), true);
  EXPECT_EQ(database.ask("SELECT count(*) FROM account a WHERE a::text LIKE '%u-1%'"), "0");
  EXPECT_EQ(log_in_there().status, 200);
  EXPECT_EQ(database.ask("SELECT count(*) FROM account"), "1") << "the same person, the same account";
  organisation().person["roles"] = json::array{"adviseur", "beheerder"};
  EXPECT_EQ(log_in_there().status, 200);
  EXPECT_EQ(database.ask("SELECT role FROM account"), "desk-manager");
}

TEST_F(OidcLogin, asks_with_pkce_state_and_nonce_of_its_own_each_time) {
  const Departed one = depart();
  const Departed two = depart();
  EXPECT_EQ(parameter_in(one.url, "response_type"), "code");
  EXPECT_EQ(parameter_in(one.url, "code_challenge_method"), "S256");
  EXPECT_EQ(parameter_in(one.url, "code_challenge").size(), 43U);
  for (const char* name : {"state", "nonce", "code_challenge"}) {
    EXPECT_GE(parameter_in(one.url, name).size(), 43U) << name;
    EXPECT_NE(parameter_in(one.url, name), parameter_in(two.url, name)) << name;
  }
}

TEST_F(OidcLogin, takes_a_state_once_and_from_the_browser_that_has_its_cookie) {
  const Departed from = depart();
  const std::string code = organisation().agree(from.url);
  const Departed stranger{from.url, std::string(64, 'a'), from.state};
  EXPECT_EQ(come_back(stranger, code).status, 401);
  const Departed forged{from.url, from.binding, std::string(64, 'b')};
  EXPECT_EQ(come_back(forged, code).status, 401);
  EXPECT_EQ(come_back(from, code).status, 200);
  EXPECT_EQ(come_back(from, organisation().agree(from.url)).status, 401) << "replayed";
  const Departed late = depart();
  now += 601;
  EXPECT_EQ(come_back(late, organisation().agree(late.url)).status, 401);
}

TEST_F(OidcLogin, refuses_every_token_that_is_wrong) {
  using Claims = json::object;
  const std::vector<std::pair<const char*, std::function<void(Claims&)>>> wrong = {
      {"nonce of another login", [](Claims& c) { c["nonce"] = std::string(64, 'a'); }},
      {"no nonce", [](Claims& c) { c.erase("nonce"); }},
      {"for somebody else", [](Claims& c) { c["aud"] = "somebody"; }},
      {"given to somebody else", [](Claims& c) { c["azp"] = "somebody"; }},
      {"of another issuer", [](Claims& c) { c["iss"] = "https://evil.example"; }},
      {"over", [this](Claims& c) { c["exp"] = now - 61; }},
      {"not yet", [this](Claims& c) { c["nbf"] = now + 61; }},
      {"about nobody", [](Claims& c) { c.erase("sub"); }}};
  for (const auto& [what, change] : wrong) {
    organisation().on_claims = change;
    EXPECT_EQ(log_in_there().status, 401) << what;
  }
  organisation().on_claims = nullptr;
  const std::vector<std::pair<const char*, std::function<std::string(std::string)>>> spoilt = {
      {"alg none",
       [](const std::string& token) {
         const std::size_t dot = token.find('.');
         return "eyJhbGciOiJub25lIn0" + token.substr(dot, token.rfind('.') - dot + 1);
       }},
      {"another signature",
       [](std::string token) {
         char& letter = token[token.rfind('.') + 10];
         letter = letter == 'A' ? 'B' : 'A';
         return token;
       }},
      {"other claims under the signature",
       [](std::string token) {
         char& letter = token[token.find('.') + 20];
         letter = letter == 'A' ? 'B' : 'A';
         return token;
       }},
      {"no token", [](const std::string&) { return std::string(); }}};
  for (const auto& [what, change] : spoilt) {
    organisation().on_token = change;
    EXPECT_EQ(log_in_there().status, 401) << what;
  }
  EXPECT_EQ(database.ask("SELECT count(*) FROM account"), "0");
  EXPECT_EQ(audited("login-failed"), std::to_string(wrong.size() + spoilt.size()));
}

TEST_F(OidcLogin, looks_once_more_for_a_key_that_it_does_not_know) {
  EXPECT_EQ(log_in_there().status, 200);
  EXPECT_EQ(organisation().key_set_requests(), 1);
  EXPECT_EQ(log_in_there().status, 200);
  EXPECT_EQ(organisation().key_set_requests(), 1) << "kept";
  now += 60;
  organisation().rotate_keys();
  EXPECT_EQ(log_in_there().status, 200);
  EXPECT_EQ(organisation().key_set_requests(), 2);
  organisation().on_token = [](const std::string& token) {
    return "eyJhbGciOiJSUzI1NiIsImtpZCI6InVua25vd24ifQ" + token.substr(token.find('.'));
  };
  EXPECT_EQ(log_in_there().status, 401) << "an unknown key id";
  EXPECT_EQ(log_in_there().status, 401);
  EXPECT_EQ(organisation().key_set_requests(), 2) << "a hostile key id does not make us ask again and again";
}

TEST_F(OidcLogin, lets_an_organisation_speak_for_its_own_desks_and_roles_only) {
  for (const json::value& desk : std::vector<json::value>{"desk-b", "", nullptr, 1, json::array{"desk-a", "desk-c"}}) {
    organisation().person["desk"] = desk;
    EXPECT_EQ(log_in_there().status, 403) << json::serialize(desk);
  }
  organisation().person["desk"] = "desk-c";
  organisation().person["roles"] = json::array{"iets anders"};
  EXPECT_EQ(log_in_there().status, 403);
  organisation().person["roles"] = "beheerder";
  EXPECT_EQ(log_in_there().status, 200);
  EXPECT_EQ(database.ask("SELECT desk || ' ' || role FROM account"), "desk-c desk-manager");
}

TEST_F(OidcLogin, needs_the_verifier_that_belongs_to_the_code) {
  const Departed mine = depart();
  const Departed other = depart();
  EXPECT_EQ(come_back(mine, organisation().agree(other.url)).status, 503) << "the organisation refuses the code";
  EXPECT_EQ(come_back(other, "made-up").status, 503);
}

TEST_F(OidcLogin, is_said_to_be_unavailable_when_the_organisation_is) {
  organisation().away = true;
  EXPECT_EQ(Browser(server).ask("GET", "/v1/sessions/oidc/start").status, 503);
  organisation().away = false;
  const Departed from = depart();
  const auto refused =
      Browser(server).ask("GET", "/v1/sessions/oidc/callback?state=" + from.state + "&error=access_denied", "",
                          {"Cookie: __Host-leerwijzer-oidc=" + from.binding});
  EXPECT_EQ(refused.status, 401);
  EXPECT_EQ(Browser(server).ask("GET", "/v1/sessions/oidc/start?provider=nobody").status, 404);
}

TEST_F(OidcLogin, trusts_no_certificate_that_it_was_not_told_to) {
  OidcProvider untrusted = Organisation::settings();
  untrusted.ca_file.clear();
  OidcClient careful({untrusted});
  EXPECT_EQ(careful.authorization_url(*careful.provider_named("").value(), {"s", "n", "c"}).error().code,
            ErrorCode::unavailable);
}

}  // namespace
}  // namespace leerwijzer::testing
