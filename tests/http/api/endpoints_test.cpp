// Each endpoint over a real socket: the shapes that clients rely on.
#include "tests/http/api/sample_services.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>

namespace leerwijzer {
namespace {

namespace json = boost::json;
using testing::RawResponse;
using testing::SampleServer;
using testing::SampleServices;

json::object parsed(const RawResponse& response) {
  EXPECT_EQ(response.status, 200) << response.body;
  return response.status == 200 ? json::parse(response.body).as_object() : json::object{};
}

void expect_keys(const json::value& object, std::initializer_list<std::string_view> keys) {
  for (const std::string_view key : keys) EXPECT_TRUE(object.as_object().contains({key.data(), key.size()})) << key;
}

class Endpoints : public ::testing::Test {
 protected:
  json::object get(const std::string& target) { return parsed(server->get(target)); }
  json::object post(const std::string& target, const std::string& body) { return parsed(server->post(target, body)); }
  json::array errors(const RawResponse& response) {
    EXPECT_EQ(response.status, 400) << response.body;
    return json::parse(response.body).at("errors").as_array();
  }
  SampleServer server;
};

TEST_F(Endpoints, every_answer_says_where_it_comes_from_and_that_it_is_sample_data) {
  for (const char* target : {"/v1/offers", "/v1/occupations?q=lasser", "/v1/skills?q=lassen", "/v1/suggestions?q=las",
                             "/v1/advice-points", "/v1/offers/1", "/v1/offers/1/similar"}) {
    const json::object answer = get(target);
    expect_keys(answer.at("provenance"), {"indexGeneration", "rulesSnapshot", "today"});
    EXPECT_EQ(answer.at("provenance").at("today"), "2026-11-21") << target;
    EXPECT_EQ(answer.at("sample"), true) << target;
    EXPECT_EQ(answer.at("notice"), "Dit is voorbeelddata: scholen, prijzen en data zijn verzonnen.") << target;
  }
}

TEST_F(Endpoints, a_search_gives_a_collection_of_offers) {
  const json::object answer = get("/v1/offers?q=verzorgende&postcode=3511&radiusKm=25");
  expect_keys(answer, {"items", "total", "facets", "understood", "next"});
  ASSERT_GE(answer.at("items").as_array().size(), 1U);
  const json::object& offer = answer.at("items").at(0).as_object();
  expect_keys(offer, {"id", "title", "provider", "level", "levelBasis", "sector", "modes", "languages", "price", "runs",
                      "location", "distanceKm", "quality", "score", "reasons", "closes"});
  EXPECT_EQ(offer.at("id"), 1);
  EXPECT_EQ(offer.at("price").at("gross"), 145000);
  EXPECT_EQ(offer.at("runs").at(0).at("start"), "2027-02-08");
  EXPECT_LT(offer.at("distanceKm").as_double(), 25.0);
  EXPECT_EQ(answer.at("understood").at("place").at("region").at("slug"), "midden-utrecht");
  EXPECT_TRUE(answer.at("facets").as_object().contains("level"));
}

TEST_F(Endpoints, a_search_pages_with_the_address_of_the_next_page) {
  const json::object first = get("/v1/offers?pageSize=2");
  EXPECT_EQ(first.at("total"), 3);
  EXPECT_TRUE(first.at("next").as_string().starts_with("/v1/offers?pageSize=2&cursor="));
  EXPECT_EQ(get("/v1/offers?pageSize=2&page=2").at("items").as_array().size(), 1U) << "by number, too";
  const json::object second = get(std::string(first.at("next").as_string()));
  EXPECT_EQ(second.at("items").as_array().size(), 1U);
  EXPECT_TRUE(second.at("next").is_null());
}

TEST_F(Endpoints, an_unknown_price_is_null_and_a_stated_zero_is_zero) {
  EXPECT_TRUE(get("/v1/offers/2").at("price").at("gross").is_null());
  EXPECT_EQ(get("/v1/offers/3").at("price").at("gross"), 0);
}

TEST_F(Endpoints, a_search_tells_all_that_is_wrong_with_it) {
  EXPECT_EQ(errors(server->get("/v1/offers?level=9&maxPrice=-1&startsBefore=x&kleur=rood&radiusKm=abc")).size(), 5U);
  EXPECT_EQ(errors(server->get("/v1/offers?radiusKm=10")).at(0).at("field"), "radiusKm");
  EXPECT_EQ(errors(server->get("/v1/offers?sort=distance")).at(0).at("field"), "sort");
  EXPECT_EQ(errors(server->get("/v1/offers?postcode=abc")).at(0).at("field"), "postcode");
  const auto town = errors(server->get("/v1/offers?municipality=Nieuwegijn"));
  EXPECT_EQ(town.at(0).at("field"), "municipality");
  EXPECT_NE(town.at(0).at("hint").as_string().find("Nieuwegein"), json::string::npos) << json::serialize(town);
  EXPECT_EQ(errors(server->get("/v1/offers?skill=999999999")).at(0).at("field"), "skill");
  EXPECT_EQ(errors(server->get("/v1/offers?page=10000&pageSize=100")).at(0).at("field"), "page");
}

TEST_F(Endpoints, an_offer_comes_in_full_and_as_linked_data) {
  const json::object offer = get("/v1/offers/1");
  expect_keys(offer, {"texts", "costs", "outcomes", "runs", "provider", "quality"});
  EXPECT_EQ(offer.at("provider").at("name"), "ROC Voorbeeld");
  const auto response = server->get("/v1/offers/1", "Accept: application/ld+json\r\n");
  EXPECT_EQ(response.field("content-type"), "application/ld+json");
  const json::object course = parsed(response);
  EXPECT_EQ(course.at("@type"), "Course");
  EXPECT_EQ(course.at("offers").at(0).at("price"), "1450.00");
  EXPECT_EQ(course.at("hasCourseInstance").at(0).at("startDate"), "2027-02-08");
}

TEST_F(Endpoints, an_offer_that_does_not_exist_is_not_found) {
  EXPECT_EQ(server->get("/v1/offers/99").status, 404);
  EXPECT_EQ(server->get("/v1/offers/0").status, 400);
  EXPECT_EQ(server->get("/v1/offers/abc").status, 400);
  EXPECT_EQ(server->get("/v1/offers/99999999999999999999").status, 400);
}

TEST_F(Endpoints, an_occupation_is_found_by_words_and_by_uri) {
  const json::object answer = get("/v1/occupations?q=verzorgende&limit=3");
  ASSERT_GE(answer.at("items").as_array().size(), 1U);
  const json::object& first = answer.at("items").at(0).as_object();
  expect_keys(first, {"id", "uri", "label", "confidence", "matchedLabel"});
  EXPECT_EQ(first.at("label"), "verzorgende");
  double last = 1.0;
  for (const json::value& item : answer.at("items").as_array()) {
    EXPECT_LE(item.at("confidence").to_number<double>(), last);
    last = item.at("confidence").to_number<double>();
  }
  const std::string uri(first.at("uri").as_string());
  EXPECT_EQ(get("/v1/occupations?uri=" + uri).at("items").at(0).at("id"), first.at("id"));
  const std::string id = std::to_string(first.at("id").as_int64());
  EXPECT_GT(get("/v1/occupations/" + id).at("skills").as_array().size(), 3U);
  const json::object near = get("/v1/occupations/" + id + "/transitions?limit=4");
  EXPECT_EQ(near.at("items").as_array().size(), 4U);
  expect_keys(near.at("items").at(0), {"id", "label", "overlap", "shared", "missing"});
  EXPECT_EQ(server->get("/v1/occupations/987654321").status, 404);
  EXPECT_EQ(errors(server->get("/v1/occupations")).at(0).at("field"), "q");
}

TEST_F(Endpoints, skills_and_suggestions_are_found_by_words) {
  expect_keys(get("/v1/skills?q=lassen").at("items").at(0), {"id", "uri", "label", "confidence", "matchedLabel"});
  const json::object suggestions = get("/v1/suggestions?q=verzorg");
  ASSERT_GE(suggestions.at("items").as_array().size(), 2U);
  EXPECT_EQ(suggestions.at("items").at(0).at("kind"), "occupation");
}

TEST_F(Endpoints, a_match_answers_goal_gap_offers_money_and_advice) {
  const json::object answer = post("/v1/matches", R"({"learner": {"postcode": "3511", "situation": ["employee"],
      "occupations": [{"text": "verkoper", "years": 9}], "hoursPerWeek": 12, "budgetCents": 50000},
      "goal": {"occupation": {"text": "verzorgende"}}, "limit": 2})");
  expect_keys(answer,
              {"goal", "gap", "offers", "transitions", "funding", "advicePoints", "facets", "relax", "provenance"});
  EXPECT_EQ(answer.at("goal").at("occupation").at("label"), "verzorgende");
  EXPECT_FALSE(answer.at("gap").at("missing").as_array().empty());
  ASSERT_GE(answer.at("offers").as_array().size(), 1U);
  const json::value& offer = answer.at("offers").at(0);
  EXPECT_EQ(offer.at("id"), 1);
  EXPECT_FALSE(offer.at("closes").as_array().empty());
  for (const json::value& reason : offer.at("reasons").as_array())
    expect_keys(reason, {"kind", "status", "text", "share"});
  expect_keys(offer.at("price").at("net"), {"min", "max"});
  EXPECT_EQ(answer.at("advicePoints").at(0).at("region").at("slug"), "midden-utrecht");
  EXPECT_FALSE(answer.at("funding").as_array().empty());
}

