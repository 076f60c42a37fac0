// The services of OOAPI v5 and v6, HOVI, KiesMBO and EDU-DEX over real sockets: every page and every detail is asked
// for with the credentials of the source, and a service that fails in the middle is never taken for whole.
#include "indexer/fetching/web_place.hpp"
#include "tests/support/feeds.hpp"
#include "tests/support/http_server.hpp"

#include <gtest/gtest.h>
#include <boost/json.hpp>

namespace leerwijzer::testing {
namespace {

using namespace std::chrono_literals;
namespace json = boost::json;
namespace fs = std::filesystem;

HttpLimits quick() {
  HttpLimits limits;
  limits.connect = 2'000ms;
  limits.request = 2'000ms;
  limits.total = 10'000ms;
  limits.retry_after = 10ms;
  return limits;
}

ReadFeed read_web(const std::string& url, std::string_view format, std::vector<std::string> headers = {}) {
  const auto fetcher = make_http_fetcher(quick());
  const auto place = web_place(url, std::move(headers), *fetcher);
  return read_feed(*place, format);
}

std::string detected_at(const std::string& url, std::vector<std::string> headers = {}) {
  const auto fetcher = make_http_fetcher(quick());
  const auto place = web_place(url, std::move(headers), *fetcher);
  const auto found = detect_feed_format(*place);
  return found ? std::string((*found)->name) : describe(found.error());
}

/// An OOAPI service of either version: programmes on two pages, offerings of the first on two pages, one course.
struct OoapiNames {
  const char* format;
  const char* organizations;
  const char* organization_id;
  const char* programs;
  const char* program_id;
  const char* program_offerings;
  const char* program_offering_id;
  const char* course_offerings;
  const char* start;
};
constexpr OoapiNames k_v5 = {"ooapi-v5",   "/organizations", "organizationId", "/programs", "programId",
                             "/offerings", "offeringId",     "/offerings",     "startDate"};
constexpr OoapiNames k_v6 = {"ooapi-v6",     "/organisations",       "organisationId",      "/programmes",
                             "programmeId",  "/programme-offerings", "programmeOfferingId", "/course-offerings",
                             "startDateTime"};

std::string page(const std::vector<json::object>& objects, int number, bool next) {
  json::array items;
  for (const json::object& object : objects) items.emplace_back(object);
  json::object envelope;
  envelope["pageSize"] = 250;
  envelope["pageNumber"] = number;
  envelope["hasNextPage"] = next;
  envelope["items"] = std::move(items);
  return json::serialize(envelope);
}

ServedReply ooapi_reply(const OoapiNames& names, const ServedRequest& request) {
  const std::string& target = request.target;
  const bool second = target.find("pageNumber=2") != std::string::npos;
  const std::string programs = names.programs;
  const auto program = [&](const char* id) {
    return json::object{{names.program_id, id}, {"name", "Programma"}, {names.organization_id, "o1"}};
  };
  if (target.starts_with(std::string(names.organizations) + "?"))
    return {.body = page({json::object{{names.organization_id, "o1"}, {"name", "School"}}}, 1, false)};
  if (target.starts_with(programs + "?"))
    return {.body = second ? page({program("p2")}, 2, false) : page({program("p1")}, 1, true)};
  if (target.starts_with(programs + "/p1" + names.program_offerings + "?")) {
    const json::object offering{{names.program_offering_id, second ? "r2" : "r1"}, {names.start, "2026-09-07"}};
    return {.body = page({offering}, second ? 2 : 1, !second)};
  }
  if (target.starts_with(programs + "/p2" + names.program_offerings + "?")) return {.body = page({}, 1, false)};
  if (target.starts_with("/courses?"))
    return {.body =
                page({json::object{{"courseId", "c1"}, {"name", "Cursus"}, {names.organization_id, "o1"}}}, 1, false)};
  if (target.starts_with(std::string("/courses/c1") + names.course_offerings + "?"))
    return {.body = page({}, 1, false)};
  return {.status = 404, .body = "{}"};
}

/// As the gateway answers where the request says to which endpoint it goes.
ServedReply through_gateway(ServedReply reply, const ServedRequest& request) {
  if (reply.status != 200 || !request.headers.contains("x-route")) return reply;
  reply.body = R"({"gateway":{"requests":[]},"responses":{"school.example":)" + reply.body + "}}";
  return reply;
}

struct Credential {
  const char* lines;  ///< as an operator writes them
  std::vector<std::pair<std::string, std::string>> headers;
};

class OoapiService : public ::testing::TestWithParam<OoapiNames> {};

TEST_P(OoapiService, gets_the_credentials_and_the_route_with_every_page) {
  const OoapiNames names = GetParam();
  const std::vector<Credential> credentials = {
      {"basic school:geheim\n", {{"authorization", "Basic c2Nob29sOmdlaGVpbQ=="}}},
      {"bearer sleutel\n", {{"authorization", "Bearer sleutel"}}},
      {"Ocp-Apim-Subscription-Key: abc\n", {{"ocp-apim-subscription-key", "abc"}}},
      {"X-Api-Key: k1\nX-Route: endpoint=school.example\n",
       {{"x-api-key", "k1"}, {"x-route", "endpoint=school.example"}}},
      {"bearer sleutel\nX-Route: endpoint=school.example\n",
       {{"authorization", "Bearer sleutel"}, {"x-route", "endpoint=school.example"}}},
  };
  for (const Credential& credential : credentials) {
    const HttpServer server([&](const ServedRequest& request) -> ServedReply {
      for (const auto& [name, value] : credential.headers) {
        const auto found = request.headers.find(name);
        if (found == request.headers.end() || found->second != value) return {.status = 401, .body = "{}"};
      }
      return through_gateway(ooapi_reply(names, request), request);
    });
    const FeedFolder folder;
    folder.write("school", credential.lines);
    const auto headers = credentials_of("school", folder.path().string());
    ASSERT_TRUE(headers.has_value());
    const ReadFeed feed = read_web(server.url(), names.format, *headers);
    EXPECT_TRUE(feed.end.complete) << credential.lines << feed.end.reason;
    ASSERT_EQ(feed.offers().size(), 3U) << credential.lines;
    EXPECT_EQ(feed.offer("p1")->runs.size(), 2U) << "the second page of the offerings";
    EXPECT_EQ(feed.record("c1")->provider_key, "o1");
    EXPECT_THROW(static_cast<void>(read_web(server.url(), names.format)), ErrorException);
    EXPECT_EQ(detected_at(server.url(), *headers), names.format) << credential.lines;
  }
}

TEST_P(OoapiService, that_loses_a_page_half_way_is_not_complete) {
  const OoapiNames names = GetParam();
  const HttpServer server([&](const ServedRequest& request) -> ServedReply {
    if (request.target.starts_with(names.programs) && request.target.find("pageNumber=2") != std::string::npos)
      return {.status = 500};
    return ooapi_reply(names, request);
  });
  const ReadFeed feed = read_web(server.url(), names.format);
  EXPECT_FALSE(feed.end.complete);
  EXPECT_TRUE(feed.says("feed-incomplete"));
  EXPECT_FALSE(feed.record("p1")->offer.has_value()) << "its second page of offerings did not come";
}

INSTANTIATE_TEST_SUITE_P(Versions, OoapiService, ::testing::Values(k_v5, k_v6),
                         [](const auto& one) { return std::string(one.param.format).substr(6); });

TEST(OeapiService, outcomes_of_the_service_reach_the_programmes_that_name_them) {
  const HttpServer server([](const ServedRequest& request) -> ServedReply {
    if (request.target.starts_with("/learning-outcomes?")) {
      return {.body = R"({"pageNumber":1,"hasNextPage":false,"items":[{"learningOutcomeId":"lo1",
                         "name":[{"language":"nl-NL","value":"lassen"}]}]})"};
    }
    if (request.target.starts_with("/programmes?")) {
      return {.body = R"({"pageNumber":1,"hasNextPage":false,"items":[{"programmeId":"p2","name":"X",
                         "learningOutcomeIds":["lo1"]}]})"};
    }
    return ooapi_reply(k_v6, request);
  });
  const ReadFeed feed = read_web(server.url(), "ooapi-v6");
  ASSERT_NE(feed.offer("p2"), nullptr);
  ASSERT_EQ(feed.offer("p2")->outcomes.size(), 1U);
  EXPECT_EQ(feed.offer("p2")->outcomes[0].text, "lassen");
  bool since = false;
  for (const ServedRequest& request : server.requests())
    since = since || request.target.find("&since=1900-01-01T00:00:00Z") != std::string::npos;
  EXPECT_TRUE(since) << "offerings that began before today are asked for too";
}

