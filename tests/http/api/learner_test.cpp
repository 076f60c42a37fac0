// What a match answers about the person, and where an occupation leads, over HTTP.
#include "tests/http/api/sample_services.hpp"

#include "engine/match/matcher.hpp"
#include "tests/support/paths.hpp"

#include <gtest/gtest.h>
#include <boost/json.hpp>

namespace leerwijzer {
namespace {

namespace json = boost::json;
using testing::SampleServer;
using testing::SampleServices;

class LearnerOverHttp : public ::testing::Test {
 protected:
  json::object post(const std::string& body) {
    const auto response = server->post("/v1/matches", body);
    EXPECT_EQ(response.status, 200) << response.body;
    return json::parse(response.body).as_object();
  }
  json::object get(const std::string& target) {
    const auto response = server->get(target);
    EXPECT_EQ(response.status, 200) << response.body;
    return json::parse(response.body).as_object();
  }
  static std::string id_of(const std::string& label) {
    return std::to_string(
        SampleServices::instance().snapshots.get()->taxonomy.resolve_occupations(label, 1).at(0).id.value);
  }
  SampleServer server;
};

TEST_F(LearnerOverHttp, skills_come_with_their_grounds_and_can_be_corrected) {
  const std::string work = R"("occupations": [{"text": "helpende zorg en welzijn", "years": 6, "lastYear": 2025}])";
  const json::object first = post(R"({"learner": {)" + work + R"(}, "goal": {"occupation": {"text": "verzorgende"}}})");
  const json::object& skills = first.at("learner").at("skills").as_object();
  EXPECT_GT(skills.at("likely").as_int64(), 5);
  EXPECT_EQ(skills.at("total").as_int64(), static_cast<std::int64_t>(skills.at("items").as_array().size()));
  const json::object& one = skills.at("items").at(0).as_object();
  EXPECT_EQ(one.at("certainty"), "likely");
  EXPECT_TRUE(one.at("counts").as_bool());
  EXPECT_NE(std::string(one.at("grounds").at(0).at("text").as_string()).find("Dat deed u 6 jaar, tot 2025."),
            std::string::npos);

  const std::string uri(one.at("uri").as_string());
  const json::object second = post(R"({"learner": {)" + work + R"(, "skillsNotHad": [{"uri": ")" + uri +
                                   R"("}]}, "goal": {"occupation": {"text": "verzorgende"}}})");
  EXPECT_EQ(second.at("learner").at("skills").at("denied"), 1);
  EXPECT_LE(second.at("gap").at("coveredShare").to_number<double>(),
            first.at("gap").at("coveredShare").to_number<double>());
}

TEST_F(LearnerOverHttp, questions_say_what_yes_and_no_change) {
  const json::object answer = post(R"({"learner": {"occupations": [{"text": "helpende zorg en welzijn"}]},
      "goal": {"occupation": {"text": "verzorgende"}}})");
  const json::array& questions = answer.at("questions").as_array();
  ASSERT_GE(questions.size(), 3U);
  ASSERT_LE(questions.size(), 5U);
  for (const json::value& one : questions) {
    EXPECT_TRUE(std::string(one.at("text").as_string()).starts_with("Kunt u dit al"));
    EXPECT_FALSE(one.at("skill").at("uri").is_null());
    EXPECT_LE(one.at("yes").at("gapChange").to_number<double>(), 0.0);
    EXPECT_GE(one.at("no").at("gapChange").to_number<double>(), 0.0);
  }
}

TEST_F(LearnerOverHttp, a_goal_that_is_far_is_reached_in_steps) {
  const json::object answer =
      post(R"json({"learner": {"occupations": [{"text": "helpende zorg en welzijn", "years": 3}]},
      "goal": {"occupation": {"text": "verpleegkundige (mbo)"}}})json");
  const json::array& steps = answer.at("paths").at(0).at("steps").as_array();
  ASSERT_EQ(steps.size(), 2U);
  EXPECT_EQ(steps[0].at("occupation").at("label"), "verzorgende");
  EXPECT_EQ(steps[1].at("occupation").at("label"), "verpleegkundige (mbo)");
  EXPECT_FALSE(steps[0].at("basis").is_null());
  EXPECT_TRUE(steps[0].at("months").is_null()) << "the school says no duration";
  EXPECT_TRUE(answer.at("paths").at(0).at("months").is_null()) << "unknown stays unknown";
}