TEST_F(Endpoints, an_empty_match_gets_a_useful_answer) {
  const json::object answer = post("/v1/matches", "{}");
  EXPECT_EQ(answer.at("goal").at("kind"), "open");
  EXPECT_FALSE(answer.at("advicePoints").as_array().empty());
}

TEST_F(Endpoints, a_hard_wish_takes_away_what_fails_it_and_says_what_giving_it_up_gives) {
  const auto asked = [](const std::string& hard) {
    return R"({"learner": {"postcode": "3511", "languages": ["en"], "accessibility": ["wheelchair"], "hard": [)" +
           hard + R"(]}, "goal": {"occupation": {"text": "verzorgende"}}})";
  };
  const auto holds_first = [](const json::object& answer) {
    const json::array& offers = answer.at("offers").as_array();
    return std::any_of(offers.begin(), offers.end(), [](const json::value& one) { return one.at("id") == 1; });
  };
  const json::object weighed = post("/v1/matches", asked(""));
  EXPECT_TRUE(holds_first(weighed));
  for (const json::value& offer : weighed.at("offers").as_array()) EXPECT_EQ(offer.at("closesBy"), "outcomes");
  const json::object hard = post("/v1/matches", asked("\"language\", \"accessibility\""));
  EXPECT_FALSE(holds_first(hard));
  ASSERT_FALSE(hard.at("relax").as_array().empty());
  const json::value& relax = hard.at("relax").at(0);
  EXPECT_EQ(relax.at("constraint"), "language");
  EXPECT_EQ(relax.at("best").at("title"), "Verzorgende IG, verkort traject");
  EXPECT_GT(relax.at("best").at("score").as_double(), 0.0);
}