/// HOVI as a service: listings hold summaries, details are asked for one by one.
json::value hovi_case(const std::string& file) {
  return json::parse(
      read_file(root() / "tests" / "cases" / "feeds" / "hovi_product_with_three_forms" / "feed" / (file + ".json")));
}

const json::object* with_id(const json::value& list, const char* name, const std::string& id) {
  for (const json::value& one : list.as_array()) {
    if (one.as_object().at(name).as_string() == id) return &one.as_object();
  }
  return nullptr;
}

ServedReply hovi_reply(const ServedRequest& request) {
  const auto bearer = request.headers.find("authorization");
  if (bearer == request.headers.end() || bearer->second != "Bearer sleutel") return {.status = 401};
  const std::string path = request.target.substr(0, request.target.find('?'));
  const std::string base = "/api/4/organization";
  const auto rest = [&](const std::string& prefix) { return path.substr(prefix.size()); };
  if (path.starts_with("/api/4/domain/productform")) return {.body = json::serialize(hovi_case("domain/productform"))};
  if (path == base)
    return {.body = R"([{"organizationId":"10","brin":"27XX","brinName":{"nl":"HV"},"shortCode":"HV"}])"};
  if (path == base + "/10") return {.body = json::serialize(hovi_case("organization"))};
  if (path == base + "/10/location")
    return {.body = R"([{"locationId":"89","locationName":{"nl":"H"}},{"locationId":"90","locationName":{"nl":"D"}}])"};
  if (path == base + "/10/product") return {.body = R"([{"productId":"501","availableForms":["vt","dt","dual"]}])"};
  const json::object* found = nullptr;
  json::value list;
  for (const auto& [kind, file, id] :
       {std::tuple("location", "locations", "locationId"), std::tuple("contact", "contacts", "contactId"),
        std::tuple("product", "products", "productId")}) {
    const std::string prefix = base + "/10/" + kind + "/";
    if (!path.starts_with(prefix)) continue;
    list = hovi_case(file);
    found = with_id(list, id, rest(prefix));
  }
  return found != nullptr ? ServedReply{.body = json::serialize(*found)} : ServedReply{.status = 404};
}

