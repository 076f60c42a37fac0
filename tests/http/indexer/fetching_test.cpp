// How documents are fetched: asking whether they changed, trying again, limits, and who may be talked to.
#include "indexer/fetching/web_place.hpp"
#include "tests/support/feeds.hpp"
#include "tests/support/http_server.hpp"
#include "tests/support/paged_service.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

namespace leerwijzer::testing {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

HttpLimits small_limits() {
  HttpLimits limits;
  limits.connect = 2'000ms;
  limits.stall = 2'000ms;
  limits.total = 20'000ms;
  limits.retry_after = 10ms;
  limits.longest_pause = 10'000ms;
  return limits;
}

HttpRequest request_to(const std::string& url) {
  HttpRequest request;
  request.url = url;
  request.trusted_host = "127.0.0.1";
  return request;
}

/// The failure of one request; internal when it did not fail.
Error failure_of(const std::string& url, HttpLimits limits = small_limits(), HttpSurroundings around = {}) {
  const auto response = make_http_fetcher(limits, std::move(around))->get(request_to(url));
  return response ? Error{ErrorCode::internal, "answered", "", ""} : response.error();
}

const std::string k_csv = "key,title,provider\na,A,P\n";

TEST(ConditionalFetch, a_document_that_did_not_change_is_not_read) {
  const HttpServer server([](const ServedRequest& r) { return reply_if_changed(r, k_csv, "\"v1\""); });
  const auto fetcher = make_http_fetcher(small_limits());
  WebVisit visit;
  visit.known_etag = "\"v1\"";
  const auto place = web_place(server.url() + "/a.csv", WebOptions{}, *fetcher, visit);
  EXPECT_FALSE(place->open("").has_value());
  EXPECT_TRUE(visit.unchanged);
  EXPECT_EQ(visit.documents, 0);
  EXPECT_EQ(server.requests().at(0).headers.at("if-none-match"), "\"v1\"");
}

TEST(ConditionalFetch, a_date_does_where_there_is_no_etag) {
  const std::string date = "Sat, 21 Nov 2026 12:00:00 GMT";
  const HttpServer server([&](const ServedRequest& r) { return reply_if_changed(r, k_csv, "", date); });
  const auto fetcher = make_http_fetcher(small_limits());
  WebVisit visit;
  visit.known_last_modified = date;
  const auto place = web_place(server.url() + "/a.csv", WebOptions{}, *fetcher, visit);
  EXPECT_FALSE(place->open("").has_value());
  EXPECT_TRUE(visit.unchanged);
}

TEST(ConditionalFetch, a_document_that_changed_is_fetched_once_however_often_it_is_read) {
  const HttpServer server([](const ServedRequest& r) { return reply_if_changed(r, k_csv, "\"v2\"", "a date"); });
  const auto fetcher = make_http_fetcher(small_limits());
  WebVisit visit;
  visit.known_etag = "\"v1\"";
  const auto place = web_place(server.url() + "/a.csv", WebOptions{}, *fetcher, visit);
  EXPECT_TRUE(place->open("").has_value());
  EXPECT_EQ(read_feed(*place, "csv").offers().size(), 1U);
  EXPECT_EQ(server.requests().size(), 1U);
  EXPECT_EQ(visit.etag, "\"v2\"");
  EXPECT_EQ(visit.last_modified, "a date");
  EXPECT_EQ(visit.documents, 1);
  EXPECT_EQ(visit.bytes, static_cast<std::int64_t>(k_csv.size()));
}

TEST(ConditionalFetch, a_304_that_nobody_asked_for_is_no_document) {
  const HttpServer server([](const ServedRequest&) -> ServedReply { return {.status = 304}; });
  const auto fetcher = make_http_fetcher(small_limits());
  WebVisit visit;
  const auto place = web_place(server.url(), WebOptions{}, *fetcher, visit);
  EXPECT_FALSE(place->open("").has_value());
  EXPECT_FALSE(visit.unchanged);
}

TEST(ConditionalFetch, a_feed_of_pages_says_that_it_is_more_than_one_document) {
  const HttpServer server(serve_pages(root() / "schema" / "samples" / "ooapi" / "universiteit-oudegracht", {}));
  const auto fetcher = make_http_fetcher(small_limits());
  WebVisit visit;
  const auto place = web_place(server.url(), WebOptions{}, *fetcher, visit);
  EXPECT_TRUE(read_feed(*place, "ooapi-v5").end.complete);
  EXPECT_GT(visit.documents, 1);
}

/// What a fetcher waited, with the longest pause that chance allows.
struct Pauses {
  std::vector<milliseconds> list;
  HttpSurroundings around() {
    HttpSurroundings made;
    made.random = [] { return 0.0; };
    made.sleep = [this](milliseconds time) { list.push_back(time); };
    return made;
  }
};

TEST(Retries, come_after_pauses_that_double) {
  Pauses pauses;
  const HttpServer server([](const ServedRequest&) -> ServedReply { return {.status = 503}; });
  const auto response = make_http_fetcher(small_limits(), pauses.around())->get(request_to(server.url()));
  EXPECT_EQ(response->status, 503);
  EXPECT_EQ(pauses.list, (std::vector<milliseconds>{10ms, 20ms}));
  EXPECT_EQ(server.requests().size(), 3U) << "and then no more";
}

TEST(Retries, wait_as_long_as_the_server_asks) {
  Pauses pauses;
  int count = 0;
  const HttpServer server([&](const ServedRequest&) -> ServedReply {
    return ++count == 1 ? ServedReply{.status = 429, .headers = {"Retry-After: 7"}} : ServedReply{.body = "here"};
  });
  EXPECT_EQ(make_http_fetcher(small_limits(), pauses.around())->get(request_to(server.url()))->status, 200);
  EXPECT_EQ(pauses.list, (std::vector<milliseconds>{7'000ms}));
}

TEST(Retries, are_left_for_the_next_fetch_when_the_server_asks_for_an_hour) {
  Pauses pauses;
  const HttpServer server(
      [](const ServedRequest&) -> ServedReply { return {.status = 503, .headers = {"Retry-After: 3600"}}; });
  EXPECT_EQ(make_http_fetcher(small_limits(), pauses.around())->get(request_to(server.url()))->status, 503);
  EXPECT_TRUE(pauses.list.empty());
  EXPECT_EQ(server.requests().size(), 1U);
}

TEST(Retries, do_not_follow_a_refusal) {
  Pauses pauses;
  const HttpServer server([](const ServedRequest&) -> ServedReply { return {.status = 403}; });
  EXPECT_EQ(make_http_fetcher(small_limits(), pauses.around())->get(request_to(server.url()))->status, 403);
  EXPECT_EQ(server.requests().size(), 1U);
}

TEST(Retries, follow_a_connection_that_was_reset) {
  Pauses pauses;
  int count = 0;
  const HttpServer server([&](const ServedRequest&) -> ServedReply {
    return ++count == 1 ? ServedReply{.body = "ha", .reset = true} : ServedReply{.body = "half"};
  });
  const auto response = make_http_fetcher(small_limits(), pauses.around())->get(request_to(server.url()));
  ASSERT_TRUE(response.has_value()) << describe(response.error());
  EXPECT_EQ(*read_all(*response->body, 100), "half");
}

TEST(Limits, a_packed_body_is_read_as_if_it_were_not) {
  const HttpServer server([](const ServedRequest&) { return gzip_reply(k_csv); });
  const auto response = make_http_fetcher(small_limits())->get(request_to(server.url()));
  EXPECT_EQ(*read_all(*response->body, 1'000), k_csv);
}

TEST(Limits, a_body_that_unpacks_to_far_more_than_it_was_is_refused) {
  const ServedReply bomb = gzip_reply(std::string(40U << 20U, '0'));
  const HttpServer server([&](const ServedRequest&) { return bomb; });
  const Error error = failure_of(server.url());
  EXPECT_EQ(error.code, ErrorCode::too_large);
  EXPECT_NE(error.what.find("unpacks to more than 200 times"), std::string::npos) << error.what;
  EXPECT_EQ(server.requests().size(), 1U) << "trying again would not help";
}

TEST(Limits, count_before_and_after_unpacking) {
  const HttpServer packed([](const ServedRequest&) { return gzip_reply(std::string(100'000, 'x')); });
  HttpLimits limits = small_limits();
  limits.bytes = 50'000;
  EXPECT_EQ(failure_of(packed.url(), limits).code, ErrorCode::too_large);
  limits = small_limits();
  limits.packed_bytes = 100;
  EXPECT_EQ(failure_of(packed.url(), limits).code, ErrorCode::too_large);
}

TEST(Limits, a_body_of_unknown_length_ends_at_the_limit) {
  const HttpServer server([](const ServedRequest&) -> ServedReply {
    return {.body = std::string(3U << 20U, 'x'), .announce_more = 1U << 20U, .stall = true};
  });
  HttpLimits limits = small_limits();
  limits.bytes = 1U << 20U;
  EXPECT_EQ(failure_of(server.url(), limits).code, ErrorCode::too_large);
}

TEST(Limits, a_body_that_stalls_is_cut) {
  const HttpServer server([](const ServedRequest&) -> ServedReply { return {.body = "begin", .stall = true}; });
  HttpLimits limits = small_limits();
  limits.attempts = 1;
  limits.stall = 1'000ms;
  EXPECT_EQ(failure_of(server.url(), limits).code, ErrorCode::unavailable);
}

TEST(Stopping, breaks_off_a_body_that_stalls) {
  std::atomic<bool> stop{false};
  const HttpServer server([&](const ServedRequest&) -> ServedReply {
    stop = true;
    return {.body = "begin", .stall = true};
  });
  HttpLimits limits = small_limits();
  limits.stall = 60'000ms;
  limits.total = 120'000ms;
  HttpSurroundings around;
  around.stopped = [&] { return stop.load(); };
  const Error error = failure_of(server.url(), limits, around);
  EXPECT_NE(error.what.find("asked to stop"), std::string::npos) << error.what;
  EXPECT_EQ(server.requests().size(), 1U);
}

TEST(Tls, a_certificate_that_nobody_signed_is_refused_and_not_tried_again) {
  const HttpServer server([](const ServedRequest&) -> ServedReply { return {.body = "secret"}; },
                          HttpServer::Transport::self_signed_tls);
  const Error error = failure_of(server.url());
  EXPECT_EQ(error.code, ErrorCode::permission_denied);
  EXPECT_NE(error.what.find("certificate"), std::string::npos) << error.what;
  EXPECT_TRUE(server.requests().empty()) << "nothing was said to it";
  EXPECT_EQ(server.connections(), 1);
}

TEST(PrivateNetwork, is_not_reached_by_a_redirect) {
  const HttpServer server([&](const ServedRequest&) -> ServedReply {
    return {.status = 302, .headers = {"Location: http://127.0.0.2:1/latest/meta-data"}};
  });
  EXPECT_EQ(failure_of(server.url()).code, ErrorCode::permission_denied);
}

TEST(PrivateNetwork, is_not_reached_by_a_name_unless_the_operator_named_it) {
  const HttpServer server([](const ServedRequest&) -> ServedReply { return {.body = k_csv}; });
  const std::string url = "http://feeds.localhost:" + std::to_string(server.port()) + "/a.csv";
  const auto fetcher = make_http_fetcher(small_limits());
  WebVisit visit;
  const auto refused = web_place(url, WebOptions{}, *fetcher, visit)->open("");
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, ErrorCode::permission_denied);
  EXPECT_EQ(server.connections(), 0) << "the address is looked at before the connection";
  EXPECT_TRUE(web_place(url, WebOptions{{}, {"Feeds.Localhost"}}, *fetcher, visit)->open("").has_value());
}

TEST(Proxy, of_the_environment_is_not_looked_at) {
  const HttpServer server([](const ServedRequest&) -> ServedReply { return {.body = "here"}; });
  for (const char* name : {"http_proxy", "https_proxy", "all_proxy"}) ::setenv(name, "http://127.0.0.1:1", 1);
  const auto response = make_http_fetcher(small_limits())->get(request_to(server.url()));
  for (const char* name : {"http_proxy", "https_proxy", "all_proxy"}) ::unsetenv(name);
  EXPECT_TRUE(response.has_value());
}

TEST(Proxy, of_the_operator_is_used_but_not_for_a_machine_inside) {
  const HttpServer proxy([](const ServedRequest&) -> ServedReply { return {.body = "through"}; });
  HttpSurroundings around;
  around.proxy = proxy.url();
  const auto fetcher = make_http_fetcher(small_limits(), around);
  HttpRequest request;
  request.url = "http://feeds.example/a.csv";
  EXPECT_EQ(*read_all(*fetcher->get(request)->body, 100), "through");
  EXPECT_EQ(proxy.requests().at(0).target, "http://feeds.example/a.csv");
  request.url = "http://169.254.169.254/latest";
  EXPECT_EQ(fetcher->get(request).error().code, ErrorCode::permission_denied);
}

TEST(Credentials, in_an_address_are_refused_and_not_repeated) {
  const auto refused = check_web_address("https://an:geheim@school.example/feed");
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, ErrorCode::invalid_input);
  const std::string text = describe(refused.error());
  EXPECT_EQ(text.find("geheim"), std::string::npos) << text;
  EXPECT_NE(text.find("LEERWIJZER_CREDENTIALS_"), std::string::npos) << text;
  EXPECT_TRUE(check_web_address("https://school.example/feed?mail=an@school.example").has_value());
}

TEST(Credentials, that_others_can_read_are_warned_for) {
  const FeedFolder folder;
  const auto file = folder.write("school", "bearer abc\n");
  using std::filesystem::perms;
  std::filesystem::permissions(file, perms::owner_read | perms::owner_write);
  EXPECT_EQ(credentials_warning("school", folder.path().string()), "");
  std::filesystem::permissions(file, perms::others_read, std::filesystem::perm_options::add);
  EXPECT_NE(credentials_warning("school", folder.path().string()).find("chmod 600"), std::string::npos);
  EXPECT_EQ(credentials_warning("none", folder.path().string()), "");
}

TEST(PagedService, gives_the_offers_of_its_folder_to_who_has_the_key) {
  const auto samples = root() / "schema" / "samples" / "ooapi" / "universiteit-oudegracht";
  PagedService service;
  service.prefix = "/v5";
  service.page_size = 2;
  service.wants_headers = {"authorization: Bearer abc", "ocp-apim-subscription-key: k", "x-route: endpoint=x"};
  const HttpServer server(serve_pages(samples, service));
  const FeedFolder folder;
  folder.write("uni", "bearer abc\nOcp-Apim-Subscription-Key: k\nX-Route: endpoint=x\n");
  const auto fetcher = make_http_fetcher(small_limits());
  const auto headers = credentials_of("uni", folder.path().string());
  const auto place = web_place(server.url() + "/v5", *headers, *fetcher);
  const ReadFeed over_http = read_feed(*place, "ooapi-v5");
  const ReadFeed from_folder = read_feed_at(samples, "ooapi-v5");
  EXPECT_TRUE(over_http.end.complete) << over_http.end.reason;
  ASSERT_GT(from_folder.offers().size(), 2U);
  EXPECT_EQ(over_http.offers().size(), from_folder.offers().size());
  for (const Offer* offer : from_folder.offers()) {
    ASSERT_NE(over_http.offer(offer->key), nullptr) << offer->key;
    EXPECT_EQ(over_http.offer(offer->key)->runs.size(), offer->runs.size()) << offer->key;
  }
  const auto without = web_place(server.url() + "/v5", std::vector<std::string>{}, *fetcher);
  EXPECT_THROW(static_cast<void>(read_feed(*without, "ooapi-v5")), ErrorException);
}

}  // namespace
}  // namespace leerwijzer::testing
