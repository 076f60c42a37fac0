// The plain page: works without a script, keeps what a person fills in out of addresses, and stays
// clean whatever is typed.
#include "tests/http/api/page_checks.hpp"
#include "tests/http/api/sample_services.hpp"

#include "api/http/target.hpp"
#include "api/web/pages.hpp"

#include <gtest/gtest.h>

namespace leerwijzer {
namespace {

using testing::expect_accessible;
using testing::RawResponse;
using testing::SampleServer;

constexpr std::string_view k_form_type = "application/x-www-form-urlencoded";
const std::string k_filled =
    "woonplaats=3511&afstand=25&werk=verkoper&situatie=employee&wens=verzorgende&uren=12&dagdeel=evening&online=ja&"
    "budget=500";

bool holds(const RawResponse& response, std::string_view text) { return response.body.find(text) != std::string::npos; }

class Page : public ::testing::Test {
 protected:
  RawResponse post(std::string_view body) { return server->post("/", body, k_form_type); }
  SampleServer server;
};

TEST_F(Page, starts_with_a_form_that_posts) {
  const auto response = server->get("/");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.field("content-type"), "text/html; charset=utf-8");
  EXPECT_TRUE(holds(response, "<form method=\"post\" action=\"/\""));
  EXPECT_FALSE(holds(response, "method=\"get\""));
  EXPECT_TRUE(holds(response, "Dit is voorbeelddata"));
  expect_accessible(response.body);
}

TEST_F(Page, has_a_policy_without_inline_code_and_its_own_stylesheet) {
  const auto response = server->get("/");
  const std::string policy = response.field("content-security-policy");
  EXPECT_NE(policy.find("default-src 'none'"), std::string::npos);
  EXPECT_EQ(policy.find("unsafe"), std::string::npos);
  EXPECT_TRUE(holds(response, stylesheet_address()));
  const auto style = server->get(stylesheet_address());
  EXPECT_EQ(style.status, 200);
  EXPECT_EQ(style.field("content-type"), "text/css; charset=utf-8");
  EXPECT_EQ(style.field("cache-control"), "public, max-age=31536000");
  EXPECT_EQ(style.body.find("http"), std::string::npos) << "no request leaves the host";
  EXPECT_EQ(server->get("/assets/other.css").status, 404);
}

TEST_F(Page, answers_on_the_page_with_reasons_money_and_advice) {
  const auto response = post(k_filled);
  EXPECT_EQ(response.status, 200);
  for (const char* text :
       {"Dit hebben we begrepen", "Verzorgende IG, verkort traject", "ROC Voorbeeld, Utrecht", "reason--met",
        "De opleiding kost €\u00a01.450", "Start 8 februari 2027", "Wat betaalt u zelf?", "Praat met een adviseur",
        "Dit is voorbeelddata", "class=\"skills\""}) {
    EXPECT_TRUE(holds(response, text)) << text;
  }
  EXPECT_EQ(response.field("cache-control"), "no-store");
  expect_accessible(response.body);
}

TEST_F(Page, keeps_the_answers_in_the_form) {
  const auto response = post(k_filled);
  EXPECT_TRUE(holds(response,
                    "name=\"woonplaats\" type=\"text\" autocomplete=\"postal-code\" maxlength=\"100\" value=\"3511\""));
  EXPECT_TRUE(holds(response, "value=\"evening\" checked"));
  EXPECT_TRUE(holds(response, "value=\"employee\" selected"));
}

TEST_F(Page, an_unknown_price_is_said_in_words) {
  EXPECT_TRUE(holds(post("wens=omgaan+met+dementie&online=ja"), "Prijs nog niet bekend"));
}

TEST_F(Page, without_an_answer_still_helps) {
  const auto response = post("");
  EXPECT_EQ(response.status, 200);
  EXPECT_TRUE(holds(response, "Praat met een adviseur"));
  expect_accessible(response.body);
}

TEST_F(Page, tells_what_is_wrong_at_the_field_and_in_a_summary) {
  const auto response = post("woonplaats=Nieuwegijn&uren=veel&budget=-3&geboortejaar=85");
  EXPECT_EQ(response.status, 400);
  EXPECT_TRUE(holds(response, "<title>Fout: "));
  EXPECT_TRUE(holds(response, "Bedoelt u Nieuwegein?"));
  EXPECT_TRUE(holds(response, "<a href=\"#woonplaats\">"));
  EXPECT_TRUE(holds(response, "id=\"woonplaats-fout\""));
  for (const char* field : {"woonplaats", "geboortejaar", "uren", "budget"}) {
    EXPECT_TRUE(holds(response, "id=\"" + std::string(field) + "-fout\"")) << field;
  }
  EXPECT_TRUE(holds(response, "aria-invalid=\"true\""));
  EXPECT_TRUE(holds(response, "value=\"Nieuwegijn\"")) << "what was typed is kept";
  expect_accessible(response.body);
}

TEST_F(Page, never_repeats_typed_code_as_code) {
  const std::string code = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{{content}}}";
  for (const char* field : {"woonplaats", "werk", "wens", "uren", "budget", "feit.person.job"}) {
    const auto response = post(std::string(field) + "=" + percent_encode(code));
    EXPECT_LT(response.status, 500) << field;
    EXPECT_FALSE(holds(response, "<script")) << field;
    EXPECT_FALSE(holds(response, "<img")) << field;
  }
}

TEST_F(Page, an_answer_about_money_is_taken_along) {
  const auto response = post(k_filled + "&feit.person.age_on_course_start=40&feit.employer.is_mkb=true");
  EXPECT_EQ(response.status, 200);
  EXPECT_TRUE(holds(response, "<input type=\"hidden\" name=\"feit.person.age_on_course_start\" value=\"40\">"));
  EXPECT_EQ(post(k_filled + "&feit.niet.bestaand=1").status, 200) << "an unknown fact is left out";
}

TEST_F(Page, a_wrong_address_is_told_gently_to_a_person_and_strictly_to_a_program) {
  const auto person = server->get("/opleiding", "Accept: text/html,application/xhtml+xml,*/*;q=0.8\r\n");
  EXPECT_EQ(person.status, 404);
  EXPECT_EQ(person.field("content-type"), "text/html; charset=utf-8");
  EXPECT_TRUE(holds(person, "Deze pagina is er niet"));
  expect_accessible(person.body);
  EXPECT_EQ(server->get("/opleiding").field("content-type"), "application/problem+json");
}

TEST_F(Page, says_where_to_report_a_weakness) {
  const auto response = server->get("/.well-known/security.txt");
  EXPECT_EQ(response.status, 200);
  EXPECT_TRUE(holds(response, "Expires: 2027-05-20T00:00:00Z"));
}

TEST_F(Page, refuses_long_text_and_other_media_types_gently) {
  const auto response = post("wens=" + std::string(300, 'x'));
  EXPECT_EQ(response.status, 400);
  EXPECT_TRUE(holds(response, "Deze tekst is te lang"));
  EXPECT_EQ(server->post("/", "{}", "application/json").status, 415);
}

}  // namespace
}  // namespace leerwijzer
