// The cookie of a session, and what another site cannot do with it.
#include "api/session_token.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace leerwijzer {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

WebRequest request_with(std::vector<std::pair<std::string, std::string>> headers, std::string method = "POST") {
  WebRequest request;
  request.method = std::move(method);
  request.headers = std::move(headers);
  return request;
}

TEST(SessionCookie, is_bound_to_the_host_and_hidden_from_scripts) {
  const std::string cookie = session_cookie(random_token());
  EXPECT_THAT(cookie, HasSubstr("__Host-leerwijzer="));
  for (const char* attribute : {"; Path=/", "; Secure", "; HttpOnly", "; SameSite=Strict"})
    EXPECT_THAT(cookie, HasSubstr(attribute));
  EXPECT_THAT(cookie, Not(HasSubstr("Domain")));
  EXPECT_THAT(ended_session_cookie(), HasSubstr("Max-Age=0"));
  EXPECT_THAT(oidc_cookie("x"), HasSubstr("SameSite=Lax"));
}

TEST(SessionToken, is_256_bits_and_read_only_in_its_one_form) {
  const std::string token = random_token();
  EXPECT_EQ(token.size(), 64U);
  EXPECT_EQ(session_token_of(request_with({{"cookie", "a=b; __Host-leerwijzer=" + token}})), token);
  EXPECT_EQ(session_token_of(request_with({})), "");
  EXPECT_EQ(session_token_of(request_with({{"cookie", "leerwijzer=" + token}})), "");
  for (const std::string& wrong : {token.substr(1), token + "0", std::string(64, 'G'), std::string("\"x\"")})
    EXPECT_FALSE(session_token_of(request_with({{"cookie", "__Host-leerwijzer=" + wrong}}))) << wrong;
}

TEST(SessionToken, is_stored_as_a_digest_that_the_csrf_token_does_not_tell) {
  const std::string token = random_token();
  EXPECT_EQ(digest_of_token(token).size(), 32U);
  EXPECT_NE(csrf_of(token), csrf_of(random_token()));
  EXPECT_THAT(csrf_of(token), Not(HasSubstr(token.substr(0, 8))));
}

WebRequest form_with(std::string type, std::string body) {
  WebRequest request = request_with({{"content-type", std::move(type)}});
  request.body = std::move(body);
  return request;
}

TEST(Csrf, a_form_without_an_origin_is_ours_when_the_browser_says_so) {
  EXPECT_TRUE(require_same_site(request_with({{"origin", "null"}, {"sec-fetch-site", "same-origin"}})));
  EXPECT_FALSE(require_same_site(request_with({{"origin", "null"}})));
  EXPECT_FALSE(require_same_site(request_with({{"origin", "null"}, {"sec-fetch-site", "cross-site"}})));
}

TEST(Csrf, may_come_as_the_field_of_a_form) {
  const std::string token = random_token();
  const std::string form = "application/x-www-form-urlencoded";
  EXPECT_TRUE(require_csrf(form_with(form, "naam=a&csrf=" + csrf_of(token)), token));
  EXPECT_TRUE(require_csrf(form_with(form + "; charset=utf-8", "csrf=" + csrf_of(token)), token));
  EXPECT_FALSE(require_csrf(form_with(form, "naam=a"), token));
  EXPECT_FALSE(require_csrf(form_with(form, "csrf=" + csrf_of(random_token())), token));
  EXPECT_FALSE(require_csrf(form_with(form, "csrf=&csrf=" + csrf_of(token)), token)) << "the first counts";
  EXPECT_FALSE(require_csrf(form_with(form, "csrf=%zz"), token));
  EXPECT_FALSE(require_csrf(form_with("text/plain", "csrf=" + csrf_of(token)), token))
      << "a form of another site may send text";
  WebRequest elsewhere = form_with(form, "csrf=" + csrf_of(token));
  elsewhere.headers.emplace_back("sec-fetch-site", "cross-site");
  EXPECT_FALSE(require_csrf(elsewhere, token));
}

