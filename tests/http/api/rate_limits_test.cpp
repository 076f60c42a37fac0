// How often one client may ask: refused before anything is done, told when to come back, and counted.
#include "api/condition.hpp"
#include "tests/http/api/sample_services.hpp"
#include "tests/http/api/small_application.hpp"
#include "tests/support/listed_identity.hpp"
#include "tests/support/running_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <atomic>

namespace leerwijzer::testing {
namespace {

using ::testing::HasSubstr;

std::atomic<int> handled = 0;

Result<Answer> count(const Call&) {
  ++handled;
  return Answer{.body = "{}"};
}
/// Knows one code, and one for which somebody else was first.
Result<Answer> open_with_code(const Call& call) {
  if (call.request.header("leerwijzer-code") == "changed") return changed_since();
  if (call.request.header("leerwijzer-code") == "right") return Answer{.body = "{}"};
  return Error{ErrorCode::not_found, "There is nothing under this code.", "", ""};
}

constexpr Endpoint k_compose{.method = "GET", .path = "/v1/compose", .pace = Pace::costly, .handle = count};
constexpr Endpoint k_alive{.method = "GET", .path = "/health", .pace = Pace::free, .handle = count};
constexpr Endpoint k_coded{
    .method = "GET", .path = "/v1/coded", .right = Right::by_code, .pace = Pace::secret, .handle = open_with_code};
constexpr Endpoint k_cases{
    .method = "GET", .path = "/v1/cases", .right = Right::desk, .pace = Pace::costly, .handle = count};
Result<Answer> tell_figures(const Call& call) {
  return Answer{.body = call.metrics.text(), .content_type = "text/plain"};
}
constexpr Endpoint k_figures{.method = "GET", .path = "/figures", .pace = Pace::free, .handle = tell_figures};

class CountedIdentity : public ListedIdentity {
 public:
  Result<Caller> caller(const WebRequest& request) override {
    ++looked_up;
    return ListedIdentity::caller(request);
  }
  int looked_up = 0;
};

class LimitsOverHttp : public ::testing::Test {
 protected:
  LimitsOverHttp() {
    handled = 0;
    identity.callers = {{"a", advisor_of("desk-a", 1)}, {"b", advisor_of("desk-a", 2)}};
    services.snapshots = &snapshots;
    services.identity = &identity;
    services.today = [] { return Date{}; };
  }
  ApplicationSettings limited() {
    ApplicationSettings settings;
    settings.limits.rates.scale = 1.0;
    settings.limits.trusted_proxies = AddressList::read("127.0.0.1").value();
    settings.limits.now = [this] { return now; };
    return settings;
  }
  /// As a proxy on this machine passes it on.
  WebResponse ask(const std::string& path, const std::string& client = "198.51.100.1", const std::string& who = "",
                  const std::string& code = "") {
    WebRequest request;
    request.method = "GET";
    request.target = request.path = path;
    request.client = "127.0.0.1";
    if (!client.empty()) request.headers.emplace_back("x-forwarded-for", client);
    if (!who.empty()) request.headers.emplace_back("authorization", "Bearer " + who);
    if (!code.empty()) request.headers.emplace_back("leerwijzer-code", code);
    if (auto ready = application.at_once(request)) return *ready;
    WebResponse response = application.answer(request);
    application.observe(&request, response, 0.0);
    return response;
  }
  int allowed(int times, const std::string& path, const std::string& client = "198.51.100.1",
              const std::string& who = "", const std::string& code = "") {
    int fine = 0;
    for (int i = 0; i < times; ++i) fine += ask(path, client, who, code).status != 429 ? 1 : 0;
    return fine;
  }
  CountedIdentity identity;
  SnapshotHolder snapshots;
  Services services;
  RateLimits::Time now{std::chrono::hours(1)};
  std::array<const Endpoint*, 5> list{&k_compose, &k_alive, &k_coded, &k_cases, &k_figures};
  Application application{limited(), services, list};
};

TEST_F(LimitsOverHttp, refuse_before_the_endpoint_works_and_tell_when_to_come_back) {
  const int burst = static_cast<int>(allowance(Pace::costly, ClientKind::network).burst);
  EXPECT_EQ(allowed(burst + 20, "/v1/compose"), burst);
  EXPECT_EQ(handled, burst);
  const WebResponse refused = ask("/v1/compose");
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(refused.content_type, "application/problem+json");
  EXPECT_EQ(refused.header("retry-after"), "1");
  EXPECT_EQ(refused.header("ratelimit"), "\"costly\";r=0;t=30");
  EXPECT_EQ(refused.refusal, "rate-limit-costly");
  EXPECT_THAT(refused.body, HasSubstr("too_many_requests"));
  EXPECT_EQ(ask("/v1/compose", "198.51.100.2").status, 200) << "somebody else";
  now += std::chrono::seconds(1);
  EXPECT_EQ(ask("/v1/compose").status, 200);
}

TEST_F(LimitsOverHttp, tell_each_client_how_it_stands) {
  EXPECT_EQ(ask("/v1/compose").header("ratelimit"), "\"costly\";r=59;t=1");
  EXPECT_EQ(ask("/v1/compose").header("ratelimit-policy"), "\"costly\";q=60");
  EXPECT_EQ(ask("/health").header("ratelimit"), "");
}

TEST_F(LimitsOverHttp, never_touch_health_and_what_is_asked_on_this_machine_itself) {
  EXPECT_EQ(allowed(1000, "/health"), 1000);
  EXPECT_EQ(allowed(1000, "/v1/compose", ""), 1000);
}

TEST_F(LimitsOverHttp, are_not_escaped_by_a_header_of_the_clients_own) {
  const int burst = static_cast<int>(allowance(Pace::costly, ClientKind::network).burst);
  int fine = 0;
  for (int i = 0; i < 200; ++i)
    fine += ask("/v1/compose", "10.0.0." + std::to_string(i) + ", 198.51.100.9").status == 200 ? 1 : 0;
  EXPECT_EQ(fine, burst);
}

TEST_F(LimitsOverHttp, count_wrong_codes_and_no_right_ones) {
  const int burst = static_cast<int>(allowance(Pace::secret, ClientKind::network).burst);
  EXPECT_EQ(allowed(500, "/v1/coded", "198.51.100.1", "", "right"), 500);
  EXPECT_EQ(allowed(500, "/v1/coded", "198.51.100.1", "", "wrong"), burst);
  EXPECT_EQ(ask("/v1/coded", "198.51.100.1", "", "right").status, 429) << "a right guess among wrong ones pays nothing";
  EXPECT_EQ(allowed(500, "/v1/coded", "", "", "wrong"), burst) << "also on this machine";
}

TEST_F(LimitsOverHttp, do_not_take_a_right_code_for_a_guess_because_somebody_else_was_first) {
  EXPECT_EQ(ask("/v1/coded", "198.51.100.1", "", "changed").status, 412);
  EXPECT_EQ(allowed(500, "/v1/coded", "198.51.100.1", "", "changed"), 500);
}

TEST_F(LimitsOverHttp, are_of_the_account_once_it_is_known_and_not_of_the_office_it_sits_in) {
  const int burst = static_cast<int>(allowance(Pace::costly, ClientKind::account).burst);
  EXPECT_EQ(allowed(burst + 20, "/v1/cases", "198.51.100.1", "a"), burst);
  EXPECT_EQ(ask("/v1/cases", "198.51.100.7", "a").status, 429) << "from elsewhere too";
  EXPECT_EQ(ask("/v1/cases", "198.51.100.1", "b").status, 200) << "a colleague";
}

TEST_F(LimitsOverHttp, stop_looking_up_keys_for_whoever_sends_wrong_ones) {
  const int burst = static_cast<int>(allowance(Pace::costly, ClientKind::network).burst);
  EXPECT_EQ(allowed(500, "/v1/cases", "198.51.100.1", "wrong"), burst);
  EXPECT_EQ(identity.looked_up, burst);
  EXPECT_EQ(ask("/v1/cases", "198.51.100.2", "wrong").status, 401);
}

TEST_F(LimitsOverHttp, count_answers_that_are_kept_as_well) {
  Application sample(limited(), SampleServices::instance().services, endpoints());
  WebRequest request;
  request.method = "GET";
  request.target = request.path = "/v1/skills";
  request.target += "?q=zorg";
  request.query = {{"q", "zorg"}};
  request.client = "198.51.100.1";
  const int burst = static_cast<int>(allowance(Pace::reading, ClientKind::network).burst);
  int fine = 0;
  int at_once = 0;
  for (int i = 0; i < burst + 50; ++i) {
    auto ready = sample.at_once(request);
    at_once += ready ? 1 : 0;
    fine += (ready ? *ready : sample.answer(request)).status == 200 ? 1 : 0;
  }
  EXPECT_EQ(fine, burst);
  EXPECT_GT(at_once, burst / 2);
}

TEST_F(LimitsOverHttp, are_off_where_nothing_is_set) {
  Application unlimited({}, services, list);
  WebRequest request;
  request.method = "GET";
  request.target = request.path = "/v1/compose";
  request.client = "198.51.100.1";
  for (int i = 0; i < 500; ++i) ASSERT_EQ(unlimited.answer(request).status, 200);
}

TEST_F(LimitsOverHttp, are_counted_in_the_metrics_by_reason) {
  static_cast<void>(allowed(100, "/v1/compose"));
  EXPECT_THAT(ask("/figures").body, HasSubstr("leerwijzer_http_refusals_total{reason=\"rate-limit-costly\"} 40"));
}

}  // namespace
}  // namespace leerwijzer::testing
