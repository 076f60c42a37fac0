// Keys of schools over HTTP: shown once, scoped, rotated with an overlap, revoked, and of no other school.
#include "tests/http/api/account_fixture.hpp"

#include <gmock/gmock.h>

namespace leerwijzer::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class ProviderKeysOverHttp : public AccountsOverHttp {
 protected:
  const ProviderId school = provider("school");
  const ProviderId other = provider("other");
  const Browser browser = logged_in(administrator(school));
  const std::string path = "/v1/providers/" + std::to_string(school.value) + "/keys";

  json::object made(const std::string& scopes, const std::string& more = "") {
    const auto response = browser.ask("POST", path, R"({"name": "Rooster", "scopes": [)" + scopes + "]" + more + "}");
    EXPECT_EQ(response.status, 201) << response.body;
    return json::parse(response.body).as_object();
  }
  RawResponse with_key(const std::string& key, const std::string& method, const std::string& target,
                       const std::string& body = "") {
    return Browser(server).ask(method, target, body, {"Authorization: Bearer " + key});
  }
  static std::string text(const json::object& key) { return std::string(key.at("key").as_string()); }
};

TEST_F(ProviderKeysOverHttp, are_shown_once_and_stored_as_a_digest) {
  const json::object key = made(R"("provider-read", "provider-manage")");
  EXPECT_TRUE(parse_key(text(key)));
  const auto list = browser.ask("GET", path);
  EXPECT_EQ(json::parse(list.body).at("total"), 1);
  EXPECT_THAT(list.body, HasSubstr(std::string(key.at("prefix").as_string())));
  EXPECT_THAT(list.body, Not(HasSubstr(text(key))));
  const std::string secret = parse_key(text(key))->secret;
  EXPECT_EQ(database.ask("SELECT count(*) FROM provider_key k WHERE k::text LIKE '%" + secret + "%'"), "0");
}

TEST_F(ProviderKeysOverHttp, let_a_program_do_what_they_are_for_and_no_more) {
  const std::string manages = text(made(R"("provider-manage")"));
  const std::string reads = text(made(R"("provider-read")"));
  EXPECT_EQ(with_key(manages, "GET", path).status, 200);
  EXPECT_EQ(with_key(reads, "GET", path).status, 403);
  EXPECT_EQ(with_key(manages, "GET", "/v1/providers/" + std::to_string(other.value) + "/keys").status, 403);
  EXPECT_EQ(with_key(manages, "GET", "/v1/accounts").status, 403) << "a key is no person";
  EXPECT_EQ(with_key(manages, "POST", path, R"({"name": "x", "scopes": ["provider-publish"]})").status, 403)
      << "it gives no right that it does not have";
  EXPECT_EQ(with_key(manages, "POST", path, R"({"name": "x", "scopes": ["provider-manage"]})").status, 201)
      << "a key needs no CSRF token";
  EXPECT_EQ(audited("denied"), "3");
}

TEST_F(ProviderKeysOverHttp, write_their_last_use_at_most_once_a_minute) {
  const json::object key = made(R"("provider-manage")");
  const auto last_used = [&] {
    return database.ask("SELECT coalesce(extract(epoch FROM used_at)::bigint::text, '') FROM provider_key");
  };
  EXPECT_EQ(last_used(), "");
  static_cast<void>(with_key(text(key), "GET", path));
  const std::string first = last_used();
  EXPECT_EQ(first, std::to_string(now.load()));
  now += 59;
  static_cast<void>(with_key(text(key), "GET", path));
  EXPECT_EQ(last_used(), first);
  now += 1;
  static_cast<void>(with_key(text(key), "GET", path));
  EXPECT_EQ(last_used(), std::to_string(now.load()));
}

TEST_F(ProviderKeysOverHttp, are_replaced_with_an_overlap) {
  const json::object old = made(R"("provider-manage")");
  const json::object fresh = made(
      R"("provider-manage")", R"(, "replaces": )" + std::to_string(old.at("id").as_int64()) + R"(, "overlapHours": 2)");
  EXPECT_EQ(with_key(text(old), "GET", path).status, 200);
  EXPECT_EQ(with_key(text(fresh), "GET", path).status, 200);
  now += 2 * 3600;
  EXPECT_EQ(with_key(text(old), "GET", path).status, 401);
  EXPECT_EQ(with_key(text(fresh), "GET", path).status, 200);
  now += 365 * 24 * 3600;
  EXPECT_EQ(with_key(text(fresh), "GET", path).status, 401) << "a key ends after a year";
}

TEST_F(ProviderKeysOverHttp, stop_at_once_when_they_are_revoked) {
  const json::object key = made(R"("provider-manage")");
  const std::string one = path + "/" + std::to_string(key.at("id").as_int64());
  EXPECT_EQ(browser.ask("DELETE", one).status, 200);
  EXPECT_EQ(browser.ask("DELETE", one).status, 404);
  EXPECT_EQ(with_key(text(key), "GET", path).status, 401);
  EXPECT_EQ(audited("make-key"), "1");
  EXPECT_EQ(audited("revoke-key"), "1");
}

TEST_F(ProviderKeysOverHttp, that_are_wrong_in_any_way_are_refused) {
  const std::string key = text(made(R"("provider-manage")"));
  std::string changed = key;
  changed.back() = changed.back() == '0' ? '1' : '0';
  for (const std::string& wrong :
       {std::string("x"), key + "0", key.substr(0, key.size() - 1), changed, text_of(random_key())}) {
    const auto response = with_key(wrong, "GET", path);
    EXPECT_EQ(response.status, 401) << wrong;
    EXPECT_EQ(response.field("www-authenticate"), "Bearer");
  }
  EXPECT_EQ(Browser(server).ask("GET", path, "", {"Authorization: Basic " + key}).status, 401);
  EXPECT_EQ(audited("key-refused"), "1") << "of a prefix that is known";
}

TEST_F(ProviderKeysOverHttp, with_one_idempotency_key_are_made_once) {
  const std::string body = R"({"name": "Rooster", "scopes": ["provider-read"]})";
  const std::vector<std::string> retry = {"Idempotency-Key: 8d9f6c1e-0000-4000-8000-000000000002"};
  const auto first = browser.ask("POST", path, body, retry);
  const auto again = browser.ask("POST", path, body, retry);
  ASSERT_EQ(first.status, 201) << first.body;
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(json::parse(browser.ask("GET", path).body).at("total"), 1);
}

TEST_F(ProviderKeysOverHttp, are_asked_for_in_full) {
  for (const char* body : {R"({"name": "x"})", R"({"scopes": ["provider-read"]})",
                           R"({"name": " ", "scopes": ["provider-read"]})", R"({"name": "x", "scopes": ["session"]})",
                           R"({"name": "x", "scopes": ["provider-read"], "expiresInDays": 731})",
                           R"({"name": "x", "scopes": ["provider-read"], "overlapHours": -1})"}) {
    EXPECT_EQ(browser.ask("POST", path, body).status, 400) << body;
  }
  EXPECT_EQ(browser.ask("POST", path, R"({"name": "x", "scopes": ["provider-read"], "replaces": 99})").status, 404);
}

}  // namespace
}  // namespace leerwijzer::testing
