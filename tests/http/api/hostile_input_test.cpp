// Whatever is sent, the answer is never a fault of ours: JSONTestSuite as the body of every POST, and
// strings that break programs in every text field.
#include "tests/http/api/sample_services.hpp"

#include "api/http/target.hpp"
#include "tests/support/paths.hpp"

#include <gtest/gtest.h>
#include <boost/json.hpp>

namespace leerwijzer {
namespace {

namespace json = boost::json;
using testing::SampleServer;

TEST(HostileInput, the_json_test_suite_never_gives_a_fault_of_ours) {
  const auto folder = testing::shared() / "suites" / "json-parsing";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no shared folder beside the project";
  SampleServer server;
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    const std::string body = testing::read_file(entry.path());
    for (const char* target : {"/v1/matches", "/v1/funding-checks", "/v1/referrals", "/v1/referrals/previews"}) {
      const int status = server->post(target, body).status;
      EXPECT_LT(status, 500) << target << " " << name;
      if (name.starts_with("n_")) {
        EXPECT_TRUE(status == 400 || status == 413) << target << " " << name << ": " << status;
      }
    }
    ++files;
  }
  EXPECT_GT(files, 250U);
}

std::vector<std::string> naughty_strings() {
  std::vector<std::string> out;
  const json::value list = json::parse(testing::read_file(testing::shared() / "suites" / "naughty-strings.json"));
  for (const json::value& one : list.as_array()) {
    out.emplace_back(one.as_string());
  }
  return out;
}

TEST(HostileInput, naughty_strings_in_a_query_never_give_a_fault_of_ours) {
  if (!std::filesystem::exists(testing::shared() / "suites")) GTEST_SKIP() << "no shared folder beside the project";
  SampleServer server;
  for (const std::string& text : naughty_strings()) {
    const std::string word = percent_encode(text);
    for (const std::string& target : {"/v1/offers?q=" + word, "/v1/occupations?q=" + word, "/v1/skills?q=" + word,
                                      "/v1/suggestions?q=" + word, "/v1/advice-points?municipality=" + word,
                                      "/v1/advice-points?postcode=" + word, "/v1/offers?" + word + "=1"}) {
      EXPECT_LT(server->get(target).status, 500) << target;
    }
  }
}

TEST(HostileInput, naughty_strings_in_a_body_never_give_a_fault_of_ours) {
  if (!std::filesystem::exists(testing::shared() / "suites")) GTEST_SKIP() << "no shared folder beside the project";
  SampleServer server;
  for (const std::string& text : naughty_strings()) {
    const json::object body = {{"learner",
                                {{"municipality", text},
                                 {"occupations", json::array{json::object{{"text", text}}}},
                                 {"skills", json::array{json::object{{"text", text}}}}}},
                               {"goal", {{"text", text}, {"occupation", {{"text", text}}}}}};
    EXPECT_LT(server->post("/v1/matches", json::serialize(body)).status, 500) << text;
    const json::object goal = {{"goal", {{"text", text}}}};
    EXPECT_EQ(server->post("/v1/matches", json::serialize(goal)).status, 200) << text;
    const json::object referral = {{"desk", "midden-utrecht-werkcentrum"},
                                   {"remark", text},
                                   {"goal", {{"text", text}}},
                                   {"contact", {{"name", text}, {"channel", "email"}, {"email", text}}}};
    EXPECT_LT(server->post("/v1/referrals/previews", json::serialize(referral)).status, 500) << text;
    EXPECT_LT(server->post("/v1/referrals", json::serialize(referral)).status, 500) << text;
    const json::object facts = {{"facts", {{text, text}}}};
    EXPECT_LT(server->post("/v1/funding-checks", json::serialize(facts)).status, 500) << text;
  }
}

TEST(HostileInput, text_with_nul_or_broken_utf8_is_refused) {
  SampleServer server;
  EXPECT_EQ(server->post("/v1/matches", R"({"goal": {"text": "a\u0000b"}})").status, 400);
  EXPECT_EQ(server->post("/v1/matches", "{\"goal\": {\"text\": \"\xff\xfe\"}}").status, 400);
  EXPECT_EQ(server->post("/v1/matches", R"({"goal": {"text": ")" + std::string(501, 'a') + "\"}}").status, 400);
  std::string deep;
  for (int i = 0; i < 1000; ++i) deep += "[";
  EXPECT_EQ(server->post("/v1/matches", deep).status, 400);
}

}  // namespace
}  // namespace leerwijzer
