// Two to four offers beside each other: the same rows, answers and best ones as POST /v1/comparisons gives.
#include "tests/http/api/page_checks.hpp"
#include "tests/http/api/page_person.hpp"

#include <gtest/gtest.h>
#include <boost/json.hpp>

namespace leerwijzer {
namespace {

namespace json = boost::json;

using testing::all_matches;
using testing::expect_accessible;
using testing::holds;
using testing::k_filled;
using testing::Page;

TEST_F(Page, compares_up_to_four_offers) {
  result_of(k_filled);
  const auto response = get("/vergelijk?opleiding=1&opleiding=2&opleiding=3");
  EXPECT_EQ(response.status, 200);
  EXPECT_TRUE(holds(response, "Vergelijk 3 opleidingen"));
  EXPECT_TRUE(holds(response, "href=\"/vergelijk?opleiding=1&amp;opleiding=3\""));
  expect_accessible(response.body);
  EXPECT_TRUE(holds(get("/vergelijk"), "Kies in de lijst twee tot vier opleidingen"));
  EXPECT_TRUE(holds(get("/vergelijk?opleiding=1&opleiding=999999"), "Opleidingen vergelijken"));
}

TEST_F(Page, a_comparison_says_what_the_api_says) {
  const auto page = get("/vergelijk?opleiding=1&opleiding=2&opleiding=3");
  const auto answer = server->post("/v1/comparisons", R"({"offerIds":[1,2,3]})");
  ASSERT_EQ(answer.status, 200) << answer.body;
  const json::object comparison = json::parse(answer.body).as_object();
  std::size_t best = 0;
  for (const json::value& each : comparison.at("rows").as_array()) {
    const json::object& row = each.as_object();
    for (const json::value& cell : row.at("cells").as_array()) {
      const std::string text(cell.as_object().at("text").as_string());
      if (cell.as_object().at("best").as_bool()) ++best;
      EXPECT_TRUE(holds(page, text)) << row.at("question") << ": " << text;
    }
  }
  EXPECT_EQ(all_matches(page.body, "<span class=\"(lw-best)\">").size(), best);
  EXPECT_TRUE(holds(page, "Vraag nog aan de school"));
}

TEST_F(Page, a_comparison_for_a_person_knows_what_they_miss_and_how_far_it_is) {
  result_of(k_filled);
  const auto page = get("/vergelijk?opleiding=1&opleiding=2");
  EXPECT_TRUE(holds(page, "Past bij wat u mist"));
  EXPECT_TRUE(holds(page, "Hoe ver het is"));
  expect_accessible(page.body);
  const auto english = get("/en/vergelijk?opleiding=1&opleiding=2");
  EXPECT_TRUE(holds(english, "What you pay yourself"));
  expect_accessible(english.body);
}

TEST_F(Page, a_comparison_takes_four_at_most_and_each_once) {
  const auto page = get("/vergelijk?opleiding=1&opleiding=1&opleiding=2&opleiding=3&opleiding=4&opleiding=5");
  EXPECT_TRUE(holds(page, "Vergelijk 4 opleidingen"));
}

}  // namespace
}  // namespace leerwijzer
