// Routing, problem documents, the headers that every response carries, caching and the log.
#include "api/application.hpp"

#include "tests/http/api/small_application.hpp"
#include "tests/support/running_server.hpp"

#include <gtest/gtest.h>
#include <boost/json.hpp>

namespace leerwijzer {
namespace {

namespace json = boost::json;
using testing::any_port;
using testing::RunningServer;
using testing::SmallApplication;

class Http : public ::testing::Test {
 protected:
  SmallApplication small;
  RunningServer running{small.application, any_port()};
};

TEST_F(Http, every_response_carries_the_version_and_the_security_headers) {
  for (const char* target : {"/v1/hello", "/nothing", "/bug", "/v1/hello?limit=x"}) {
    const auto response = running.get(target);
    EXPECT_EQ(response.field("api-version"), "1.0.0") << target;
    EXPECT_EQ(response.field("x-content-type-options"), "nosniff") << target;
    EXPECT_EQ(response.field("referrer-policy"), "no-referrer") << target;
    EXPECT_NE(response.field("content-security-policy").find("frame-ancestors 'none'"), std::string::npos) << target;
    EXPECT_EQ(response.field("strict-transport-security"), "") << target;
    EXPECT_NE(response.field("date"), "") << target;
  }
  EXPECT_EQ(running.ask("GET http://x HTTP/1.1\r\nHost: a\r\n\r\n").field("api-version"), "1.0.0");
}

TEST_F(Http, an_unknown_path_is_a_problem_document) {
  const auto response = running.get("/v1/nothing", "X-Request-Id: abc-1\r\n");
  EXPECT_EQ(response.status, 404);
  EXPECT_EQ(response.field("content-type"), "application/problem+json");
  EXPECT_EQ(response.field("x-request-id"), "abc-1");
  const auto document = json::parse(response.body).as_object();
  EXPECT_EQ(document.at("type"), "urn:leerwijzer:problem:not_found");
  EXPECT_EQ(document.at("status"), 404);
  EXPECT_EQ(document.at("code"), "not_found");
  EXPECT_EQ(document.at("instance"), "urn:leerwijzer:request:abc-1");
  for (const char* key : {"title", "detail", "hint"}) EXPECT_TRUE(document.contains(key)) << key;
}

TEST_F(Http, another_method_gets_405_with_what_is_allowed) {
  const auto response = running.ask("DELETE /v1/hello HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(response.status, 405);
  EXPECT_EQ(response.field("allow"), "GET, HEAD, OPTIONS");
  EXPECT_EQ(running.get("/v1/echo").field("allow"), "POST, OPTIONS");
  EXPECT_EQ(running.ask("BREW /v1/hello HTTP/1.1\r\nHost: a\r\n\r\n").status, 405);
}

TEST_F(Http, head_has_the_fields_of_get_and_no_body) {
  testing::RawClient client = running.connect();
  client.send("HEAD /v1/hello HTTP/1.1\r\nHost: a\r\n\r\n");
  const auto head = client.read(true);
  ASSERT_TRUE(head.has_value());
  EXPECT_EQ(head->status, 200);
  EXPECT_EQ(head->field("content-length"), "17");
  const auto next = client.ask("GET /v1/hello HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(next->body, R"({"hello":"world"})") << "no byte of a body went before";
}

TEST_F(Http, a_browser_may_read_public_resources_from_any_page) {
  EXPECT_EQ(running.get("/v1/hello", "Origin: https://x.example\r\n").field("access-control-allow-origin"), "*");
  const auto preflight = running.ask(
      "OPTIONS /v1/hello HTTP/1.1\r\nHost: a\r\nOrigin: https://x.example\r\nAccess-Control-Request-Method: "
      "GET\r\n\r\n");
  EXPECT_EQ(preflight.status, 204);
  EXPECT_NE(preflight.field("access-control-allow-methods").find("GET"), std::string::npos);
  const auto post = running.ask(
      "OPTIONS /v1/echo HTTP/1.1\r\nHost: a\r\nOrigin: https://x.example\r\nAccess-Control-Request-Method: "
      "POST\r\n\r\n");
  EXPECT_EQ(post.field("access-control-allow-methods"), "");
}

TEST_F(Http, all_faults_of_a_query_come_together) {
  const auto response = running.get("/v1/hello?limit=0&raduisKm=5&startsBefore=2027-02-30&limit=2&limit=3");
  EXPECT_EQ(response.status, 400);
  const auto errors = json::parse(response.body).at("errors").as_array();
  ASSERT_EQ(errors.size(), 4U) << response.body;
  EXPECT_EQ(errors[0].at("field"), "limit");
  EXPECT_EQ(errors[0].at("hint"), "Give a number from 1 to 50.");
  EXPECT_EQ(errors[1].at("field"), "raduisKm");
  EXPECT_EQ(errors[1].at("hint"), "Did you mean \"radiusKm\"?");
  EXPECT_EQ(errors[2].at("field"), "startsBefore");
  EXPECT_EQ(errors[3].at("detail"), "This parameter is given more than once.");
}

TEST_F(Http, a_bug_gives_500_without_its_details) {
  const auto response = running.get("/bug");
  EXPECT_EQ(response.status, 500);
  EXPECT_EQ(response.body.find("secret"), std::string::npos);
  EXPECT_NE(small.logged().find("secret detail"), std::string::npos) << "the operator does see it";
}

TEST_F(Http, a_dependency_that_is_away_gives_503_with_retry_after) {
  const auto response = running.get("/closed");
  EXPECT_EQ(response.status, 503);
  EXPECT_EQ(response.field("retry-after"), "5");
}

TEST_F(Http, an_unchanged_resource_is_not_sent_again) {
  const auto first = running.get("/v1/hello");
  EXPECT_EQ(first.field("cache-control"), "public, max-age=60");
  const auto second = running.get("/v1/hello", "If-None-Match: " + first.field("etag") + "\r\n");
  EXPECT_EQ(second.status, 304);
  EXPECT_EQ(second.body, "");
  EXPECT_EQ(running.get("/v1/hello", "If-None-Match: \"other\"\r\n").status, 200);
}

TEST_F(Http, a_form_that_is_not_served_gets_406_and_one_that_is_not_read_415) {
  EXPECT_EQ(running.get("/v1/hello", "Accept: text/html\r\n").status, 406);
  EXPECT_EQ(running.get("/v1/hello", "Accept: application/*;q=0.5\r\n").status, 200);
  EXPECT_EQ(running.post("/v1/echo", "x", "text/plain").status, 415);
  EXPECT_EQ(running.post("/v1/echo", "x", "Application/JSON; charset=utf-8").status, 200);
}

TEST_F(Http, the_log_names_the_request_and_never_what_was_asked) {
  const std::string trace = "4bf92f3577b34da6a3ce929d0e0e4736";
  EXPECT_EQ(running.get("/v1/hello?q=mijn-geheim", "traceparent: 00-" + trace + "-00f067aa0ba902b7-01\r\n").status,
            400);
  EXPECT_EQ(running.get("/v1/mijn-geheim").status, 404);
  running.stop();
  const std::string log = small.logged();
  EXPECT_NE(log.find("\"traceId\":\"" + trace + "\""), std::string::npos);
  EXPECT_NE(log.find("\"status\":400"), std::string::npos);
  EXPECT_EQ(log.find("geheim"), std::string::npos);
}

}  // namespace
}  // namespace leerwijzer
