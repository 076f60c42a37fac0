// Learner stories as data: who, where, what they want -> what must be on top and why. Each file in
// tests/cases/matching is one test.
#include "engine/core/text.hpp"
#include "tests/e2e/platform.hpp"
#include "tests/support/http_client.hpp"
#include "tests/support/paths.hpp"

#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <algorithm>

namespace leerwijzer {
namespace {

namespace json = boost::json;
using testing::Platform;

std::vector<std::string> case_names() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(testing::root() / "tests/cases/matching")) {
    if (entry.path().extension() == ".json") names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

bool holds(const json::array& list, std::string_view value) {
  return std::any_of(list.begin(), list.end(), [&](const json::value& one) { return one.as_string() == value; });
}

std::string text_at(const json::value& value, std::string_view pointer) {
  boost::system::error_code missing;
  const json::value* found = value.find_pointer(pointer, missing);
  return found != nullptr && found->is_string() ? std::string(found->get_string()) : std::string{};
}

/// Does one of the first `within` offers satisfy `fits`?
template <typename Fits>
bool any_of_first(const json::array& offers, std::int64_t within, const Fits& fits) {
  const auto end = offers.begin() + std::min<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(offers.size()), within);
  return std::any_of(offers.begin(), end, fits);
}

void expect_goal(const json::object& expect, const json::value& answer) {
  const auto goal = expect.find("goal");
  if (goal == expect.end()) return;
  EXPECT_EQ(text_at(answer, "/goal/kind"), goal->value().at("kind").as_string());
  if (goal->value().as_object().contains("label")) {
    EXPECT_EQ(text_at(answer, "/goal/occupation/label"), goal->value().at("label").as_string());
  }
}

void expect_top(const json::object& top, const json::array& offers) {
  const auto count = static_cast<std::size_t>(top.at("count").as_int64());
  ASSERT_GE(offers.size(), count);
  for (std::size_t i = 0; i < count; ++i) {
    const std::string title = text_at(offers[i], "/title");
    EXPECT_TRUE(holds(top.at("sectors").as_array(), text_at(offers[i], "/sector")))
        << i << ": " << title << " in " << text_at(offers[i], "/sector");
    if (top.contains("maxDistanceKm") && offers[i].at("distanceKm").is_number()) {
      EXPECT_LE(offers[i].at("distanceKm").to_number<double>(), static_cast<double>(top.at("maxDistanceKm").as_int64()))
          << title;
    }
  }
}

void expect_reasons(const json::array& kinds, const json::array& offers) {
  for (const json::value& offer : offers) {
    double sum = 0;
    for (const json::value& reason : offer.at("reasons").as_array()) sum += reason.at("share").to_number<double>();
    EXPECT_NEAR(sum, offer.at("score").to_number<double>(), 0.01) << "the parts add up to the score";
    for (const json::value& kind : kinds) {
      const json::array& reasons = offer.at("reasons").as_array();
      EXPECT_TRUE(
          std::any_of(reasons.begin(), reasons.end(),
                      [&](const json::value& r) { return r.at("kind") == kind && !r.at("text").as_string().empty(); }))
          << text_at(offer, "/title") << " has no reason of kind " << kind;
    }
  }
}

void expect_titles(const json::object& wanted, const json::array& offers) {
  const json::array& parts = wanted.at("anyOf").as_array();
  EXPECT_TRUE(any_of_first(offers, wanted.at("within").as_int64(),
                           [&](const json::value& offer) {
                             const std::string title = fold(text_at(offer, "/title"));
                             return std::any_of(parts.begin(), parts.end(), [&](const json::value& part) {
                               return contains(title, fold(std::string(part.as_string())));
                             });
                           }))
      << "no title of the first " << wanted.at("within") << " holds any of " << json::serialize(parts);
}

void expect_advice(const json::object& advice, const json::value& answer) {
  if (advice.contains("kind")) {
    EXPECT_EQ(text_at(answer, "/advicePoints/0/kind"), advice.at("kind").as_string());
  }
  if (advice.contains("region")) {
    EXPECT_EQ(text_at(answer, "/advicePoints/0/region/slug"), advice.at("region").as_string());
  }
  EXPECT_NE(text_at(answer, "/advicePoints/0/reason"), "");
}

void expect_rest(const json::object& expect, const json::value& answer) {
  const json::array& offers = answer.at("offers").as_array();
  if (expect.contains("gapNotEmpty")) {
    EXPECT_FALSE(answer.at("gap").at("missing").as_array().empty());
  }
  if (expect.contains("minOffers")) {
    EXPECT_GE(static_cast<std::int64_t>(offers.size()), expect.at("minOffers").as_int64());
  }
  if (expect.contains("transitions")) {
    EXPECT_GE(static_cast<std::int64_t>(answer.at("transitions").as_array().size()),
              expect.at("transitions").as_int64());
  }
  if (expect.contains("net")) {
    EXPECT_TRUE(
        any_of_first(offers, 3, [](const json::value& offer) { return offer.at("price").at("net").is_object(); }));
  }
  if (const auto kinds = expect.find("kinds"); kinds != expect.end()) {
    EXPECT_TRUE(any_of_first(offers, kinds->value().at("within").as_int64(), [&](const json::value& offer) {
      return holds(kinds->value().at("anyOf").as_array(), text_at(offer, "/kind"));
    }));
  }
  if (const auto unfailed = expect.find("noFailed"); unfailed != expect.end()) {
    EXPECT_FALSE(any_of_first(offers, unfailed->value().at("within").as_int64(), [&](const json::value& offer) {
      const json::array& reasons = offer.at("reasons").as_array();
      return std::any_of(reasons.begin(), reasons.end(), [&](const json::value& r) {
        return r.at("status") == "failed" && holds(unfailed->value().at("kinds").as_array(), r.at("kind").as_string());
      });
    }));
  }
}

class Story : public ::testing::TestWithParam<std::string> {};

TEST_P(Story, is_answered) {
  const json::value story =
      json::parse(testing::read_file(testing::root() / "tests/cases/matching" / (GetParam() + ".json")));
  const json::object& expect = story.at("expect").as_object();
  const auto reply =
      testing::http_post(Platform::instance().url() + "/v1/matches", json::serialize(story.at("request")));
  ASSERT_EQ(reply.status, 200) << reply.body;
  const json::value answer = json::parse(reply.body);
  const json::array& offers = answer.at("offers").as_array();

  expect_goal(expect, answer);
  if (expect.contains("top")) expect_top(expect.at("top").as_object(), offers);
  if (expect.contains("titles")) expect_titles(expect.at("titles").as_object(), offers);
  expect_reasons(expect.contains("reasons") ? expect.at("reasons").as_array() : json::array{}, offers);
  expect_rest(expect, answer);
  if (expect.contains("advice")) expect_advice(expect.at("advice").as_object(), answer);
  EXPECT_TRUE(answer.at("sample").as_bool()) << "sample data says that it is sample data";

  const auto again =
      testing::http_post(Platform::instance().url() + "/v1/matches", json::serialize(story.at("request")));
  EXPECT_EQ(again.body, reply.body) << "the same question gives the same bytes";
}

INSTANTIATE_TEST_SUITE_P(Matching, Story, ::testing::ValuesIn(case_names()),
                         [](const auto& story) { return story.param; });

}  // namespace
}  // namespace leerwijzer
