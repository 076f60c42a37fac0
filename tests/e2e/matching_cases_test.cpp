// Learner stories as data: who, where, what they want -> what must be on top, what must not appear, and
// why. Each file in tests/cases/matching is one test.
#include "tests/e2e/platform.hpp"
#include "tests/e2e/story_expectations.hpp"
#include "tests/e2e/story_words.hpp"
#include "tests/support/http_client.hpp"
#include "tests/support/paths.hpp"

#include <gtest/gtest-spi.h>

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

/// A refusal names the field and says what to do.
void expect_refusal(const json::object& refusal, const testing::HttpReply& reply) {
  testing::knows_all(refusal, {"status", "field"}, "refusal");
  EXPECT_EQ(reply.status, refusal.at("status").as_int64()) << reply.body;
  const json::value problem = json::parse(reply.body);
  const std::string field(refusal.at("field").as_string());
  const json::array& errors = testing::list_at(problem, "/errors");
  const bool named = testing::text_at(problem, "/field") == field ||
                     std::any_of(errors.begin(), errors.end(),
                                 [&](const json::value& error) { return testing::text_at(error, "/field") == field; });
  EXPECT_TRUE(named) << reply.body;
  EXPECT_NE(testing::text_at(problem, "/detail"), "");
}

void ask_for_plans(const json::object& wanted, json::object request) {
  request.erase("limit");
  const auto reply = testing::http_post(Platform::instance().url() + "/v1/plans/compose", json::serialize(request));
  ASSERT_EQ(reply.status, 200) << reply.body;
  testing::expect_plans(wanted, request, json::parse(reply.body));
}

class Story : public ::testing::TestWithParam<std::string> {};

TEST_P(Story, is_answered) {
  const json::value story =
      json::parse(testing::read_file(testing::root() / "tests/cases/matching" / (GetParam() + ".json")));
  testing::knows_all(story.as_object(), {"who", "request", "expect", "refusal"}, "the story");
  ASSERT_FALSE(testing::text_at(story, "/who").empty());
  const std::string url = Platform::instance().url() + "/v1/matches";
  const auto reply = testing::http_post(url, json::serialize(story.at("request")));
  if (story.as_object().contains("refusal")) {
    expect_refusal(story.at("refusal").as_object(), reply);
    return;
  }
  ASSERT_EQ(reply.status, 200) << reply.body;
  const json::object& expect = story.at("expect").as_object();
  const json::value answer = json::parse(reply.body);
  testing::expect_match(expect, answer);
  EXPECT_TRUE(answer.at("sample").as_bool()) << "sample data says that it is sample data";
  EXPECT_EQ(testing::http_post(url, json::serialize(story.at("request"))).body, reply.body)
      << "the same question gives the same bytes";
  if (expect.contains("plan")) ask_for_plans(expect.at("plan").as_object(), story.at("request").as_object());
}

void expect_of_nothing(const char* expectation) {
  testing::expect_match(json::parse(expectation).as_object(), json::parse(R"({"offers": []})"));
}

TEST(StoryWords, that_are_not_known_fail_the_story) {
  EXPECT_NONFATAL_FAILURE(expect_of_nothing(R"({"topp": 1})"), "a word that nothing checks");
  EXPECT_NONFATAL_FAILURE(expect_of_nothing(R"({"mustNotAppear": [{"title": ["las"]}]})"),
                          "a word that nothing checks");
}

INSTANTIATE_TEST_SUITE_P(Matching, Story, ::testing::ValuesIn(case_names()),
                         [](const auto& story) { return story.param; });

}  // namespace
}  // namespace leerwijzer