TEST(HoviService, gives_products_with_their_locations_and_contacts) {
  const HttpServer server(hovi_reply);
  const std::vector<std::string> bearer = {"Authorization: Bearer sleutel"};
  EXPECT_EQ(detected_at(server.url() + "/api/4", bearer), "hovi-v4");
  const ReadFeed feed = read_web(server.url() + "/api/4", "hovi-v4", bearer);
  EXPECT_TRUE(feed.end.complete) << feed.end.reason;
  ASSERT_EQ(feed.offers().size(), 3U);
  EXPECT_EQ(feed.offer("501/dt")->locations.size(), 2U);
  EXPECT_EQ(feed.offer("501/vt")->contact_email, "studie@hv.example");
  EXPECT_EQ(feed.offer("501/vt")->intensity, Intensity::full_time) << "by the list of the service";
  EXPECT_EQ(feed.record("organization:10")->provider->name, "Hogeschool Voorbeeld");
  EXPECT_THROW(static_cast<void>(read_web(server.url() + "/api/4", "hovi-v4")), ErrorException);
}

TEST(HoviService, that_fails_on_a_product_is_not_complete_and_keeps_a_record_of_it) {
  const HttpServer server([](const ServedRequest& request) -> ServedReply {
    if (request.target.find("/product/501") != std::string::npos) return {.status = 503};
    return hovi_reply(request);
  });
  const ReadFeed feed = read_web(server.url() + "/api/4", "hovi-v4", {"Authorization: Bearer sleutel"});
  EXPECT_FALSE(feed.end.complete);
  EXPECT_TRUE(feed.says("product-not-read", "501"));
}

TEST(KiesmboService, is_read_at_the_service_and_at_the_address_of_the_export) {
  const std::string dump =
      read_file(root() / "tests" / "cases" / "feeds" / "kiesmbo_schools_locations_and_paths" / "feed.json");
  const HttpServer server([&](const ServedRequest& request) -> ServedReply {
    const auto key = request.headers.find("ocp-apim-subscription-key");
    if (key == request.headers.end() || key->second != "abc") return {.status = 401};
    return request.target == "/kiesmbo/api/v2/export" ? ServedReply{.body = dump} : ServedReply{.status = 404};
  });
  const std::vector<std::string> key = {"Ocp-Apim-Subscription-Key: abc"};
  for (const char* address : {"/kiesmbo", "/kiesmbo/api/v2/export"}) {
    EXPECT_EQ(detected_at(server.url() + address, key), "kiesmbo-v2") << address;
    const ReadFeed feed = read_web(server.url() + address, "kiesmbo-v2", key);
    EXPECT_TRUE(feed.end.complete) << feed.end.reason;
    EXPECT_EQ(feed.offers().size(), 3U) << address;
  }
  EXPECT_THROW(static_cast<void>(read_web(server.url() + "/kiesmbo", "kiesmbo-v2")), ErrorException);
}

