// The national register as a service of pages with links, and web pages that hold courses, over a real socket.
#include "indexer/fetching/web_place.hpp"
#include "tests/support/feeds.hpp"
#include "tests/support/http_server.hpp"

#include <gtest/gtest.h>

namespace leerwijzer::testing {
namespace {

using namespace std::chrono_literals;

ReadFeed read_web(const std::string& url, std::string_view format) {
  HttpLimits limits;
  limits.connect = 2'000ms;
  limits.request = 2'000ms;
  limits.stall = 1'000ms;
  limits.total = 10'000ms;
  limits.retry_after = 10ms;
  const auto fetcher = make_http_fetcher(limits);
  const auto place = web_place(url, {}, *fetcher);
  const auto detected = detect_feed_format(*place);
  if (!detected) throw ErrorException(detected.error());
  EXPECT_EQ((*detected)->name, format);
  return read_feed(*place, format);
}

std::string offered(int number, const std::string& links = "") {
  const std::string id = "0000000" + std::to_string(number);
  return R"({"id":")" + id + R"(","aangebodenOpleidingcode":")" + id +
         R"(","type":"AANGEBODENHOOPLEIDING","eigennaam":"Opleiding )" + std::to_string(number) +
         R"(","vorm":"VOLTIJD","startdatum":"2020-09-01")" + links + "}";
}

std::string hal(const std::string& objects, const std::string& next) {
  return R"({"_embedded":{"AangebodenOpleidingen":[)" + objects + R"(]},"_links":{"self":{"href":"x"})" +
         (next.empty() ? "" : R"(,"next":{"href":")" + next + R"("})") + "}}";
}

/// Two pages from 0; the unit by a link, the rest below the programme; cohorts of the second fail where asked.
ServedReply register_service(const ServedRequest& request, bool cohorts_fail) {
  const std::string& target = request.target;
  const auto begins = [&](const char* path) { return target.starts_with(path); };
  if (begins("/v2/aangeboden-opleidingen?page=0"))
    return {.body = hal(offered(1, R"(,"_links":{"opleiding":{"href":"/v2/opleidingen/1001O0001{?datumGeldigOp}"}})"),
                        "/v2/aangeboden-opleidingen?page=1")};
  if (begins("/v2/aangeboden-opleidingen?page=1")) return {.body = hal(offered(2), "")};
  if (begins("/v2/opleidingen/1001O0001/opleidingserkenning"))
    return {.body = R"({"id":"e1","erkendeopleidingscode":"34479","type":"HOOPLEIDINGSERKENNING"})"};
  if (begins("/v2/opleidingen/1001O0001") || begins("/v2/aangeboden-opleidingen/00000002/opleiding"))
    return {.body = R"({"opleidingseenheidcode":"1001O0001","volledigeNaam":"B Verpleegkunde","niveau":"HBO-BA",)"
                    R"("nLQF":"6","type":"HOOPLEIDING"})"};
  if (target.ends_with("/onderwijsaanbieder"))
    return {.body = R"({"id":"113A000","code":"113A000","naam":"Proefhogeschool","type":"ONDERWIJSAANBIEDER"})"};
  if (target.ends_with("/00000001/onderwijslocatie"))
    return {.body = R"({"id":"114X000","onderwijslocatiecode":"114X000","plaatsnaam":"Utrecht","postcode":"3511AB"})"};
  if (cohorts_fail && target.ends_with("/00000002/aangeboden-opleiding-cohorten")) return {.status = 500};
  if (target.ends_with("/00000001/aangeboden-opleiding-cohorten"))
    return {.body = R"([{"id":"c1","code":"C1","status":"O","type":"AANGEBODENHOOPLEIDINGCOHORT",)"
                    R"("beginAanmeldperiode":"2026-01-01","instroommoment":"2026-09-01"}])"};
  return {.status = 404};
}

TEST(WebFeed, register_service_is_read_from_page_0_along_its_links) {
  const HttpServer server([](const ServedRequest& request) { return register_service(request, false); });
  const ReadFeed feed = read_web(server.url() + "/v2", "rio-lod-v2");
  EXPECT_TRUE(feed.end.complete) << feed.end.reason;
  ASSERT_EQ(feed.offers().size(), 2U);
  const Offer* first = feed.offer("00000001");
  ASSERT_NE(first, nullptr);
  EXPECT_EQ(first->level.basis, LevelBasis::register_);
  EXPECT_EQ(first->level.nlqf, NlqfLevel::level_6);
  EXPECT_EQ(first->runs.at(0).key, "C1");
  EXPECT_EQ(first->locations.at(0).postcode, "3511AB");
  EXPECT_EQ(first->codes.back(), (OfferCode{CodeScheme::croho, "34479"}));
  EXPECT_EQ(feed.record("00000002")->provider_key, "113A000");
}

TEST(WebFeed, register_programme_whose_cohorts_fail_is_kept_without_an_offer) {
  const HttpServer server([](const ServedRequest& request) { return register_service(request, true); });
  const ReadFeed feed = read_web(server.url() + "/v2", "rio-lod-v2");
  EXPECT_FALSE(feed.end.complete);
  EXPECT_EQ(feed.offers().size(), 1U);
  EXPECT_TRUE(feed.says("offerings-not-read", "00000002"));
}

TEST(WebFeed, courses_are_read_from_a_page_and_their_relative_ids_are_made_whole) {
  const HttpServer server([](const ServedRequest& request) -> ServedReply {
    if (request.target != "/cursussen") return {.status = 404};
    return {.body = R"(<!DOCTYPE html><html><head><script type="application/ld+json">{"@context":)"
                    R"("https://schema.org","@type":"Course","@id":"/c/1","name":"Koken","provider":"School"})"
                    R"(</script></head><body></body></html>)"};
  });
  const ReadFeed feed = read_web(server.url() + "/cursussen", "schema-org");
  EXPECT_TRUE(feed.end.complete) << feed.end.reason;
  ASSERT_EQ(feed.offers().size(), 1U);
  EXPECT_EQ(feed.offers()[0]->key, server.url() + "/c/1");
}

}  // namespace
}  // namespace leerwijzer::testing
