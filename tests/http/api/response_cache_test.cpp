// Answers that are given again: by what is asked and not by how it is written, never after a change, and
// never what is an error or of one person.
#include "api/response_cache.hpp"
#include "api/web/assets.hpp"

#include "tests/http/api/sample_services.hpp"

#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <thread>

namespace leerwijzer {
namespace {

namespace json = boost::json;
using testing::RawResponse;
using testing::RunningServer;
using testing::SampleServer;
using testing::SampleServices;

struct Counts {
  std::int64_t hits = 0;
  std::int64_t misses = 0;
};

Counts counts_of(const RunningServer& server) {
  const std::string text = server.get("/metrics").body;
  const auto after = [&](const std::string& name) {
    const std::size_t at = text.find("\n" + name + " ");
    return at == std::string::npos ? -1 : std::stoll(text.substr(at + name.size() + 2));
  };
  return {after("leerwijzer_cache_hits_total"), after("leerwijzer_cache_misses_total")};
}

/// Is the second answered as the first was, without making it again?
void expect_given_again(const RunningServer& server, const std::string& first, const std::string& second) {
  const RawResponse made = server.get(first);
  ASSERT_EQ(made.status, 200) << made.body;
  const Counts before = counts_of(server);
  const RawResponse again = server.get(second);
  const Counts after = counts_of(server);
  EXPECT_EQ(again.body, made.body) << first << "\n" << second;
  EXPECT_EQ(again.field("etag"), made.field("etag"));
  EXPECT_EQ(after.hits, before.hits + 1) << first << "\n" << second;
  EXPECT_EQ(after.misses, before.misses);
}

TEST(KeptAnswers, are_found_however_the_request_is_written) {
  SampleServer server;
  expect_given_again(*server, "/v1/offers?q=zorg", "/v1/offers?q=zorg");
  expect_given_again(*server, "/v1/offers?q=zorg&level=3", "/v1/offers?level=3&q=zorg");
  expect_given_again(*server, "/v1/offers?q=zorg%20voor", "/v1/offers?q=++zorg+++voor+");
  expect_given_again(*server, "/v1/offers?q=las", "/v1/offers?q=las&page=1&pageSize=20&sort=relevance&knownOnly=false");
  expect_given_again(*server, "/v1/offers?level=3&level=4", "/v1/offers?level=4,3,4");
  expect_given_again(*server, "/v1/offers?municipality=Utrecht&radiusKm=25",
                     "/v1/offers?municipality=utrecht&radiusKm=25.0");
  expect_given_again(*server, "/v1/offers?postcode=3511EP", "/v1/offers?postcode=3511%20ep");
  expect_given_again(*server, "/v1/suggestions?q=las", "/v1/suggestions?q=las&limit=5");
  expect_given_again(*server, "/v1/occupations?q=lasser", "/v1/occupations?limit=10&q=lasser");
  expect_given_again(*server, "/v1/skills?q=lassen", "/v1/skills?q=lassen&limit=010");
}

TEST(KeptAnswers, are_assets_too_so_that_none_is_copied_and_digested_for_each_visitor) {
  SampleServer server;
  for (const WebAsset& asset : web_assets()) expect_given_again(*server, asset.address, asset.address);
}

TEST(KeptAnswers, differ_where_the_question_differs) {
  SampleServer server;
  const std::string first = server->get("/v1/offers?q=zorg").body;
  for (const char* other :
       {"/v1/offers?q=las", "/v1/offers?q=zorg&pageSize=1", "/v1/suggestions?q=zorg", "/v1/offers?q=zorg&maxPrice=5"}) {
    EXPECT_NE(server->get(other).body, first) << other;
  }
}

TEST(KeptAnswers, are_never_errors_nor_answers_to_a_post_nor_from_the_database) {
  SampleServer server;
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(server->get("/v1/offers?level=99").status, 400);
    EXPECT_EQ(server->post("/v1/matches", "{}").status, 200);
    EXPECT_EQ(server->get("/v1/offers/1").status, 200);
    EXPECT_EQ(server->get("/v1/advice-points?postcode=3511").status, 200);
  }
  EXPECT_EQ(counts_of(*server).hits, 0);
  EXPECT_EQ(server->post("/v1/matches", "{}").field("cache-control"), "no-store");
}

TEST(KeptAnswers, answer_304_to_who_has_them_already) {
  SampleServer server;
  for (const char* target : {"/v1/offers?q=zorg", "/v1/suggestions?q=la", "/v1/occupations?q=lasser",
                             "/v1/skills?q=lassen", "/v1/offers/1/similar"}) {
    const RawResponse first = server->get(target);
    const std::string tag = first.field("etag");
    ASSERT_GT(tag.size(), 10U) << target;
    const RawResponse again = server->get(target, "If-None-Match: " + tag + "\r\n");
    EXPECT_EQ(again.status, 304) << target;
    EXPECT_TRUE(again.body.empty());
    EXPECT_EQ(again.field("etag"), tag);
    EXPECT_EQ(server->get(target, "If-None-Match: \"other\", W/" + tag + "\r\n").status, 304);
    EXPECT_EQ(server->get(target, "If-None-Match: \"other\"\r\n").status, 200);
  }
  EXPECT_EQ(server->get("/v1/offers?q=zorg").field("cache-control"), "no-cache");
}

TEST(KeptAnswers, keep_to_what_a_client_accepts) {
  SampleServer server;
  EXPECT_EQ(server->get("/v1/offers?q=zorg").status, 200);
  EXPECT_EQ(server->get("/v1/offers?q=zorg", "Accept: text/csv\r\n").status, 406);
  EXPECT_EQ(server->get("/v1/offers?q=zorg", "Accept: application/*\r\n").status, 200);
}

/// An index of its own that the test adds to, and an application that looks at it for each request.
struct ChangingIndex {
  testing::TemporaryFolder folder;
  std::unique_ptr<SearchIndex> index;
  Services services = SampleServices::instance().services;
  SnapshotHolder snapshots;
  Date today = testing::k_sample_today;

