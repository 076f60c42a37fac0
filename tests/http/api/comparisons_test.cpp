// POST /v1/comparisons: offers side by side, for anybody.
#include "tests/http/api/sample_services.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/json.hpp>

namespace leerwijzer::testing {
namespace {

namespace json = boost::json;
using ::testing::HasSubstr;

json::object row_of(const json::object& answer, std::string_view question) {
  for (const auto& row : answer.at("rows").as_array()) {
    if (std::string_view(row.at("question").as_string()) == question) return row.as_object();
  }
  return {};
}

TEST(ComparisonsOverHttp, put_offers_side_by_side_for_a_learner_and_a_goal) {
  SampleServer server;
  const auto response = server->post("/v1/comparisons", R"({"offerIds": [2, 1],
    "learner": {"postcode": "3511"}, "goal": {"occupation": {"text": "verzorgende"}}})");
  ASSERT_EQ(response.status, 200) << response.body;
  const json::object answer = json::parse(response.body).as_object();
  ASSERT_EQ(answer.at("offers").as_array().size(), 2U);
  EXPECT_EQ(answer.at("offers").at(0).at("id"), 2) << "in the order that was asked for";
  const json::object price = row_of(answer, "price");
  EXPECT_EQ(price.at("cells").at(0).at("known"), false);
  EXPECT_EQ(price.at("cells").at(1).at("known"), true);
  EXPECT_EQ(price.at("cells").at(0).at("best"), false) << "unknown is not cheapest";
  EXPECT_THAT(json::serialize(answer.at("offers").at(0).at("toAsk")), HasSubstr("Wat kost"));
  EXPECT_EQ(row_of(answer, "skills").at("cells").at(1).at("known"), true);
  EXPECT_FALSE(row_of(answer, "distance").empty());
  // The same money as in a match.
  const auto match = json::parse(server
                                     ->post("/v1/matches", R"({"learner": {"postcode": "3511"},
    "goal": {"occupation": {"text": "verzorgende"}}})")
                                     .body);
  for (const auto& offer : match.at("offers").as_array()) {
    if (offer.at("id") == 1) {
      EXPECT_EQ(offer.at("price"), answer.at("offers").at(1).at("price"));
      EXPECT_EQ(offer.at("closes").as_array().size(), answer.at("offers").at(1).at("closes").as_array().size());
    }
  }
}

TEST(ComparisonsOverHttp, of_nobody_in_particular_have_no_distance_and_no_skills) {
  SampleServer server;
  const auto response = server->post("/v1/comparisons", R"({"offerIds": [1, 2, 3]})");
  ASSERT_EQ(response.status, 200) << response.body;
  const json::object answer = json::parse(response.body).as_object();
  EXPECT_TRUE(row_of(answer, "distance").empty());
  EXPECT_TRUE(row_of(answer, "skills").empty());
  EXPECT_EQ(row_of(answer, "level").at("cells").as_array().size(), 3U);
}

TEST(ComparisonsOverHttp, take_two_to_four_offers_that_exist) {
  SampleServer server;
  for (const char* body : {R"({"offerIds": [1]})", R"({"offerIds": [1, 1]})", R"({"offerIds": [1, 2, 3, 4, 5]})", "{}",
                           R"({"offerIds": [1, 99]})", R"({"offerIds": [1, -2]})", R"({"offerIds": [1, 2], "x": 1})",
                           R"({"offerIds": [1, 2], "learner": {"postcode": "99"}})"}) {
    EXPECT_EQ(server->post("/v1/comparisons", body).status, 400) << body;
  }
  EXPECT_THAT(server->post("/v1/comparisons", R"({"offerIds": [1, 99]})").body, HasSubstr("/offerIds/1"));
}

}  // namespace
}  // namespace leerwijzer::testing