TEST_F(Endpoints, a_match_names_every_field_that_is_wrong) {
  const auto list =
      errors(server->post("/v1/matches", R"({"learner": {"postcode": 3511, "hoursPerWeek": 200, "kleur": 1},
      "goal": {"sector": "zorg"}, "today": "2026-01-01", "limit": 0})"));
  std::vector<std::string> fields;
  for (const json::value& one : list) fields.emplace_back(one.at("field").as_string());
  for (const char* field :
       {"/learner/postcode", "/learner/hoursPerWeek", "/learner/kleur", "/goal/sector", "/today", "/limit"}) {
    EXPECT_NE(std::find(fields.begin(), fields.end(), field), fields.end()) << field;
  }
  EXPECT_EQ(json::parse(server->post("/v1/matches", R"({"learner": {"postcode": "12"}})").body).at("field"),
            "/learner/postcode");
  EXPECT_EQ(errors(server->post("/v1/matches", R"({"learner": {"facts": {"person.leeftijd": 3}}})")).at(0).at("field"),
            "/learner/facts");
}

TEST_F(Endpoints, a_match_may_say_what_day_it_is_only_where_that_is_allowed) {
  SampleServices::instance().services.allow_today = true;
  const json::object answer = post("/v1/matches", R"({"today": "2027-01-01"})");
  SampleServices::instance().services.allow_today = false;
  EXPECT_EQ(answer.at("provenance").at("today"), "2027-01-01");
  EXPECT_EQ(server->post("/v1/matches", R"({"today": "2027-01-01"})").status, 400);
}