TEST(Csrf, of_a_file_is_its_first_part) {
  const std::string token = random_token();
  const std::string type = "multipart/form-data; boundary=x";
  const auto part = [](const std::string& name, const std::string& value) {
    return "--x\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
  };
  EXPECT_TRUE(require_csrf(form_with(type, part("csrf", csrf_of(token)) + part("b", "1") + "--x--\r\n"), token));
  EXPECT_FALSE(require_csrf(form_with(type, part("b", "1") + part("csrf", csrf_of(token)) + "--x--\r\n"), token));
  EXPECT_FALSE(require_csrf(form_with(type, part("csrf", csrf_of(token) + "0")), token));
  for (const char* broken :
       {"", "--", "--x", "--x\r\n", "--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n"})
    EXPECT_FALSE(require_csrf(form_with(type, broken), token)) << broken;
}

TEST(Csrf, needs_the_token_for_what_changes_anything_and_for_nothing_else) {
  const std::string token = random_token();
  EXPECT_TRUE(require_csrf(request_with({}, "GET"), token));
  EXPECT_TRUE(require_csrf(request_with({}, "HEAD"), token));
  for (const char* method : {"POST", "PUT", "PATCH", "DELETE", "WHATEVER"}) {
    EXPECT_FALSE(require_csrf(request_with({}, method), token)) << method;
    EXPECT_FALSE(require_csrf(request_with({{"leerwijzer-csrf", csrf_of(random_token())}}, method), token));
    EXPECT_FALSE(require_csrf(request_with({{"leerwijzer-csrf", token}}, method), token)) << "the cookie is not it";
    EXPECT_TRUE(require_csrf(request_with({{"leerwijzer-csrf", csrf_of(token)}}, method), token)) << method;
  }
}

TEST(Csrf, believes_a_browser_that_says_it_comes_from_elsewhere) {
  const auto from = [](std::vector<std::pair<std::string, std::string>> headers) {
    headers.emplace_back("host", "leerwijzer.example");
    return require_same_site(request_with(std::move(headers))).has_value();
  };
  EXPECT_TRUE(from({}));
  EXPECT_TRUE(from({{"origin", "https://leerwijzer.example"}}));
  EXPECT_TRUE(from({{"origin", "https://LEERWIJZER.example:8443"}})) << "a proxy may leave out the port";
  EXPECT_TRUE(from({{"sec-fetch-site", "same-origin"}}));
  for (const char* origin : {"null", "https://evil.example", "https://leerwijzer.example.evil.example",
                             "leerwijzer.example", "https://xleerwijzer.example", "ftp://leerwijzer.example",
                             "https://leerwijzer.example:x@evil.example", "https://leerwijzer.example@evil.example"})
    EXPECT_FALSE(from({{"origin", origin}})) << origin;
  for (const char* site : {"cross-site", "same-site", "x"}) EXPECT_FALSE(from({{"sec-fetch-site", site}})) << site;
  EXPECT_FALSE(require_same_site(request_with({{"host", "a.example:1"}, {"origin", "https://a.example:2"}})));
}

TEST(Bearer, is_one_word_behind_its_scheme) {
  EXPECT_EQ(bearer_of("Bearer lw_x"), "lw_x");
  EXPECT_EQ(bearer_of("bearer lw_x"), "lw_x");
  for (const char* text : {"", "Bearer", "Bearer ", "Bearer  x", "Basic eDp5", "Bearer a b", "Bearerx", "Bearer \x01"})
    EXPECT_FALSE(bearer_of(text)) << text;
}

TEST(SameSecret, compares_whole) {
  EXPECT_TRUE(same_secret("abc", "abc"));
  EXPECT_FALSE(same_secret("abc", "abd"));
  EXPECT_FALSE(same_secret("abc", "ab"));
  EXPECT_FALSE(same_secret("", "a"));
}

}  // namespace
}  // namespace leerwijzer