  explicit ChangingIndex(const std::vector<Offer>& offers) {
    testing::write_index(folder.path() / "index", offers);
    index = std::make_unique<SearchIndex>(SearchIndex::open({folder.path() / "index", 2}).value());
    snapshots.set(SampleServices::instance().snapshots.get());
    services.index = index.get();
    services.snapshots = &snapshots;
    services.today = [this] { return today; };
  }
  [[nodiscard]] ApplicationSettings settings() const {
    ApplicationSettings with;
    with.index_looks = std::chrono::milliseconds(0);
    return with;
  }
};

TEST(KeptAnswers, are_not_given_after_a_change_of_the_index_the_reference_data_or_the_day) {
  ChangingIndex changing({testing::bare_offer(1, "Lasopleiding")});
  Application application(changing.settings(), changing.services, endpoints());
  const RunningServer server(application, testing::any_port());
  const auto ask = [&] { return json::parse(server.get("/v1/offers?q=lassen").body).as_object(); };
  EXPECT_EQ(ask().at("total"), 1);
  EXPECT_EQ(ask().at("total"), 1);
  testing::write_index(changing.folder.path() / "index",
                       {testing::bare_offer(1, "Lasopleiding"), testing::bare_offer(2, "Leren lassen")}, 2);
  const json::object after = ask();
  EXPECT_EQ(after.at("total"), 2);
  EXPECT_EQ(after.at("provenance").at("indexChange"), 2);
  EXPECT_EQ(counts_of(server).hits, 1);
  EXPECT_EQ(ask().at("total"), 2);
  EXPECT_EQ(counts_of(server).hits, 2);
  changing.snapshots.set(changing.snapshots.get());
  ask();
  EXPECT_EQ(counts_of(server).hits, 2);
  changing.today = testing::day(2026, 11, 22);
  EXPECT_EQ(ask().at("provenance").at("today"), "2026-11-22");
  EXPECT_EQ(counts_of(server).hits, 2);
}

TEST(KeptAnswers, can_be_switched_off) {
  ApplicationSettings settings;
  settings.cache_bytes = 0;
  Application application(settings, SampleServices::instance().services, endpoints());
  const RunningServer server(application, testing::any_port());
  for (int i = 0; i < 3; ++i) EXPECT_EQ(server.get("/v1/offers?q=zorg").status, 200);
  EXPECT_EQ(counts_of(server).hits, 0);
  EXPECT_EQ(server.get("/v1/offers?q=zorg").field("etag").empty(), false);
}

std::shared_ptr<const KeptAnswer> answer_of(std::size_t bytes) {
  auto answer = std::make_shared<KeptAnswer>();
  answer->body = std::make_shared<const std::string>(bytes, 'x');
  return answer;
}

TEST(ResponseCache, stays_within_its_bytes_and_drops_the_longest_unused) {
  ResponseCache cache(std::size_t{1} << 20U);
  for (int i = 0; i < 5000; ++i) {
    cache.keep("key-" + std::to_string(i), 1, answer_of(1000));
    EXPECT_NE(cache.find("key-0", 1), nullptr) << "in use, after " << i;
    ASSERT_LE(cache.figures().bytes, std::size_t{1} << 20U);
  }
  EXPECT_GT(cache.figures().evictions, 3000U);
  EXPECT_EQ(cache.find("key-1", 1), nullptr);
  cache.keep("large", 1, answer_of(200'000));
  EXPECT_EQ(cache.find("large", 1), nullptr) << "one answer may not push out all others";
}

TEST(ResponseCache, another_key_does_not_hold_on_to_an_answer) {
  ResponseCache cache(std::size_t{1} << 20U);
  auto answer = answer_of(1000);
  const std::weak_ptr<const KeptAnswer> seen = answer;
  cache.keep("key", 1, answer);
  cache.keep_as("address", 1, answer);
  answer.reset();
  EXPECT_NE(cache.find("address", 1), nullptr);
  EXPECT_EQ(cache.find("key", 2), nullptr) << "of another epoch";
  EXPECT_TRUE(seen.expired());
  EXPECT_EQ(cache.find("address", 1), nullptr);
}

TEST(ResponseCache, is_safe_to_share_between_threads) {
  ResponseCache cache(100'000);
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&cache, t] {
      for (int i = 0; i < 5000; ++i) {
        const std::string key = "key-" + std::to_string((i * 7 + t) % 200);
        if (const auto found = cache.find(key, 1)) {
          EXPECT_EQ(found->body->size(), 500U);
        } else {
          cache.keep(key, 1, answer_of(500));
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_LE(cache.figures().bytes, 100'000U);
}

}  // namespace
}  // namespace leerwijzer
