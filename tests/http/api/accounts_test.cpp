// Accounts over HTTP, as a story: an operator makes a manager, who invites an advisor; they log in, lose their phone,
// are locked out and let in; and nobody gets further than their own desk.
#include "tests/http/api/account_fixture.hpp"

#include <gmock/gmock.h>

namespace leerwijzer::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST_F(AccountsOverHttp, begin_with_an_operator_and_go_on_by_invitation) {
  const Person boss = manager();
  const Browser browser = logged_in(boss);
  const auto invited = browser.ask("POST", "/v1/accounts", R"({"email": "Advies@desk-a.nl", "role": "advisor"})");
  ASSERT_EQ(invited.status, 201) << invited.body;
  const json::value document = json::parse(invited.body);
  EXPECT_EQ(document.at("account").at("status"), "invited");
  EXPECT_EQ(document.at("account").at("deskId"), "desk-a");
  const Person advisor = accepted("advies@desk-a.nl", std::string(document.at("invitationCode").as_string()));
  EXPECT_EQ(advisor.recovery.size(), 10U);

  const Browser hers = logged_in(advisor);
  const auto current = hers.ask("GET", "/v1/sessions/current");
  ASSERT_EQ(current.status, 200) << current.body;
  EXPECT_EQ(json::parse(current.body).at("rights"), (json::array{"session", "desk"}));
  EXPECT_EQ(std::string(json::parse(current.body).at("csrfToken").as_string()), hers.csrf);
  EXPECT_THAT(current.body, Not(HasSubstr("password")));
  EXPECT_EQ(current.field("access-control-allow-origin"), "") << "no other page may read this";
  EXPECT_EQ(current.field("cache-control"), "no-store");
  EXPECT_EQ(hers.ask("GET", "/v1/accounts").status, 403) << "an advisor does not manage";
  EXPECT_EQ(json::parse(browser.ask("GET", "/v1/accounts").body).at("total"), 2);
  EXPECT_EQ(audited("login"), "2");
  EXPECT_EQ(audited("denied"), "1");
}

TEST_F(AccountsOverHttp, set_a_cookie_for_this_host_alone) {
  const Person boss = manager();
  Browser browser(server);
  const auto response = log_in(browser, boss);
  EXPECT_THAT(response.field("set-cookie"), HasSubstr("__Host-leerwijzer=" + browser.cookie));
  EXPECT_THAT(response.field("set-cookie"), HasSubstr("; Path=/; Secure; HttpOnly; SameSite=Strict"));
  EXPECT_EQ(database.ask("SELECT count(*) FROM account_session s WHERE s::text LIKE '%" + browser.cookie + "%'"), "0");
}

TEST_F(AccountsOverHttp, refuse_a_weak_password_and_one_with_the_name) {
  const std::string code = invited_by_operator("willemsen@desk-a.nl", {"desk-a", std::nullopt});
  const Browser browser(server);
  for (const char* password : {"kort", "wachtwoordwachtwoord", "mevrouw willemsen", "123456789012"}) {
    const auto refused = browser.ask("POST", "/v1/enrolments", std::string(R"({"password": ")") + password + "\"}",
                                     {"Leerwijzer-Code: " + code});
    EXPECT_EQ(refused.status, 400) << password;
    EXPECT_THAT(refused.body, HasSubstr("/password"));
  }
  EXPECT_EQ(
      browser.ask("POST", "/v1/enrolments/confirmations", R"({"code": "000000"})", {"Leerwijzer-Code: " + code}).status,
      409);
  EXPECT_EQ(browser
                .ask("POST", "/v1/enrolments", R"({"password": "vier blauwe stoelen"})",
                     {"Leerwijzer-Code: " + random_code()})
                .status,
            404);
  EXPECT_EQ(browser.ask("POST", "/v1/enrolments", R"({"password": "vier blauwe stoelen"})").status, 400);
}

TEST_F(AccountsOverHttp, end_an_invitation_that_is_over_or_used) {
  const std::string code = invited_by_operator("a@desk-a.nl", {"desk-a", std::nullopt});
  now += 3600;
  const Browser browser(server);
  const std::string body = R"({"password": "vier blauwe stoelen"})";
  EXPECT_EQ(browser.ask("POST", "/v1/enrolments", body, {"Leerwijzer-Code: " + code}).status, 404);
  const std::string second = invited_by_operator("b@desk-a.nl", {"desk-a", std::nullopt});
  accepted("b@desk-a.nl", second);
  EXPECT_EQ(browser.ask("POST", "/v1/enrolments", body, {"Leerwijzer-Code: " + second}).status, 404);
}

