// Who may ask what: 401 for nobody, 403 for somebody else, before anything of the request is read.
#include "tests/http/api/small_application.hpp"
#include "tests/support/listed_identity.hpp"
#include "tests/support/running_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

namespace leerwijzer::testing {
namespace {

using ::testing::HasSubstr;

Result<Answer> name_caller(const Call& call) { return Answer{.body = call.caller.name, .content_type = "text/plain"}; }

constexpr Parameter k_id[] = {{.name = "id", .type = ParameterType::integer, .place = ParameterPlace::path, .max = 99}};
constexpr Endpoint k_open{.method = "GET", .path = "/v1/open", .handle = name_caller};
constexpr Endpoint k_with_code{.method = "GET", .path = "/v1/coded", .right = Right::by_code, .handle = name_caller};
constexpr Endpoint k_for_desks{.method = "GET", .path = "/v1/cases", .right = Right::desk, .handle = name_caller};
constexpr Endpoint k_for_managers{
    .method = "DELETE", .path = "/v1/cases", .right = Right::desk_manage, .handle = name_caller};
constexpr Endpoint k_for_providers{.method = "PUT",
                                   .path = "/v1/providers/{id}/offers",
                                   .parameters = k_id,
                                   .consumes = k_json,
                                   .right = Right::provider_write,
                                   .handle = name_caller};

class Access : public ::testing::Test {
 protected:
  Access() {
    identity.callers = {
        {"advisor", advisor_of("desk-a")}, {"manager", desk_manager_of("desk-a")}, {"school", key_of(ProviderId{7})}};
    services.snapshots = &snapshots;
    services.identity = &identity;
    services.today = [] { return Date{}; };
  }
  RawResponse ask(const std::string& line, const std::string& who = "", const std::string& body = "") {
    const std::string type = body.empty() ? "" : "Content-Type: application/json\r\n";
    return server.ask(line + " HTTP/1.1\r\nHost: test\r\n" +
                      (who.empty() ? "" : "Authorization: Bearer " + who + "\r\n") + type +
                      "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
  }
  ListedIdentity identity;
  SnapshotHolder snapshots;
  Services services;
  std::array<const Endpoint*, 5> list{&k_open, &k_with_code, &k_for_desks, &k_for_managers, &k_for_providers};
  Application application{{}, services, list};
  RunningServer server{application, any_port()};
};

TEST_F(Access, to_what_is_open_needs_no_name_and_a_wrong_one_does_not_matter) {
  EXPECT_EQ(ask("GET /v1/open").status, 200);
  EXPECT_EQ(ask("GET /v1/open", "nobody-knows-me").body, "nobody");
}

TEST_F(Access, is_refused_with_401_to_nobody_and_to_a_key_that_is_unknown) {
  const RawResponse nobody = ask("GET /v1/cases");
  EXPECT_EQ(nobody.status, 401);
  EXPECT_THAT(nobody.head, HasSubstr("www-authenticate: Bearer"));
  EXPECT_EQ(ask("GET /v1/cases", "nobody-knows-me").status, 401);
}

TEST_F(Access, is_refused_with_403_where_the_role_does_not_have_the_right) {
  EXPECT_EQ(ask("GET /v1/cases", "advisor").body, "account 1");
  EXPECT_EQ(ask("DELETE /v1/cases", "advisor").status, 403);
  EXPECT_EQ(ask("DELETE /v1/cases", "manager").status, 200);
  EXPECT_EQ(ask("GET /v1/cases", "school").status, 403);
}

TEST_F(Access, of_a_provider_ends_at_the_paths_of_another) {
  EXPECT_EQ(ask("PUT /v1/providers/7/offers", "school", "{}").body, "key 1");
  EXPECT_EQ(ask("PUT /v1/providers/8/offers", "school", "{}").status, 403);
  EXPECT_EQ(ask("PUT /v1/providers/07/offers", "school", "{}").status, 403) << "another spelling is another path";
}

TEST_F(Access, is_looked_at_before_the_request_so_that_faults_tell_a_stranger_nothing) {
  EXPECT_EQ(ask("PUT /v1/providers/x/offers", "", "{}").status, 401);
  EXPECT_EQ(ask("PUT /v1/providers/x/offers", "school", "{}").status, 403);
}

TEST_F(Access, from_another_page_is_open_only_to_what_is_open_to_anybody) {
  const std::string origin = " HTTP/1.1\r\nHost: test\r\nOrigin: https://x.example\r\n";
  EXPECT_EQ(server.ask("GET /v1/open" + origin + "\r\n").field("access-control-allow-origin"), "*");
  for (const char* path : {"/v1/cases", "/v1/coded"}) {
    for (const char* who : {"", "Authorization: Bearer advisor\r\n"}) {
      const RawResponse response = server.ask("GET " + std::string(path) + origin + who + "\r\n");
      EXPECT_EQ(response.field("access-control-allow-origin"), "") << path << who;
    }
    const RawResponse preflight =
        server.ask("OPTIONS " + std::string(path) + origin + "Access-Control-Request-Method: GET\r\n\r\n");
    EXPECT_EQ(preflight.status, 204);
    EXPECT_EQ(preflight.field("access-control-allow-methods"), "") << path;
  }
}

}  // namespace
}  // namespace leerwijzer::testing
