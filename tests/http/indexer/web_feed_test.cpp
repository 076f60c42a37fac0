// Feeds over HTTP: pages, credentials, redirects, and everything that goes wrong on a network.
#include "indexer/fetching/private_address.hpp"
#include "indexer/fetching/web_place.hpp"
#include "tests/support/feeds.hpp"
#include "tests/support/http_server.hpp"

#include <gtest/gtest.h>

#include <arpa/inet.h>
#include <netinet/in.h>

#include <cstring>

namespace leerwijzer::testing {
namespace {

using namespace std::chrono_literals;

HttpLimits quick() {
  HttpLimits limits;
  limits.connect = 2'000ms;
  limits.request = 2'000ms;
  limits.stall = 1'000ms;
  limits.total = 10'000ms;
  limits.retry_after = 10ms;
  return limits;
}

ReadFeed read_web(const std::string& url, std::string_view format, HttpLimits limits = quick(),
                  std::vector<std::string> headers = {}) {
  const auto fetcher = make_http_fetcher(limits);
  const auto place = web_place(url, std::move(headers), *fetcher);
  return read_feed(*place, format);
}

std::string page(const std::string& items, int number, bool next) {
  return "{\"pageSize\":250,\"pageNumber\":" + std::to_string(number) +
         ",\"hasNextPage\":" + (next ? "true" : "false") + ",\"items\":[" + items + "]}";
}

std::string program(int number) {
  return "{\"programId\":\"p" + std::to_string(number) + "\",\"name\":\"Programma\",\"organization\":\"o1\"}";
}

/// A service with two pages of programmes, one course, and offerings.
ServedReply ooapi_service(const ServedRequest& request) {
  const std::string& target = request.target;
  const auto begins = [&](const char* path) { return target.starts_with(path); };
  const bool second = target.find("pageNumber=2") != std::string::npos;
  if (begins("/v5/organizations"))
    return {.body = page(R"({"organizationId":"o1","organizationType":"root","name":"School"})", 1, false)};
  if (begins("/v5/programs?"))
    return {.body = second ? page(program(3), 2, false) : page(program(1) + "," + program(2), 1, true)};
  if (begins("/v5/programs/p2/offerings")) return {.body = page("", 1, false)};
  if (begins("/v5/programs/"))
    return {.body = page(R"({"offeringId":"r)" + std::to_string(second ? 2 : 1) + R"(","startDate":"2026-09-07"})",
                         second ? 2 : 1, !second && begins("/v5/programs/p1"))};
  if (begins("/v5/courses?")) return {.body = page(R"({"courseId":"c/1","name":"Cursus"})", 1, false)};
  if (begins("/v5/courses/c%2F1/offerings")) return {.status = 404};
  return {.status = 404, .body = "{}"};
}

TEST(WebFeed, ooapi_service_is_read_page_by_page) {
  const HttpServer server(ooapi_service);
  const ReadFeed feed = read_web(server.url() + "/v5/", "ooapi-v5");
  EXPECT_TRUE(feed.end.complete) << feed.end.reason;
  ASSERT_EQ(feed.offers().size(), 4U);
  EXPECT_EQ(feed.offer("p1")->runs.size(), 2U);
  EXPECT_EQ(feed.offer("p3")->runs.at(0).key, "r1");
  EXPECT_EQ(feed.offer("c/1")->runs.at(0).start_kind, StartKind::unknown);
  EXPECT_EQ(feed.record("p1")->provider_key, "o1");
  bool since = false;
  for (const ServedRequest& request : server.requests())
    since = since || request.target.find("/offerings?pageNumber=1&pageSize=250&since=1900-01-01") != std::string::npos;
  EXPECT_TRUE(since) << "offerings that began before today are asked for too";
}

TEST(WebFeed, ooapi_service_is_recognised) {
  const HttpServer server(ooapi_service);
  const auto fetcher = make_http_fetcher(quick());
  const auto place = web_place(server.url() + "/v5", {}, *fetcher);
  const auto found = detect_feed_format(*place);
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ((*found)->name, "ooapi-v5");
}

TEST(WebFeed, that_fails_half_way_is_not_complete_and_keeps_what_was_read) {
  const HttpServer server([](const ServedRequest& request) -> ServedReply {
    if (request.target.find("/programs?") != std::string::npos &&
        request.target.find("pageNumber=2") != std::string::npos)
      return {.status = 500};
    return ooapi_service(request);
  });
  const ReadFeed feed = read_web(server.url() + "/v5", "ooapi-v5");
  EXPECT_FALSE(feed.end.complete);
  EXPECT_NE(feed.offer("p1"), nullptr);
  EXPECT_EQ(feed.offer("p3"), nullptr);
  EXPECT_TRUE(feed.says("feed-incomplete"));
}

TEST(WebFeed, whose_offerings_fail_leaves_the_stored_offer_alone) {
  const HttpServer server([](const ServedRequest& request) -> ServedReply {
    if (request.target.find("/p1/offerings") != std::string::npos) return {.status = 503};
    return ooapi_service(request);
  });
  const ReadFeed feed = read_web(server.url() + "/v5", "ooapi-v5");
  EXPECT_FALSE(feed.end.complete);
  ASSERT_NE(feed.record("p1"), nullptr);
  EXPECT_FALSE(feed.record("p1")->offer.has_value());
  EXPECT_TRUE(feed.says("offerings-not-read", "p1"));
}

TEST(WebFeed, that_repeats_a_page_for_ever_is_stopped) {
  const HttpServer server([](const ServedRequest& request) -> ServedReply {
    if (request.target.starts_with("/programs?")) return {.body = page(program(1), 1, true)};
    if (request.target.find("offerings") != std::string::npos) return {.body = page("", 1, false)};
    return {.status = 404};
  });
  const ReadFeed feed = read_web(server.url(), "ooapi-v5");
  EXPECT_FALSE(feed.end.complete);
  EXPECT_LE(server.requests().size(), 12U);
}

TEST(WebFeed, edudex_is_read_through_relative_and_absolute_addresses) {
  const std::filesystem::path cases = root() / "tests" / "cases" / "feeds" / "edudex_catalogue_price" / "feed";
  const HttpServer server([&](const ServedRequest& request) -> ServedReply {
    const std::filesystem::path file = cases / request.target.substr(request.target.rfind('/') + 1);
    return std::filesystem::exists(file) ? ServedReply{.body = read_file(file)} : ServedReply{.status = 404};
  });
  const ReadFeed feed = read_web(server.url() + "/feeds/directory.xml", "edudex-xml");
  EXPECT_TRUE(feed.end.complete) << feed.end.reason;
  EXPECT_EQ(feed.offers().size(), 5U);
  EXPECT_EQ(feed.offer("school/P-1")->runs.at(0).location->postcode, "3511EP");
}

TEST(WebFeed, credentials_go_to_the_origin_and_to_no_other) {
  const HttpServer other([](const ServedRequest&) -> ServedReply { return {.body = "key,title,provider\na,A,P\n"}; });
  const HttpServer server([&](const ServedRequest& request) -> ServedReply {
    if (request.target == "/away") return {.status = 302, .headers = {"Location: " + other.url() + "/x.csv"}};
    if (request.headers.contains("authorization")) return {.body = "key,title,provider\nb,B,P\n"};
    return {.status = 401};
  });
  EXPECT_EQ(read_web(server.url() + "/in.csv", "csv", quick(), {"Authorization: Bearer geheim"}).offers().size(), 1U);
  EXPECT_THROW(static_cast<void>(read_web(server.url() + "/in.csv", "csv")), ErrorException);
  EXPECT_EQ(read_web(server.url() + "/away", "csv", quick(), {"Authorization: Bearer geheim"}).offers().size(), 1U);
  ASSERT_EQ(other.requests().size(), 1U);
  EXPECT_FALSE(other.requests()[0].headers.contains("authorization"));
}

ErrorCode failure_of(const std::string& url, HttpLimits limits = quick(), const std::string& trusted = "127.0.0.1") {
  const auto fetcher = make_http_fetcher(limits);
  const auto response = fetcher->get({url, {}, trusted});
  return response ? ErrorCode::internal : response.error().code;
}

TEST(HttpFetcher, refuses_private_addresses_that_nobody_named) {
  const HttpServer server([](const ServedRequest&) -> ServedReply { return {.body = "secret"}; });
  EXPECT_EQ(failure_of(server.url(), quick(), "feed.example"), ErrorCode::permission_denied);
  EXPECT_TRUE(server.requests().empty());
}

TEST(HttpFetcher, refuses_other_schemes_and_endless_redirects) {
  const HttpServer server([](const ServedRequest& request) -> ServedReply {
    if (request.target == "/file") return {.status = 301, .headers = {"Location: file:///etc/passwd"}};
    return {.status = 302, .headers = {"Location: /again" + request.target}};
  });
  EXPECT_EQ(failure_of(server.url() + "/file"), ErrorCode::permission_denied);
  EXPECT_EQ(failure_of(server.url() + "/loop"), ErrorCode::permission_denied);
  EXPECT_LE(server.requests().size(), 8U);
  EXPECT_EQ(failure_of("ftp://127.0.0.1/x"), ErrorCode::permission_denied);
}

TEST(HttpFetcher, gives_up_a_body_that_trickles_or_is_cut_off) {
  HttpLimits limits = quick();
  limits.attempts = 1;
  limits.request = 300ms;
  const HttpServer server([](const ServedRequest& request) -> ServedReply {
    if (request.target == "/slow") return {.body = std::string(1000, 'x'), .each_byte = 20ms};
    if (request.target == "/late") return {.body = "x", .delay = 2'000ms};
    return {.body = "half", .announce_more = 100};
  });
  EXPECT_EQ(failure_of(server.url() + "/slow", limits), ErrorCode::unavailable);
  EXPECT_EQ(failure_of(server.url() + "/cut", limits), ErrorCode::unavailable);
  EXPECT_EQ(failure_of(server.url() + "/late", limits), ErrorCode::unavailable);
}

TEST(HttpFetcher, refuses_a_body_above_the_limit) {
  HttpLimits limits = quick();
  limits.bytes = 1'000;
  const HttpServer server([](const ServedRequest&) -> ServedReply { return {.body = std::string(5'000, 'x')}; });
  EXPECT_EQ(failure_of(server.url(), limits), ErrorCode::too_large);
}

TEST(HttpFetcher, keeps_a_large_body_out_of_memory) {
  const HttpServer server([](const ServedRequest&) -> ServedReply { return {.body = std::string(9U << 20U, 'x')}; });
  const auto fetcher = make_http_fetcher(quick());
  auto response = fetcher->get({server.url(), {}, "127.0.0.1"});
  ASSERT_TRUE(response.has_value());
  EXPECT_EQ(read_all(*response->body, 10U << 20U)->size(), 9U << 20U);
}

TEST(HttpFetcher, tries_again_after_a_fault) {
  int count = 0;
  const HttpServer server([&](const ServedRequest&) -> ServedReply {
    return ++count < 3 ? ServedReply{.status = 503} : ServedReply{.body = "here"};
  });
  const auto fetcher = make_http_fetcher(quick());
  const auto response = fetcher->get({server.url(), {}, "127.0.0.1"});
  ASSERT_TRUE(response.has_value());
  EXPECT_EQ(response->status, 200);
  EXPECT_EQ(server.requests().size(), 3U);
}

TEST(HttpFetcher, ends_when_the_time_of_the_feed_is_over) {
  HttpLimits limits = quick();
  limits.total = 1ms;
  const HttpServer server([](const ServedRequest&) -> ServedReply { return {.body = "x"}; });
  const auto fetcher = make_http_fetcher(limits);
  std::this_thread::sleep_for(5ms);
  const auto response = fetcher->get({server.url(), {}, "127.0.0.1"});
  ASSERT_FALSE(response.has_value());
  EXPECT_EQ(response.error().code, ErrorCode::unavailable);
}

bool is_private(const char* text) {
  sockaddr_storage storage{};
  sockaddr_in v4{};
  sockaddr_in6 v6{};
  if (inet_pton(AF_INET, text, &v4.sin_addr) == 1) {
    v4.sin_family = AF_INET;
    std::memcpy(&storage, &v4, sizeof v4);
  } else if (inet_pton(AF_INET6, text, &v6.sin6_addr) == 1) {
    v6.sin6_family = AF_INET6;
    std::memcpy(&storage, &v6, sizeof v6);
  }
  return is_private_address(*static_cast<sockaddr*>(static_cast<void*>(&storage)));
}

TEST(PrivateAddress, is_told_in_both_families) {
  for (const char* text : {"127.0.0.1", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
                           "100.64.0.1", "0.0.0.0", "224.0.0.1", "::1", "::", "fe80::1", "fc00::1", "fd12::1",
                           "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::"}) {
    EXPECT_TRUE(is_private(text)) << text;
  }
  for (const char* text : {"8.8.8.8", "172.32.0.1", "100.128.0.1", "193.0.6.139", "2001:67c:2e8::1", "::ffff:8.8.8.8"})
    EXPECT_FALSE(is_private(text)) << text;
}

TEST(Credentials, come_from_the_environment_or_a_file) {
  const FeedFolder folder;
  folder.write("school", "bearer abc\nX-Route: endpoint=x\n");
  folder.write("basic", "basic Aladdin:open sesame\n");
  folder.write("wrong", "geheim\n");
  EXPECT_EQ(*credentials_of("school", folder.path().string()),
            (std::vector<std::string>{"Authorization: Bearer abc", "X-Route: endpoint=x"}));
  EXPECT_EQ(credentials_of("basic", folder.path().string())->at(0),
            "Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
  const auto wrong = credentials_of("wrong", folder.path().string());
  ASSERT_FALSE(wrong.has_value());
  EXPECT_EQ(describe(wrong.error()).find("geheim"), std::string::npos) << "a secret must not be in a message";
  EXPECT_TRUE(credentials_of("none", folder.path().string())->empty());
}

}  // namespace
}  // namespace leerwijzer::testing
