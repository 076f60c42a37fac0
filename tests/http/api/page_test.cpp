// The pages of a person: they work without a script, keep what a person fills in out of addresses, and stay clean
// whatever is typed. Answers are posted, kept in a cookie of the browser, and read from there.
#include "tests/http/api/page_checks.hpp"
#include "tests/http/api/page_person.hpp"

#include "api/http/target.hpp"
#include "api/web/assets.hpp"
#include "api/web/fault_page.hpp"

#include <gtest/gtest.h>
#include <boost/json.hpp>

namespace leerwijzer {
namespace {

using testing::all_matches;
using testing::expect_accessible;
using testing::holds;
using testing::k_filled;
using testing::Page;
using testing::RawResponse;

TEST_F(Page, starts_with_one_question_that_posts) {
  const auto response = get("/");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.field("content-type"), "text/html; charset=utf-8");
  EXPECT_TRUE(holds(response, "method=\"post\" action=\"/vraag/1\""));
  EXPECT_FALSE(holds(response, "method=\"get\""));
  EXPECT_TRUE(holds(response, "Dit is voorbeelddata"));
  EXPECT_TRUE(holds(response, "aria-current=\"step\""));
  expect_accessible(response.body);
}

TEST_F(Page, the_four_questions_lead_to_the_result_and_each_may_be_skipped) {
  const std::vector<std::pair<std::string, std::string>> steps = {{"/vraag/1", "woonplaats=3511&afstand=25&online=ja"},
                                                                  {"/vraag/2", "werk=verkoper&situatie=employee"},
                                                                  {"/vraag/3", "wens=verzorgende"},
                                                                  {"/vraag/4", "uren=12&dagdeel=evening"}};
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const auto sent = post(steps[i].first, steps[i].second);
    EXPECT_EQ(sent.status, 303);
    const std::string next = i + 1 < steps.size() ? steps[i + 1].first : "/resultaat";
    EXPECT_EQ(sent.field("location"), next);
    expect_accessible(get(next).body);
  }
  EXPECT_TRUE(holds(get("/vraag/2"), "value=\"verkoper\"")) << "what was told is there when one comes back";
  EXPECT_TRUE(holds(get("/vraag/2"), "Wat u al heeft verteld"));
  EXPECT_TRUE(holds(get("/vraag/3"), "href=\"/vraag/4\"")) << "a question can be skipped";
  EXPECT_EQ(get("/vraag/5").status, 400);
}

TEST_F(Page, what_a_person_fills_in_stays_in_their_browser) {
  const auto sent = post("/vragen", k_filled);
  EXPECT_EQ(sent.status, 303);
  EXPECT_EQ(sent.field("location"), "/resultaat") << "nothing of it stands in an address";
  EXPECT_TRUE(last_cookie.starts_with("__Host-leerwijzer-antwoorden="));
  for (const char* part : {"; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax"})
    EXPECT_NE(last_cookie.find(part), std::string::npos) << part;
  EXPECT_EQ(last_cookie.find("Max-Age"), std::string::npos) << "it ends with the session";
  EXPECT_EQ(get("/resultaat").field("cache-control"), "no-store");
  post("/resultaat", "weg=alles");
  EXPECT_NE(last_cookie.find("Max-Age=0"), std::string::npos);
}

TEST_F(Page, without_answers_a_result_says_where_to_begin) {
  for (const char* path : {"/resultaat", "/plan"}) {
    const auto response = get(path);
    EXPECT_EQ(response.status, 200) << path;
    EXPECT_TRUE(holds(response, "We hebben nog geen antwoorden van u")) << path;
    expect_accessible(response.body);
  }
  cookie = "__Host-leerwijzer-antwoorden=%zz";
  EXPECT_TRUE(holds(get("/resultaat"), "We hebben nog geen antwoorden van u")) << "a broken cookie counts as none";
}

TEST_F(Page, has_a_policy_without_inline_code_and_its_own_assets) {
  const auto response = get("/");
  const std::string policy = response.field("content-security-policy");
  EXPECT_NE(policy.find("default-src 'none'"), std::string::npos);
  EXPECT_NE(policy.find("script-src 'self'"), std::string::npos);
  EXPECT_EQ(policy.find("unsafe"), std::string::npos);
  for (const WebAsset& asset : web_assets()) {
    const bool of_all = !asset.name.starts_with("desk-") && !asset.name.starts_with("school-");  // of who is signed in
    EXPECT_EQ(holds(response, asset.address), of_all) << asset.name;
    const auto served = server->get(asset.address);
    EXPECT_EQ(served.status, 200) << asset.name;
    EXPECT_EQ(served.field("content-type"), asset.content_type);
    EXPECT_EQ(served.field("cache-control"), "public, max-age=31536000");
    if (asset.name == "style" || asset.name == "script") {
      EXPECT_EQ(served.body.find("http"), std::string::npos) << "no request leaves the host";
    }
  }
  EXPECT_TRUE(holds(server->get(web_asset("style").address), web_asset("font").address)) << "the font by its digest";
  EXPECT_EQ(server->get("/assets/other.css").status, 404);
}