TEST_F(AccountsOverHttp, answer_every_wrong_login_the_same) {
  const Person boss = manager();
  Person wrong = boss;
  wrong.password = "vijf groene stoelen zingen";
  Person unknown = boss;
  unknown.email = "niemand@desk-a.nl";
  const Browser browser(server);
  const auto body_without_id = [&](const std::string& text) {
    const auto response = browser.ask("POST", "/v1/sessions", text, {"X-Request-Id: same"});
    EXPECT_EQ(response.status, 401) << response.body;
    EXPECT_EQ(response.field("set-cookie"), "");
    return response.body;
  };
  const std::string first = body_without_id(credentials(wrong, code_of(boss)));
  EXPECT_EQ(body_without_id(credentials(unknown, code_of(boss))), first);
  EXPECT_EQ(body_without_id(credentials(boss, "000000")), first);
  EXPECT_EQ(body_without_id(credentials(boss, "ABCD-ABCD-ABCD-ABCD", "recoveryCode")), first);
  EXPECT_EQ(audited("login-failed"), "4");
  EXPECT_EQ(database.ask("SELECT count(*) FROM audit_entry a WHERE a::text LIKE '%niemand@%'"), "0");
  EXPECT_EQ(database.ask("SELECT count(*) FROM login_failure f WHERE f::text LIKE '%niemand%'"), "0");
}

TEST_F(AccountsOverHttp, take_a_code_of_the_app_once) {
  const Person boss = manager();
  const Browser browser(server);
  const std::string body = credentials(boss, code_of(boss));
  EXPECT_EQ(browser.ask("POST", "/v1/sessions", body).status, 201);
  EXPECT_EQ(browser.ask("POST", "/v1/sessions", body).status, 401);
}

TEST_F(AccountsOverHttp, let_somebody_in_with_a_recovery_code_once) {
  const Person boss = manager();
  Browser browser(server);
  const std::string body = credentials(boss, boss.recovery[3], "recoveryCode");
  const auto first = browser.ask("POST", "/v1/sessions", body);
  ASSERT_EQ(first.status, 201) << first.body;
  EXPECT_EQ(json::parse(first.body).at("account").at("recoveryCodesLeft"), 9);
  EXPECT_EQ(browser.ask("POST", "/v1/sessions", body).status, 401);
  browser.keep(first);
  const auto renewed = browser.ask("POST", "/v1/accounts/current/recovery-codes");
  ASSERT_EQ(renewed.status, 201) << renewed.body;
  EXPECT_EQ(json::parse(renewed.body).at("recoveryCodes").as_array().size(), 10U);
  EXPECT_EQ(browser.ask("POST", "/v1/sessions", credentials(boss, boss.recovery[4], "recoveryCode")).status, 401)
      << "the old ones are over";
}

TEST_F(AccountsOverHttp, slow_down_guessing_for_known_and_unknown_alike_and_let_in_again) {
  const Person boss = manager();
  Person guess = boss;
  guess.password = "een wachtwoord dat niet klopt";
  Person unknown = guess;
  unknown.email = "niemand@desk-a.nl";
  for (const Person& who : {guess, unknown}) {
    const Browser browser(server);
    for (int i = 0; i < 6; ++i)
      EXPECT_EQ(browser.ask("POST", "/v1/sessions", credentials(who, "000000")).status, 401) << i;
    const auto slowed = browser.ask("POST", "/v1/sessions", credentials(who, "000000"));
    EXPECT_EQ(slowed.status, 429) << slowed.body;
    EXPECT_NE(slowed.field("retry-after"), "");
  }
  Browser browser(server);
  EXPECT_EQ(browser.ask("POST", "/v1/sessions", credentials(boss, code_of(boss))).status, 429) << "also the right one";
  now += 60;
  EXPECT_EQ(log_in(browser, boss).status, 201);
  EXPECT_EQ(browser.ask("POST", "/v1/sessions", credentials(guess, "000000")).status, 401) << "the count began anew";
}