TEST_F(LearnerOverHttp, transitions_are_a_sum_of_parts_that_say_where_figures_come_from) {
  const json::object answer = get("/v1/occupations/" + id_of("helpende zorg en welzijn") +
                                  "/transitions?postcode=3511&likesSector=zorg-welzijn&canOrWant=0.4&limit=6");
  ASSERT_EQ(answer.at("items").as_array().size(), 6U);
  for (const json::value& item : answer.at("items").as_array()) {
    double sum = 0.0;
    for (const json::value& part : item.at("parts").as_array()) sum += part.at("share").to_number<double>();
    EXPECT_NEAR(sum, item.at("score").to_number<double>(), 0.001);
  }
  EXPECT_EQ(answer.at("shortage").at(0).at("measuredOn"), "2026-09-30");
  EXPECT_EQ(answer.at("shortage").at(0).at("sample"), true);
  EXPECT_NE(json::serialize(answer.at("items")).find("verzonnen voorbeeld"), std::string::npos);
  EXPECT_FALSE(answer.at("paths").as_array().empty());
  EXPECT_EQ(answer.at("understood").at("place").at("region").at("slug"), "midden-utrecht");
}

TEST_F(LearnerOverHttp, without_a_place_shortages_are_unknown_and_said_to_be) {
  const json::object answer = get("/v1/occupations/" + id_of("verkoper") + "/transitions");
  EXPECT_TRUE(answer.at("shortage").as_array().empty());
  EXPECT_NE(json::serialize(answer.at("items")).find("We weten niet hoeveel vraag"), std::string::npos);
}

TEST_F(LearnerOverHttp, parameters_of_transitions_are_checked) {
  const std::string target = "/v1/occupations/" + id_of("verkoper") + "/transitions";
  for (const char* wrong : {"?canOrWant=2", "?likesSector=toverij", "?postcode=12", "?maxTravelKm=-1", "?limit=0",
                            "?municipality=Nergenshuizen", "?kleur=rood"}) {
    EXPECT_EQ(server->get(target + wrong).status, 400) << wrong;
  }
  EXPECT_EQ(server->get("/v1/occupations/999999999/transitions").status, 404);
}

TEST_F(LearnerOverHttp, a_thousand_skills_are_refused_with_the_field_in_dutch) {
  std::string body = R"({"learner": {"skills": [)";
  for (int i = 0; i < 1'000; ++i) body += std::string(i == 0 ? "" : ",") + R"({"text": "lassen"})";
  const auto response = server->post("/v1/matches", body + "]}}");
  ASSERT_EQ(response.status, 400) << response.body.substr(0, 300);
  const json::value first = json::parse(response.body).at("errors").at(0);
  EXPECT_EQ(first.at("field"), "/learner/skills");
  EXPECT_NE(std::string(first.at("hint").as_string()).find("hoogstens 200"), std::string::npos);
}

TEST_F(LearnerOverHttp, every_profile_that_contradicts_itself_is_a_400_with_its_field) {
  std::size_t cases = 0;
  for (const auto& entry : std::filesystem::directory_iterator(testing::root() / "tests/cases/learner")) {
    const json::value one = json::parse(testing::read_file(entry.path()));
    const auto* field = one.at("expect").as_object().if_contains("error");
    if (field == nullptr) continue;
    const auto response = server->post("/v1/matches", json::serialize(one.at("request")));
    EXPECT_EQ(response.status, 400) << entry.path();
    EXPECT_NE(response.body.find(std::string(field->as_string())), std::string::npos) << entry.path() << response.body;
    ++cases;
  }
  EXPECT_GT(cases, 15U);
}

}  // namespace
}  // namespace leerwijzer