TEST_F(Page, answers_on_the_page_with_reasons_money_and_advice) {
  const auto response = result_of(k_filled);
  EXPECT_EQ(response.status, 200);
  for (const char* text :
       {"Dit hebben we begrepen", "Verzorgende IG, verkort traject", "ROC Voorbeeld, Utrecht", "lw-reason--met",
        "De opleiding kost €\u00a01.450", "Start 8 februari 2027", "Wat betaalt u zelf?", "Praat met een adviseur",
        "Dit is voorbeelddata", "class=\"lw-skills\"", "class=\"lw-map\""}) {
    EXPECT_TRUE(holds(response, text)) << text;
  }
  expect_accessible(response.body);
}

TEST_F(Page, each_part_that_was_understood_can_be_taken_back) {
  EXPECT_TRUE(holds(result_of(k_filled), "name=\"weg\" value=\"uren\""));
  const auto sent = post("/resultaat", "weg=uren");
  EXPECT_EQ(sent.status, 303);
  const auto after = get("/resultaat");
  EXPECT_FALSE(holds(after, "name=\"weg\" value=\"uren\""));
  EXPECT_TRUE(holds(after, "name=\"weg\" value=\"woonplaats\"")) << "the rest is kept";
}

TEST_F(Page, filters_and_order_stand_in_the_address) {
  const auto all = result_of(k_filled);
  EXPECT_TRUE(holds(all, "name=\"sector\" value=\"zorg-welzijn\""));
  const auto filtered = get("/resultaat?sector=zorg-welzijn&sort=price");
  EXPECT_EQ(filtered.status, 200);
  EXPECT_TRUE(holds(filtered, "<span aria-current=\"true\">Goedkoopste eerst</span>"));
  EXPECT_TRUE(holds(filtered, "name=\"sector\" value=\"zorg-welzijn\" checked"));
  EXPECT_TRUE(holds(filtered, "href=\"/resultaat?sort=price\" data-filter aria-current=\"true\""))
      << "a press takes it off";
  expect_accessible(filtered.body);
  EXPECT_EQ(get("/resultaat?sector=niets").status, 400);
}

TEST_F(Page, a_filter_that_leaves_nothing_is_shown_to_be_taken_off) {
  result_of(k_filled);
  const auto none = get("/resultaat?level=8");
  EXPECT_TRUE(holds(none, "Geen opleidingen gevonden"));
  EXPECT_TRUE(holds(none, "<a class=\"lw-chip lw-chip--on\" href=\"/resultaat\" data-filter aria-current=\"true\">"));
  expect_accessible(none.body);
}

TEST_F(Page, keeps_the_answers_in_the_form) {
  result_of(k_filled);
  const auto response = get("/vragen");
  EXPECT_TRUE(holds(response,
                    "name=\"woonplaats\" type=\"text\" autocomplete=\"postal-code\" maxlength=\"100\" value=\"3511\""));
  EXPECT_TRUE(holds(response, "value=\"evening\" checked"));
  EXPECT_TRUE(holds(response, "value=\"employee\" selected"));
  expect_accessible(response.body);
}

TEST_F(Page, an_unknown_price_is_said_in_words) {
  EXPECT_TRUE(holds(result_of("wens=omgaan+met+dementie&online=ja"), "Prijs nog niet bekend"));
}

TEST_F(Page, without_an_answer_still_helps) {
  const auto response = result_of("");
  EXPECT_EQ(response.status, 200);
  EXPECT_TRUE(holds(response, "Praat met een adviseur"));
  expect_accessible(response.body);
}