TEST_F(AccountsOverHttp, slow_down_an_address_that_guesses_at_many_but_not_a_proxy_on_this_machine) {
  const auto attempt = [&](const std::string& client, int number) {
    WebRequest request;
    request.method = "POST";
    request.client = client;
    return accounts.log_in(request, {"a" + std::to_string(number) + "@desk-a.nl", k_password, "000000", ""})
        .error()
        .code;
  };
  int number = 0;
  const auto many_times = [&](const std::string& client) {
    ErrorCode last{};
    for (int i = 0; i < k_free_per_address + 2; ++i) last = attempt(client, ++number);
    return last;
  };
  EXPECT_EQ(many_times("127.0.0.1"), ErrorCode::unauthenticated);
  EXPECT_EQ(many_times("192.0.2.7"), ErrorCode::too_many_requests);
  EXPECT_EQ(attempt("192.0.2.8", ++number), ErrorCode::unauthenticated);
  EXPECT_EQ(many_times("2001:db8:1:2::1"), ErrorCode::too_many_requests);
  EXPECT_EQ(attempt("2001:db8:1:2::abcd", ++number), ErrorCode::too_many_requests) << "the same household";
  EXPECT_EQ(attempt("2001:db8:1:3::1", ++number), ErrorCode::unauthenticated);
}

TEST_F(AccountsOverHttp, give_a_new_session_at_every_login_and_end_the_one_of_the_browser) {
  const Person boss = manager();
  Browser browser = logged_in(boss);
  const Browser before = browser;
  EXPECT_EQ(log_in(browser, boss).status, 201);
  EXPECT_NE(browser.cookie, before.cookie);
  EXPECT_EQ(before.ask("GET", "/v1/sessions/current").status, 401);
  EXPECT_EQ(browser.ask("GET", "/v1/sessions/current").status, 200);
  Browser planted(server);
  planted.cookie = std::string(64, 'a');
  EXPECT_EQ(planted.ask("GET", "/v1/sessions/current").status, 401);
  EXPECT_EQ(log_in(planted, boss).status, 201);
  EXPECT_NE(planted.cookie, std::string(64, 'a')) << "a session that was planted is not taken over";
}

TEST_F(AccountsOverHttp, end_a_session_after_30_minutes_without_a_request) {
  const Browser browser = logged_in(manager());
  for (int i = 0; i < 3; ++i) {
    now += 29 * 60;
    EXPECT_EQ(browser.ask("GET", "/v1/sessions/current").status, 200) << i;
  }
  now += 30 * 60;
  EXPECT_EQ(browser.ask("GET", "/v1/sessions/current").status, 401);
  EXPECT_EQ(database.ask("SELECT count(*) FROM account_session"), "0");
}

TEST_F(AccountsOverHttp, end_a_session_after_8_hours_however_busy) {
  const Browser browser = logged_in(manager());
  const std::int64_t begin = now - k_totp_seconds;
  while (now + 20 * 60 < begin + 8 * 3600) {
    now += 20 * 60;
    ASSERT_EQ(browser.ask("GET", "/v1/sessions/current").status, 200);
  }
  now = begin + 8 * 3600;
  EXPECT_EQ(browser.ask("GET", "/v1/sessions/current").status, 401);
}

TEST_F(AccountsOverHttp, do_nothing_without_the_csrf_token_or_for_another_site) {
  const Person boss = manager();
  Browser browser = logged_in(boss);
  const std::string body = R"({"email": "x@desk-a.nl", "role": "advisor"})";
  EXPECT_EQ(browser.ask("POST", "/v1/accounts", body, {"Origin: https://evil.example"}).status, 403);
  EXPECT_EQ(browser.ask("POST", "/v1/accounts", body, {"Sec-Fetch-Site: cross-site"}).status, 403);
  EXPECT_EQ(
      browser.ask("POST", "/v1/accounts", body, {"Origin: https://leerwijzer.example", "Sec-Fetch-Site: same-origin"})
          .status,
      201);
  const std::string token = std::exchange(browser.csrf, "");
  EXPECT_EQ(browser.ask("DELETE", "/v1/sessions/current").status, 403);
  browser.csrf = std::string(token.size(), 'f');
  EXPECT_EQ(browser.ask("DELETE", "/v1/sessions/current").status, 403);
  EXPECT_EQ(browser.ask("GET", "/v1/sessions/current").status, 200) << "still there";
  EXPECT_EQ(audited("csrf-refused"), "4");
  const Browser stranger(server);
  EXPECT_EQ(
      stranger.ask("POST", "/v1/sessions", credentials(boss, code_of(boss)), {"Origin: https://evil.example"}).status,
      403)
      << "nobody is logged in from another site";
}