TEST_F(Endpoints, a_funding_check_answers_per_scheme) {
  const json::object answer =
      post("/v1/funding-checks",
           R"({"date": "2026-11-21", "facts": {"person.age_on_course_start": 57}, "schemes": ["LLK"]})");
  ASSERT_EQ(answer.at("schemes").as_array().size(), 1U);
  const json::value& scheme = answer.at("schemes").at(0);
  expect_keys(scheme, {"id", "name", "eligibility", "because", "missing", "window", "discretion", "amount", "receiver",
                       "confidence", "text"});
  EXPECT_EQ(scheme.at("eligibility"), "no");
  EXPECT_EQ(scheme.at("because").at(0), "person.age_on_course_start");
  expect_keys(answer.at("stacks"), {"certain", "likely", "bestCase"});
  const json::object priced = post("/v1/funding-checks", R"({"offerId": 1, "learner": {"postcode": "3511"}})");
  EXPECT_LE(priced.at("stacks").at("certain").at("net").as_int64(), 145000);
  EXPECT_EQ(
      errors(server->post("/v1/funding-checks", R"({"schemes": ["LLKK"], "facts": {"person.leeftijd": 1}})")).size(),
      2U);
  EXPECT_EQ(errors(server->post("/v1/funding-checks", R"({"offerId": 99})")).at(0).at("field"), "/offerId");
}

TEST_F(Endpoints, a_funding_check_says_what_would_change_a_no_and_what_to_check) {
  const json::object answer = post(
      "/v1/funding-checks",
      R"({"date": "2026-11-21", "facts": {"person.residence_municipality": "Zeist"}, "schemes": ["UTR_OMSCH", "LLK"]})");
  const auto& schemes = answer.at("schemes").as_array();
  ASSERT_EQ(schemes.size(), 2U);
  for (const json::value& scheme : schemes) {
    expect_keys(scheme, {"wouldChange", "checkWithIssuer", "conflictingSources", "ended"});
    if (scheme.at("id") == "LLK") {
      EXPECT_TRUE(scheme.at("conflictingSources").as_bool());
      EXPECT_TRUE(scheme.at("wouldChange").as_array().empty());
    } else {
      EXPECT_EQ(scheme.at("wouldChange").at(0).at("fact"), "person.residence_municipality");
      EXPECT_EQ(scheme.at("wouldChange").at(0).at("text"), "U woont in de gemeente Utrecht.");
    }
  }
}

TEST_F(Endpoints, a_null_fact_is_not_asked_about_again) {
  const char* body = R"({"date": "2026-11-21", "priceCents": 100000, "facts": {"person.statuses": null}})";
  EXPECT_EQ(post("/v1/funding-checks", R"({"date": "2026-11-21", "priceCents": 100000})").at("nextQuestion").at("fact"),
            "person.statuses");
  EXPECT_NE(post("/v1/funding-checks", body).at("nextQuestion").at("fact"), "person.statuses");
}

