// The whole application on a database of its own, with accounts and a clock that a test moves; and a browser that keeps
// its cookie and token as a page of ours would.
#pragma once

#include "api/application.hpp"
#include "api/live/postgres_accounts.hpp"
#include "api/live/postgres_identity.hpp"
#include "engine/core/sealing.hpp"
#include "engine/core/totp.hpp"
#include "engine/store/audit.hpp"
#include "tests/support/database.hpp"
#include "tests/support/running_server.hpp"

#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <atomic>
#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace leerwijzer::testing {

namespace json = boost::json;

inline const std::string k_password = "vier blauwe stoelen zingen";

class Browser {
 public:
  explicit Browser(const RunningServer& server) : server_(&server) {}

  std::string cookie{};
  std::string csrf{};

  RawResponse ask(const std::string& method, const std::string& path, const std::string& body = "",
                  const std::vector<std::string>& more = {}) const {
    std::string text = method + " " + path + " HTTP/1.1\r\nHost: leerwijzer.example\r\n";
    if (!cookie.empty()) text += "Cookie: __Host-leerwijzer=" + cookie + "\r\n";
    if (!csrf.empty() && method != "GET") text += "Leerwijzer-Csrf: " + csrf + "\r\n";
    for (const std::string& line : more) text += line + "\r\n";
    if (!body.empty()) text += "Content-Type: application/json\r\n";
    return server_->ask(text + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
  }

  /// Keeps what an answer to a login sets.
  void keep(const RawResponse& response) {
    const std::string set = response.field("set-cookie");
    const std::size_t begin = set.find('=') + 1;
    cookie = set.substr(begin, set.find(';') - begin);
    csrf = std::string(json::parse(response.body).at("csrfToken").as_string());
  }

 private:
  const RunningServer* server_;
};

/// Somebody with an account, an app and paper.
struct Person {
  std::string email;
  std::string password = k_password;
  std::string secret{};  ///< of the app
  std::vector<std::string> recovery{};
  std::int64_t id = 0;
};

inline std::string bytes_of_base32(const std::string& text) {
  constexpr std::string_view k_letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string bytes;
  unsigned buffer = 0;
  unsigned bits = 0;
  for (const char c : text) {
    buffer = (buffer << 5U) | static_cast<unsigned>(k_letters.find(c));
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes += static_cast<char>((buffer >> bits) & 255U);
    }
  }
  return bytes;
}

class AccountsOverHttp : public ::testing::Test {
 protected:
  explicit AccountsOverHttp(OidcClient* oidc = nullptr) : accounts(pool, settings(), oidc) {
    services.snapshots = &snapshots;
    services.identity = &identity;
    services.accounts = &accounts;
    services.today = [] { return Date{std::chrono::year{2026}, std::chrono::month{11}, std::chrono::day{28}}; };
    services.vitals = [] { return Vitals{}; };
  }

  AccountSettings settings() {
    AccountSettings with;
    with.key = std::string(32, 'k');
    with.cost = {1, 16'384};
    with.now = [this] { return now.load(); };
    return with;
  }

  std::atomic<std::int64_t> now{1'795'900'000};
  TestDatabase database;
  Pool pool{database.settings()};
  AccountStore store{pool};
  PostgresAccounts accounts;
  PostgresIdentity identity{pool, SessionLimits{}, [this] { return now.load(); }};
  SnapshotHolder snapshots;
  Services services;
  Application application{{}, services, endpoints()};
  RunningServer server{application, any_port()};

  /// As the operator's program does.
  std::string invited_by_operator(const std::string& email, const Workplace& place) {
    const std::string code = random_code();
    const AccountRole role = place.provider ? AccountRole::administrator : AccountRole::desk_manager;
    const NewInvitation invitation{email,      place,          role, digest_of_invitation(normal_code(code).value()),
                                   now + 3600, "operator test"};
    EXPECT_TRUE(store.invite(invitation, {}, [](const StoredAccount&) { return std::string(); }));
    return code;
  }

  std::string code_of(const Person& person) const { return totp_code(person.secret, totp_step(now)); }
  void next_code() { now += k_totp_seconds; }

  Person accepted(const std::string& email, const std::string& invitation) {
    const Browser browser(server);
    const std::vector<std::string> header = {"Leerwijzer-Code: " + invitation};
    Person person{email};
    const auto enrolled = browser.ask("POST", "/v1/enrolments", R"({"password": ")" + person.password + "\"}", header);
    EXPECT_EQ(enrolled.status, 201) << enrolled.body;
    person.secret = bytes_of_base32(std::string(json::parse(enrolled.body).at("secret").as_string()));
    const auto confirmed =
        browser.ask("POST", "/v1/enrolments/confirmations", R"({"code": ")" + code_of(person) + "\"}", header);
    EXPECT_EQ(confirmed.status, 201) << confirmed.body;
    const json::value document = json::parse(confirmed.body);
    person.id = document.at("account").at("id").as_int64();
    for (const auto& one : document.at("recoveryCodes").as_array()) person.recovery.emplace_back(one.as_string());
    next_code();
    return person;
  }

  static std::string credentials(const Person& person, const std::string& code, const char* kind = "code") {
    return json::serialize(json::object{{"email", person.email}, {"password", person.password}, {kind, code}});
  }
  RawResponse log_in(Browser& browser, const Person& person) {
    const auto response = browser.ask("POST", "/v1/sessions", credentials(person, code_of(person)));
    if (response.status == 201) browser.keep(response);
    next_code();
    return response;
  }
  Browser logged_in(const Person& person) {
    Browser browser(server);
    EXPECT_EQ(log_in(browser, person).status, 201);
    return browser;
  }
  Person manager(const std::string& desk = "desk-a") {
    const std::string email = "manager@" + desk + ".nl";
    return accepted(email, invited_by_operator(email, {desk, std::nullopt}));
  }
  ProviderId provider(const std::string& name) {
    database.execute("INSERT INTO source (name, location, format) VALUES ('" + name + "', '', 'csv')");
    database.execute(
        "INSERT INTO provider (source_id, key, name, content_hash) SELECT id, name, name, '' FROM source "
        "WHERE name = '" +
        name + "'");
    return ProviderId{std::stoll(database.ask("SELECT id FROM provider WHERE key = '" + name + "'"))};
  }
  Person administrator(ProviderId school) {
    const std::string email = "beheer@school" + std::to_string(school.value) + ".nl";
    return accepted(email, invited_by_operator(email, {"", school}));
  }
  std::string audited(const std::string& action) {
    return database.ask("SELECT count(*) FROM audit_entry WHERE action = '" + action + "'");
  }
};

}  // namespace leerwijzer::testing