TEST_F(AccountsOverHttp, list_and_end_sessions_of_their_own) {
  const Person boss = manager();
  const Browser one = logged_in(boss);
  const Browser two = logged_in(boss);
  const Browser three = logged_in(boss);
  const json::value list = json::parse(one.ask("GET", "/v1/sessions").body);
  ASSERT_EQ(list.at("total"), 3);
  EXPECT_EQ(list.at("items").at(2).at("current"), true);
  const std::string id = std::to_string(list.at("items").at(0).at("id").as_int64());
  EXPECT_EQ(one.ask("DELETE", "/v1/sessions/" + id).status, 200);
  EXPECT_EQ(one.ask("DELETE", "/v1/sessions/" + id).status, 404);
  EXPECT_EQ(three.ask("GET", "/v1/sessions/current").status, 401);
  EXPECT_EQ(json::parse(one.ask("DELETE", "/v1/sessions").body).at("count"), 1);
  EXPECT_EQ(two.ask("GET", "/v1/sessions/current").status, 401);
  const auto out = one.ask("DELETE", "/v1/sessions/current");
  EXPECT_THAT(out.field("set-cookie"), HasSubstr("Max-Age=0"));
  EXPECT_EQ(one.ask("GET", "/v1/sessions/current").status, 401);
}

TEST_F(AccountsOverHttp, change_a_password_with_the_old_one_and_a_code_and_end_other_sessions) {
  Person boss = manager();
  const Browser browser = logged_in(boss);
  const Browser other = logged_in(boss);
  const auto change = [&](const std::string& old, const std::string& fresh, const std::string& code) {
    return browser.ask("PUT", "/v1/accounts/current/password",
                       json::serialize(json::object{{"password", old}, {"newPassword", fresh}, {"code", code}}));
  };
  EXPECT_EQ(change("niet het oude wachtwoord", "zes rode lampen dansen", code_of(boss)).status, 401);
  EXPECT_EQ(change(k_password, "kort", code_of(boss)).status, 400);
  EXPECT_EQ(change(k_password, "zes rode lampen dansen", "000000").status, 401);
  const auto changed = change(k_password, "zes rode lampen dansen", code_of(boss));
  EXPECT_EQ(changed.status, 200) << changed.body;
  EXPECT_EQ(other.ask("GET", "/v1/sessions/current").status, 401);
  EXPECT_EQ(browser.ask("GET", "/v1/sessions/current").status, 200);
  next_code();
  Browser again(server);
  EXPECT_EQ(log_in(again, boss).status, 401);
  boss.password = "zes rode lampen dansen";
  EXPECT_EQ(log_in(again, boss).status, 201);
}

TEST_F(AccountsOverHttp, ask_for_a_code_again_before_what_matters) {
  const Person boss = manager();
  const Browser browser = logged_in(boss);
  now += 11 * 60;
  const std::string body = R"({"email": "x@desk-a.nl", "role": "advisor"})";
  const auto refused = browser.ask("POST", "/v1/accounts", body);
  EXPECT_EQ(refused.status, 403);
  EXPECT_THAT(refused.body, HasSubstr("/v1/sessions/current/confirmations"));
  EXPECT_EQ(browser.ask("POST", "/v1/accounts/current/recovery-codes").status, 403);
  EXPECT_EQ(browser.ask("POST", "/v1/sessions/current/confirmations", R"({"code": "000000"})").status, 401);
  const std::string code = R"({"code": ")" + code_of(boss) + "\"}";
  EXPECT_EQ(browser.ask("POST", "/v1/sessions/current/confirmations", code).status, 200);
  EXPECT_EQ(browser.ask("POST", "/v1/sessions/current/confirmations", code).status, 401) << "a code holds once";
  EXPECT_EQ(browser.ask("POST", "/v1/accounts", body).status, 201);
}