TEST_F(Endpoints, contradictory_facts_and_a_birth_year_in_the_future_are_named) {
  EXPECT_EQ(errors(server->post("/v1/funding-checks",
                                R"({"facts": {"person.age_on_course_start": 17, "person.statuses": ["bijstand"]}})"))
                .at(0)
                .at("field"),
            "/facts");
  EXPECT_EQ(errors(server->post("/v1/funding-checks", R"({"date": "2026-11-21", "learner": {"birthYear": 2027}})"))
                .at(0)
                .at("field"),
            "/learner/birthYear");
}

TEST_F(Endpoints, advice_points_follow_the_place) {
  const json::object answer = get("/v1/advice-points?postcode=1420");
  EXPECT_EQ(answer.at("region").at("slug"), "groot-amsterdam");
  expect_keys(answer.at("items").at(0), {"id", "name", "kind", "region", "municipality", "validFrom", "validUntil",
                                         "channels", "distanceKm", "reason"});
  EXPECT_EQ(
      get("/v1/advice-points?municipality=De%20Ronde%20Venen&situation=ww&date=2026-12-01").at("region").at("slug"),
      "groot-amsterdam");
  EXPECT_EQ(errors(server->get("/v1/advice-points?situation=rijk&postcode=1")).at(0).at("field"), "situation");
}

TEST_F(Endpoints, without_the_database_search_and_match_go_on) {
  SampleServices::instance().catalogue->away = true;
  EXPECT_EQ(server->get("/v1/offers?q=verzorgende").status, 200);
  EXPECT_EQ(server->post("/v1/matches", "{}").status, 200);
  const auto offer = server->get("/v1/offers/1");
  EXPECT_EQ(offer.status, 503);
  EXPECT_EQ(offer.field("retry-after"), "5");
  EXPECT_EQ(server->get("/ready").status, 503);
  EXPECT_EQ(server->get("/health").status, 200);
  SampleServices::instance().catalogue->away = false;
  EXPECT_EQ(server->get("/ready").status, 200);
}

TEST_F(Endpoints, ready_turns_503_while_draining) {
  SampleServices::instance().draining = true;
  const auto response = server->get("/ready");
  SampleServices::instance().draining = false;
  EXPECT_EQ(response.status, 503);
  EXPECT_EQ(json::parse(response.body).at("field"), "draining");
}

TEST_F(Endpoints, metrics_count_by_route_template) {
  EXPECT_EQ(server->get("/v1/offers/1").status, 200);
  EXPECT_EQ(server->get("/v1/offers/99").status, 404);
  const std::string text = server->get("/metrics").body;
  EXPECT_NE(text.find("leerwijzer_http_request_duration_seconds_count{route=\"/v1/offers/{id}\",status=\"2xx\"} 1"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("route=\"/v1/offers/{id}\",status=\"4xx\"} 1"), std::string::npos);
  EXPECT_NE(text.find("leerwijzer_offers 4"), std::string::npos);
  EXPECT_EQ(text.find("/v1/offers/99"), std::string::npos);
}

TEST_F(Endpoints, the_contract_is_served_to_any_page) {
  const auto response = server->get("/v1/openapi.json", "Origin: https://elders.example\r\n");
  EXPECT_EQ(response.field("access-control-allow-origin"), "*");
  EXPECT_EQ(parsed(response).at("openapi"), "3.0.3");
}

TEST_F(Endpoints, the_same_question_gives_the_same_bytes) {
  const std::string body = R"({"goal": {"text": "iets met zorg"}, "learner": {"postcode": "3511"}})";
  EXPECT_EQ(server->post("/v1/matches", body).body, server->post("/v1/matches", body).body);
}

}  // namespace
}  // namespace leerwijzer
