#include "api/wire/requests.hpp"

#include "api/http/problem.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace leerwijzer {
namespace {

const Date k_today{std::chrono::year{2026}, std::chrono::month{11}, std::chrono::day{21}};

std::vector<FieldError> match_errors(const std::string& body) {
  try {
    static_cast<void>(read_match_request(body, false, k_today));
  } catch (const InvalidInput& error) {
    return error.errors();
  }
  return {};
}

TEST(MatchRequestReader, reads_every_field) {
  const MatchRequest request = read_match_request(
      R"({"learner": {"postcode": "3511EP", "municipality": "Utrecht", "maxTravelKm": 25.5, "onlineOk": true, "birthYear": 1980,
        "situation": ["employee", "at_risk"], "occupations": [{"text": "verkoper", "years": 9}, {"uri": "urn:x"}],
        "skills": [{"text": "luisteren"}], "education": {"nlqf": "4+", "diplomas": ["vwo"]}, "hoursPerWeek": 12,
        "dayparts": ["evening"], "startFrom": "2027-01-01", "maxMonths": 18, "budgetCents": 50000, "languages": ["nl"],
        "sector": "zorg-welzijn", "employer": {"isMkb": true, "cao_fund": "ZORG"}, "facts": {"person.schoolbaar": true}},
        "goal": {"occupation": {"text": "verzorgende"}, "skills": [{"uri": "urn:y"}], "text": "zorg", "sector": "zorg-welzijn", "open": true},
        "filters": {"level": ["3", "4"], "mode": ["online"], "maxPrice": 500, "startsBefore": "2027-06-01", "radiusKm": 10,
        "provider": [7], "knownOnly": true}, "limit": 5, "today": "2027-01-02"})",
      true, k_today);
  const Learner& learner = request.learner;
  EXPECT_EQ(learner.postcode, "3511EP");
  EXPECT_EQ(learner.max_travel_km, 25.5);
  EXPECT_EQ(learner.birth_year, 1980);
  EXPECT_EQ(learner.situations, (std::vector<std::string>{"employee", "at_risk"}));
  ASSERT_EQ(learner.occupations.size(), 2U);
  EXPECT_EQ(learner.occupations[0].years, 9.0);
  EXPECT_EQ(learner.occupations[1].occupation.uri, "urn:x");
  EXPECT_EQ(learner.education, NlqfLevel::level_4_plus);
  EXPECT_EQ(learner.dayparts, std::vector{Daypart::evening});
  EXPECT_EQ(learner.budget, Cents{50'000});
  EXPECT_EQ(learner.facts.at("employer.is_mkb"), FactValue(true));
  EXPECT_EQ(learner.facts.at("employer.cao_fund"), FactValue(std::string("ZORG")));
  EXPECT_EQ(learner.facts.at("person.schoolbaar"), FactValue(true));
  EXPECT_EQ(request.goal.occupation->text, "verzorgende");
  EXPECT_TRUE(request.goal.open);
  EXPECT_EQ(request.filters.levels.size(), 2U);
  EXPECT_EQ(request.filters.max_price, Cents{50'000}) << "maxPrice is in whole euro";
  EXPECT_EQ(request.filters.providers, std::vector{ProviderId{7}});
  EXPECT_EQ(request.limit, 5U);
  EXPECT_EQ(format_iso(request.today), "2027-01-02");
}

TEST(MatchRequestReader, nothing_and_null_are_unknown) {
  const MatchRequest empty = read_match_request("{}", false, k_today);
  EXPECT_FALSE(empty.learner.budget.has_value());
  EXPECT_EQ(empty.today, k_today);
  const MatchRequest nulls = read_match_request(
      R"({"learner": {"postcode": null, "onlineOk": null, "skills": null, "education": null, "budgetCents": null}, "goal": null})",
      false, k_today);
  EXPECT_FALSE(nulls.learner.online_ok.has_value());
  EXPECT_TRUE(nulls.learner.postcode.empty());
}

struct Wrong {
  const char* body;
  const char* field;
};

class WrongField : public ::testing::TestWithParam<Wrong> {};

TEST_P(WrongField, is_named_by_its_pointer_with_a_hint) {
  const auto errors = match_errors(GetParam().body);
  ASSERT_EQ(errors.size(), 1U) << GetParam().body;
  EXPECT_EQ(errors[0].field, GetParam().field);
  EXPECT_FALSE(errors[0].what.empty());
  EXPECT_FALSE(errors[0].hint.empty()) << errors[0].what;
}

INSTANTIATE_TEST_SUITE_P(
    MatchRequestReader, WrongField,
    ::testing::Values(
        Wrong{R"({"learner": []})", "/learner"}, Wrong{R"({"learner": {"postcode": 3511}})", "/learner/postcode"},
        Wrong{R"({"learner": {"postcode": "3511 EP Utrecht"}})", "/learner/postcode"},
        Wrong{R"({"learner": {"municipality": ["a"]}})", "/learner/municipality"},
        Wrong{R"({"learner": {"maxTravelKm": -1}})", "/learner/maxTravelKm"},
        Wrong{R"({"learner": {"maxTravelKm": 1e999}})", "/learner/maxTravelKm"},
        Wrong{R"({"learner": {"onlineOk": "ja"}})", "/learner/onlineOk"},
        Wrong{R"({"learner": {"birthYear": 1980.5}})", "/learner/birthYear"},
        Wrong{R"({"learner": {"birthYear": 1700}})", "/learner/birthYear"},
        Wrong{R"({"learner": {"situation": "employee"}})", "/learner/situation"},
        Wrong{R"({"learner": {"situation": ["employe"]}})", "/learner/situation/0"},
        Wrong{R"({"learner": {"occupations": [{"text": "a", "uri": "b"}]}})", "/learner/occupations/0/uri"},
        Wrong{R"({"learner": {"occupations": [{"text": "a", "years": 81}]}})", "/learner/occupations/0/years"},
        Wrong{R"({"learner": {"occupations": [{"name": "a"}]}})", "/learner/occupations/0/name"},
        Wrong{R"({"learner": {"skills": {}}})", "/learner/skills"},
        Wrong{R"({"learner": {"education": {"nlqf": 9}}})", "/learner/education/nlqf"},
        Wrong{R"({"learner": {"education": {"nlqf": []}}})", "/learner/education/nlqf"},
        Wrong{R"({"learner": {"education": {"diplomas": [1]}}})", "/learner/education/diplomas/0"},
        Wrong{R"({"learner": {"hoursPerWeek": 81}})", "/learner/hoursPerWeek"},
        Wrong{R"({"learner": {"dayparts": ["night"]}})", "/learner/dayparts/0"},
        Wrong{R"({"learner": {"startFrom": "01-02-2027"}})", "/learner/startFrom"},
        Wrong{R"({"learner": {"maxMonths": 0}})", "/learner/maxMonths"},
        Wrong{R"({"learner": {"budgetCents": 12.5}})", "/learner/budgetCents"},
        Wrong{R"({"learner": {"budgetCents": -1}})", "/learner/budgetCents"},
        Wrong{R"({"learner": {"languages": [null]}})", "/learner/languages/0"},
        Wrong{R"({"learner": {"sector": "zorg"}})", "/learner/sector"},
        Wrong{R"({"learner": {"facts": {"a": {}}}})", "/learner/facts/a"},
        Wrong{R"({"learner": {"a/b~c": 1}})", "/learner/a~1b~0c"}, Wrong{R"({"goal": {"text": 1}})", "/goal/text"},
        Wrong{R"({"goal": {"occupation": "lasser"}})", "/goal/occupation"},
        Wrong{R"({"goal": {"open": "ja"}})", "/goal/open"},
        Wrong{R"({"filters": {"level": ["mbo"]}})", "/filters/level/0"},
        Wrong{R"({"filters": {"provider": ["x"]}})", "/filters/provider/0"},
        Wrong{R"({"filters": {"maxPrice": 1.5}})", "/filters/maxPrice"}, Wrong{R"({"limit": 101})", "/limit"},
        Wrong{R"({"limit": "5"})", "/limit"}, Wrong{R"({"today": "2026-11-21"})", "/today"},
        Wrong{R"({"learnr": {}})", "/learnr"}, Wrong{"[]", ""}, Wrong{"", ""}, Wrong{"{", ""}, Wrong{"{} {}", ""}));

TEST(MatchRequestReader, an_unknown_key_names_the_nearest) {
  EXPECT_EQ(match_errors(R"({"learner": {"postcod": "3511"}})").at(0).hint, "Did you mean \"postcode\"?");
}

TEST(MatchRequestReader, limits_the_length_of_texts_and_lists) {
  EXPECT_EQ(match_errors(R"({"goal": {"text": ")" + std::string(501, 'x') + "\"}}").at(0).field, "/goal/text");
  std::string many = R"({"learner": {"skills": [)";
  for (int i = 0; i < 201; ++i) many += std::string(i > 0 ? "," : "") + R"({"text":"x"})";
  EXPECT_EQ(match_errors(many + "]}}").at(0).field, "/learner/skills");
}

TEST(MatchRequestReader, gives_at_most_a_hundred_faults) {
  std::string body = "{";
  for (int i = 0; i < 500; ++i) body += (i > 0 ? ",\"k" : "\"k") + std::to_string(i) + "\": 1";
  EXPECT_EQ(match_errors(body + "}").size(), 100U);
}

TEST(FundingRequestReader, reads_facts_of_every_kind) {
  const FundingRequest request = read_funding_request(
      R"({"date": "2026-12-01", "facts": {"a": true, "b": 57, "c": "x", "d": ["y", "z"], "e": null}, "schemes": ["LLK"], "offerId": 3})",
      k_today);
  EXPECT_EQ(format_iso(request.date), "2026-12-01");
  EXPECT_EQ(request.facts.at("a"), FactValue(true));
  EXPECT_EQ(request.facts.at("b"), FactValue(57.0));
  EXPECT_EQ(request.facts.at("c"), FactValue(std::string("x")));
  EXPECT_EQ(request.facts.at("d"), FactValue(std::vector<std::string>{"y", "z"}));
  EXPECT_FALSE(request.facts.contains("e")) << "null is unknown";
  EXPECT_EQ(request.declined, std::vector<std::string>{"e"}) << "and is not asked again";
  EXPECT_EQ(request.offer, OfferId{3});
}

TEST(FundingRequestReader, refuses_an_offer_with_a_price_of_its_own) {
  EXPECT_THROW(static_cast<void>(read_funding_request(R"({"offerId": 3, "priceCents": 100})", k_today)), InvalidInput);
}

}  // namespace
}  // namespace leerwijzer