TEST_F(AccountsOverHttp, are_changed_by_the_manager_of_their_desk_and_in_the_version_that_was_read) {
  const Browser browser = logged_in(manager());
  const auto invited = browser.ask("POST", "/v1/accounts", R"({"email": "x@desk-a.nl", "role": "advisor"})");
  const std::string path =
      "/v1/accounts/" + std::to_string(json::parse(invited.body).at("account").at("id").as_int64());
  const Person advisor =
      accepted("x@desk-a.nl", std::string(json::parse(invited.body).at("invitationCode").as_string()));
  const Browser hers = logged_in(advisor);
  const std::string tag = browser.ask("GET", path).field("etag");
  EXPECT_EQ(browser.ask("PATCH", path, R"({"locked": true})").status, 428);
  EXPECT_EQ(browser.ask("PATCH", path, R"({"locked": true})", {"If-Match: \"99\""}).status, 412);
  EXPECT_EQ(browser.ask("PATCH", path, R"({})", {"If-Match: " + tag}).status, 400);
  EXPECT_EQ(browser.ask("PATCH", path, R"({"role": "publisher"})", {"If-Match: " + tag}).status, 400);
  const auto locked = browser.ask("PATCH", path, R"({"locked": true})", {"If-Match: " + tag});
  ASSERT_EQ(locked.status, 200) << locked.body;
  EXPECT_EQ(hers.ask("GET", "/v1/sessions/current").status, 401) << "at once";
  Browser again(server);
  EXPECT_EQ(log_in(again, advisor).status, 401);
  EXPECT_EQ(browser.ask("POST", path + "/invitations").status, 409) << "first unlock";
  const auto unlocked =
      browser.ask("PATCH", path, R"({"locked": false, "role": "desk-manager"})", {"If-Match: " + locked.field("etag")});
  ASSERT_EQ(unlocked.status, 200) << unlocked.body;
  EXPECT_EQ(log_in(again, advisor).status, 201);
  EXPECT_EQ(again.ask("GET", "/v1/accounts").status, 200) << "a manager by now";
  const auto anew = browser.ask("POST", path + "/invitations");
  ASSERT_EQ(anew.status, 201) << anew.body;
  EXPECT_EQ(again.ask("GET", "/v1/sessions/current").status, 401);
  EXPECT_EQ(log_in(again, advisor).status, 401);
  const std::string last = browser.ask("GET", path).field("etag");
  EXPECT_EQ(browser.ask("DELETE", path, "", {"If-Match: " + last}).status, 200);
  EXPECT_EQ(browser.ask("GET", path).status, 404);
  EXPECT_EQ(database.ask("SELECT count(*) FROM audit_entry a WHERE a::text LIKE '%desk-a.nl%'"), "0");
}

TEST_F(AccountsOverHttp, of_another_desk_or_school_are_not_there) {
  const Person boss = manager("desk-a");
  const Person neighbour = manager("desk-b");
  const Person school = administrator(provider("school"));
  for (const Person& who : {neighbour, school}) {
    const Browser browser = logged_in(who);
    const std::string path = "/v1/accounts/" + std::to_string(boss.id);
    EXPECT_EQ(browser.ask("GET", path).status, 404);
    EXPECT_EQ(browser.ask("PATCH", path, R"({"locked": true})", {"If-Match: \"2\""}).status, 404);
    EXPECT_EQ(browser.ask("DELETE", path, "", {"If-Match: \"2\""}).status, 404);
    EXPECT_EQ(browser.ask("POST", path + "/invitations").status, 404);
    EXPECT_EQ(json::parse(browser.ask("GET", "/v1/accounts").body).at("total"), 1);
  }
  const Browser own = logged_in(boss);
  const std::string path = "/v1/accounts/" + std::to_string(boss.id);
  EXPECT_EQ(own.ask("DELETE", path, "", {"If-Match: \"2\""}).status, 409) << "nobody removes the last manager: oneself";
  EXPECT_EQ(own.ask("POST", "/v1/accounts", R"({"email": "x@desk-a.nl", "role": "editor"})").status, 400);
}