TEST_F(Page, tells_what_is_wrong_at_the_field_and_in_a_summary) {
  const auto response = post("/vragen", "woonplaats=Nieuwegijn&uren=veel&budget=-3&geboortejaar=85");
  EXPECT_EQ(response.status, 400);
  EXPECT_TRUE(holds(response, "<title>Fout: "));
  EXPECT_TRUE(holds(response, "Bedoelt u Nieuwegein?"));
  EXPECT_TRUE(holds(response, "href=\"#woonplaats\">"));
  EXPECT_LT(response.body.find("id=\"fouten\""), response.body.find("<h1")) << "the summary comes first";
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
    for (const char* path : {"/vragen", "/vraag/2", "/ander-werk", "/hulp"}) {
      const auto response = post(path, std::string(field) + "=" + percent_encode(code));
      EXPECT_LT(response.status, 500) << field;
      for (const RawResponse& page : {response, get("/resultaat"), get("/vragen"), get("/plan"), get("/ander-werk")}) {
        EXPECT_LT(page.status, 500) << field;
        EXPECT_FALSE(holds(page, "<script>")) << field;
        EXPECT_FALSE(holds(page, "<img")) << field;
      }
    }
  }
}

TEST_F(Page, an_answer_about_money_is_taken_along) {
  result_of(k_filled);
  const auto sent = post("/resultaat", "terug=/resultaat%3Fsort%3Dprice&feit.person.age_on_course_start=40");
  EXPECT_EQ(sent.status, 303);
  EXPECT_EQ(sent.field("location"), "/resultaat?sort=price#geld-kop");
  EXPECT_NE(cookie.find("feit.person.age_on_course_start=40"), std::string::npos);
  EXPECT_EQ(get("/resultaat").status, 200);
  post("/resultaat", "feit.niet.bestaand=1");
  EXPECT_EQ(get("/resultaat").status, 200) << "an unknown fact is left out";
  EXPECT_EQ(post("/resultaat", "terug=https://elders.example/&feit.x=1").field("location"), "/resultaat#geld-kop")
      << "the way back is never another host";
}

TEST_F(Page, an_offer_has_facts_money_and_where_it_came_from) {
  for (const bool told : {false, true}) {
    if (told) result_of(k_filled);
    const auto response = get("/opleidingen/1");
    EXPECT_EQ(response.status, 200);
    for (const char* text : {"Verzorgende IG, verkort traject", "Wat betaalt u zelf?", "Wanneer kunt u beginnen?",
                             "Waar komt dit vandaan?", "Zet in mijn plan", "property=\"og:title\""})
      EXPECT_TRUE(holds(response, text)) << text;
    EXPECT_EQ(holds(response, "Waarom past deze opleiding?"), told) << "reasons are of a person";
    const auto data = all_matches(response.body, "<script type=\"application/ld\\+json\">([^<]*)</script>");
    ASSERT_EQ(data.size(), 1U);
    EXPECT_EQ(boost::json::parse(data.front()).at("@type").as_string(), "Course");
    expect_accessible(response.body);
  }
  EXPECT_EQ(server->get("/opleidingen/999999", "Accept: text/html\r\n").status, 404);
}

TEST_F(Page, other_work_is_drawn_from_what_one_does) {
  EXPECT_TRUE(holds(get("/ander-werk"), "Vul uw werk in"));
  EXPECT_EQ(post("/ander-werk", "werk=").status, 400);
  EXPECT_EQ(post("/ander-werk", "werk=verkoper&anders=3&leuk=zorg-welzijn").field("location"), "/ander-werk");
  const auto ways = get("/ander-werk");
  EXPECT_TRUE(holds(ways, "class=\"lw-path\""));
  EXPECT_TRUE(holds(ways, "value=\"3\" checked"));
  expect_accessible(ways.body);
}

TEST_F(Page, who_does_not_know_yet_sees_ways_from_their_work_as_a_picture) {
  const auto response = result_of("werk=verkoper&weetniet=ja");
  EXPECT_TRUE(holds(response, "class=\"lw-path\""));
  EXPECT_TRUE(holds(response, "name=\"wens\" value=")) << "a way can be chosen";
  EXPECT_TRUE(holds(response, "href=\"/ander-werk\""));
  expect_accessible(response.body);
}