/// The Data API: suppliers, what they list, and the programmes in answer to a question.
class EdudexApi {
 public:
  ServedReply answer(const ServedRequest& request) {
    const std::string& path = request.target;
    if (path == "/v1/suppliers") {
      return {
          .body =
              R"({"suppliers":[{"id":"school","name":{"nl":"De School"},"lastMetadataChange":"2026-01-01T00:00:00Z"}]})"};
    }
    if (path == "/v1/suppliers/school/metadata") return {.status = 403, .body = "{}"};
    if (path == "/v1/suppliers/school/programs") {
      json::array items;
      for (int i = 0; i < programs; ++i) items.push_back(named("P" + std::to_string(i), "public"));
      items.push_back(named("Q", "bedrijf"));
      return {.body = json::serialize(json::object{{"items", std::move(items)}})};
    }
    if (path == "/v1/programs/bulk" && !request.body.empty()) return bulk(request.body);
    return {.status = 404};
  }

  int programs = 60;
  std::string lost;  ///< a programme that the service does not give

 private:
  static json::object named(const std::string& id, const std::string& client) {
    return {{"orgUnitId", "school"}, {"programId", id}, {"clientId", client}, {"lastChange", "2026-01-01T00:00:00Z"}};
  }

  [[nodiscard]] ServedReply bulk(const std::string& question) const {
    json::array answers;
    const json::value asked = json::parse(question);
    for (const json::value& wanted : asked.at("programs").as_array()) {
      json::object answer = wanted.as_object();
      if (answer.at("programId").as_string() == lost) {
        answer["error"] = "No access";
        answer["data"] = nullptr;
      } else {
        answer["data"] = json::parse(R"({"programClassification":{"programLevel":"bachelor"},
                                         "programDescriptions":{"programName":{"nl":"Programma"}}})");
      }
      answers.push_back(std::move(answer));
    }
    return {.body = json::serialize(json::object{{"programs", std::move(answers)}})};
  }
};

TEST(EdudexService, gives_every_public_programme_in_batches) {
  EdudexApi api;
  const HttpServer server([&](const ServedRequest& request) { return api.answer(request); });
  EXPECT_EQ(detected_at(server.url() + "/v1"), "edudex-json");
  const ReadFeed feed = read_web(server.url() + "/v1", "edudex-json", {"Authorization: Bearer sleutel"});
  EXPECT_TRUE(feed.end.complete) << feed.end.reason;
  EXPECT_EQ(feed.offers().size(), 60U);
  EXPECT_TRUE(feed.says("not-published", "school/Q/bedrijf"));
  EXPECT_EQ(feed.record("school/P0")->provider->name, "De School") << "named by the listing";
  int questions = 0;
  for (const ServedRequest& request : server.requests()) questions += request.body.empty() ? 0 : 1;
  EXPECT_EQ(questions, 2);
}

TEST(EdudexService, that_keeps_a_programme_back_is_not_complete) {
  EdudexApi api;
  api.programs = 3;
  api.lost = "P1";
  const HttpServer server([&](const ServedRequest& request) { return api.answer(request); });
  const ReadFeed feed = read_web(server.url() + "/v1", "edudex-json");
  EXPECT_FALSE(feed.end.complete);
  EXPECT_EQ(feed.offers().size(), 2U);
  EXPECT_TRUE(feed.says("programme-not-read", "school/P1"));
}

TEST(EdudexService, question_is_not_sent_to_where_an_answer_redirects) {
  EdudexApi api;
  api.programs = 1;
  const HttpServer other([](const ServedRequest&) -> ServedReply { return {.body = R"({"programs":[]})"}; });
  const HttpServer server([&](const ServedRequest& request) -> ServedReply {
    if (request.target == "/v1/programs/bulk") return {.status = 307, .headers = {"Location: " + other.url() + "/"}};
    return api.answer(request);
  });
  const ReadFeed feed = read_web(server.url() + "/v1", "edudex-json");
  EXPECT_FALSE(feed.end.complete);
  EXPECT_TRUE(other.requests().empty());
}

}  // namespace
}  // namespace leerwijzer::testing