TEST_F(AccountsOverHttp, with_one_idempotency_key_invite_once_and_answer_the_same) {
  const Browser browser = logged_in(manager());
  const std::string body = R"({"email": "x@desk-a.nl", "role": "advisor"})";
  const std::vector<std::string> key = {"Idempotency-Key: 8d9f6c1e-0000-4000-8000-000000000001"};
  const auto first = browser.ask("POST", "/v1/accounts", body, key);
  const auto again = browser.ask("POST", "/v1/accounts", body, key);
  ASSERT_EQ(first.status, 201) << first.body;
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(browser.ask("POST", "/v1/accounts", R"({"email": "y@desk-a.nl", "role": "advisor"})", key).status, 409);
  EXPECT_EQ(browser.ask("POST", "/v1/accounts", body).status, 409) << "the address is taken";
  EXPECT_EQ(audited("invite-account"), "2");
}

TEST_F(AccountsOverHttp, leave_nothing_in_the_database_that_opens_anything) {
  const Person boss = manager();
  const Browser browser = logged_in(boss);
  std::string dump;
  for (const char* table : {"account", "account_invitation", "account_recovery_code", "account_session",
                            "login_failure", "retry", "audit_entry"})
    dump += database.ask(std::string("SELECT coalesce(string_agg(t::text, E'\\n'), '') FROM ") + table + " t");
  for (const std::string& secret : {k_password, browser.cookie, browser.csrf, hex_of(boss.secret), boss.secret,
                                    boss.recovery[0], normal_recovery_code(boss.recovery[0]).value()})
    EXPECT_EQ(dump.find(secret), std::string::npos);
  EXPECT_THAT(dump, HasSubstr("$argon2id$"));
}

TEST_F(AccountsOverHttp, hash_a_password_anew_at_the_next_login_when_the_cost_changed) {
  const Person boss = manager();
  EXPECT_THAT(database.ask("SELECT password FROM account"), HasSubstr("m=16,t=1"));
  AccountSettings dearer = settings();
  dearer.cost = {2, 32'768};
  PostgresAccounts upgraded(pool, dearer);
  services.accounts = &upgraded;
  logged_in(boss);
  EXPECT_THAT(database.ask("SELECT password FROM account"), HasSubstr("m=32,t=2"));
  logged_in(boss);
}

TEST_F(AccountsOverHttp, whatever_bytes_come_are_answered_with_4xx) {
  const Browser browser = logged_in(manager());
  for (const std::string body :
       {"", "[]", "null", "{", R"({"email": 1})",
        R"({"email": "a", "password": "b", "code": "c", "recoveryCode": "d"})",
        R"({"email": "\u0000", "password": "x", "code": "1"})", R"({"code": {}})", R"({"password": ["x"]})",
        "{\"password\": \"\xff\"}", R"({"role": "god"})", R"({"locked": "yes"})", R"({"scopes": [1]})"}) {
    for (const char* target : {"POST /v1/sessions", "POST /v1/sessions/current/confirmations", "POST /v1/enrolments",
                               "POST /v1/enrolments/confirmations", "POST /v1/accounts", "PATCH /v1/accounts/1",
                               "PUT /v1/accounts/current/password", "POST /v1/providers/1/keys"}) {
      const std::string text(target);
      const std::size_t space = text.find(' ');
      const auto response = browser.ask(text.substr(0, space), text.substr(space + 1), body,
                                        {"Leerwijzer-Code: " + random_code(), "If-Match: \"1\""});
      EXPECT_GE(response.status, 400) << target << " " << body;
      EXPECT_LT(response.status, 500) << target << " " << body << response.body;
    }
  }
  for (const char* cookie : {"x", "\"", "__Host-leerwijzer", "%00"}) {
    Browser odd(server);
    odd.cookie = cookie;
    EXPECT_EQ(odd.ask("GET", "/v1/sessions/current").status, 401) << cookie;
  }
}

TEST_F(AccountsOverHttp, are_not_there_where_they_are_off) {
  Services off = services;
  off.accounts = nullptr;
  off.identity = nullptr;
  Application without({}, off, endpoints());
  RunningServer running(without, any_port());
  const Browser browser(running);
  EXPECT_EQ(browser.ask("POST", "/v1/sessions", R"({"email": "a@b.nl", "password": "x", "code": "1"})").status, 503);
  EXPECT_EQ(browser.ask("GET", "/v1/sessions/current").status, 503);
}

}  // namespace
}  // namespace leerwijzer::testing