TEST_F(Page, is_there_in_english_too) {
  const auto start = get("/en");
  EXPECT_TRUE(holds(start, "<html lang=\"en\""));
  EXPECT_TRUE(holds(start, "Which course suits you?"));
  EXPECT_TRUE(holds(start, "action=\"/en/vraag/1\""));
  EXPECT_TRUE(holds(start, "<a href=\"/\" lang=\"nl\" hreflang=\"nl\">"));
  expect_accessible(start.body);
  EXPECT_EQ(post("/en/vragen", k_filled).field("location"), "/en/resultaat");
  const auto result = get("/en/resultaat");
  EXPECT_TRUE(holds(result, "What do you pay yourself?"));
  EXPECT_TRUE(holds(result, "lang=\"nl\">U leert")) << "what the engine says in Dutch is marked as Dutch";
  EXPECT_TRUE(holds(result, "€1,450"));
  expect_accessible(result.body);
  for (const char* path :
       {"/en/plan", "/en/ander-werk", "/en/hulp", "/en/opleidingen/1", "/en/vergelijk?opleiding=1&opleiding=2",
        "/en/zoeken?q=lassen", "/en/privacy", "/en/toegankelijkheid", "/en/ontwikkelaars"}) {
    const auto page = get(path);
    EXPECT_EQ(page.status, 200) << path;
    EXPECT_TRUE(holds(page, "<html lang=\"en\"")) << path;
    expect_accessible(page.body);
  }
  EXPECT_EQ(get("/en/v1/offers").status, 404);
  EXPECT_TRUE(holds(server->get("/zoeken?q=lassen"), "<html lang=\"nl\"")) << "a kept page is of one language";
}

/// A command of the page as a person pastes it.
std::string unescaped(std::string text) {
  for (const auto& [from, to] :
       {std::pair{"&quot;", "\""}, {"&apos;", "'"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&amp;", "&"}}) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + 1))
      text.replace(at, std::string_view(from).size(), to);
  }
  return text;
}

TEST_F(Page, examples_for_developers_run) {
  const auto page = get("/ontwikkelaars");
  expect_accessible(page.body);
  const auto commands = all_matches(page.body, "(curl -s &apos;[^<]*)</code>");
  EXPECT_GE(commands.size(), 10U);
  std::size_t bodies = 0;
  for (const std::string& escaped : commands) {
    const std::string command = unescaped(escaped);
    const std::string address = all_matches(command, "^curl -s '[^/]*//[^/]*(/v1/[^']*)'").at(0);
    const auto body = all_matches(command, "-d '(.*)'$");
    bodies += body.size();
    const auto response = body.empty() ? server->get(address) : server->post(address, body.front());
    // This server has no database, so it keeps no plan.
    const int status = address == "/v1/plans" ? 503 : 200;
    EXPECT_EQ(response.status, status) << command << "\n" << response.body;
  }
  EXPECT_GE(bodies, 3U) << "examples that send something";
}

TEST_F(Page, a_wrong_address_is_told_gently_to_a_person_and_strictly_to_a_program) {
  const auto person = server->get("/opleiding", "Accept: text/html,application/xhtml+xml,*/*;q=0.8\r\n");
  EXPECT_EQ(person.status, 404);
  EXPECT_EQ(person.field("content-type"), "text/html; charset=utf-8");
  EXPECT_TRUE(holds(person, "Deze pagina is er niet"));
  const auto english = server->get("/en/opleiding", "Accept: text/html\r\n");
  EXPECT_TRUE(holds(english, "This page does not exist"));
  expect_accessible(person.body);
  EXPECT_EQ(server->get("/opleiding").field("content-type"), "application/problem+json");
}

TEST(FaultPage, tells_a_person_who_asked_too_often_to_wait_and_leaves_what_programs_read) {
  WebRequest request;
  request.path = "/en/plan";
  request.headers.emplace_back("accept", "text/html");
  WebResponse response;
  response.status = 429;
  response.content_type = "application/problem+json";
  response.body = "{}";
  WebResponse of_program = response;
  show_as_page(request, response, true, parse_iso_date("2026-11-21").value());
  EXPECT_EQ(response.content_type, "text/html; charset=utf-8");
  EXPECT_NE(response.body.find("Wait a minute and try again"), std::string::npos);
  expect_accessible(response.body);
  request.path = "/v1/offers";
  show_as_page(request, of_program, true, Date{});
  EXPECT_EQ(of_program.body, "{}");
}

TEST_F(Page, says_where_to_report_a_weakness) {
  const auto response = server->get("/.well-known/security.txt");
  EXPECT_EQ(response.status, 200);
  EXPECT_TRUE(holds(response, "Expires: 2027-05-20T00:00:00Z"));
}

TEST_F(Page, refuses_long_text_and_other_media_types_gently) {
  const auto response = post("/vragen", "wens=" + std::string(300, 'x'));
  EXPECT_EQ(response.status, 400);
  EXPECT_TRUE(holds(response, "Deze tekst is te lang"));
  EXPECT_EQ(server->post("/vragen", "{}", "application/json").status, 415);
}

}  // namespace
}  // namespace leerwijzer
