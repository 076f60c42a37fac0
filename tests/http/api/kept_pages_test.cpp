// A plan is kept, changed, shared and erased on pages, by forms alone: the code is in no address, and what was typed is
// not lost.
#include "tests/http/api/page_checks.hpp"
#include "tests/http/api/stored_plans_fixture.hpp"

#include "api/http/target.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/json.hpp>

namespace leerwijzer::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class KeptPlanPages : public StoredPlansOverHttp {
 protected:
  /// The value of the first hidden field of that name.
  static std::string hidden(const RawResponse& page, const std::string& name) {
    const auto found = all_matches(page.body, "type=\"hidden\" name=\"" + name + "\" value=\"([^\"]*)\"");
    return found.empty() ? std::string{} : found.front();
  }
  /// A form below /mijn-plan with the hidden fields of the page that was shown before.
  RawResponse send(const RawResponse& shown, const std::string& where, const std::string& fields) {
    std::string body = "code=" + hidden(shown, "code");
    for (const char* name : {"versie", "sleutel"}) body += std::string("&") + name + "=" + hidden(shown, name);
    const auto answer = ask("POST /mijn-plan" + where, {}, fields.empty() ? body : body + "&" + fields);
    if (answer.field("content-type").starts_with("text/html")) expect_accessible(answer.body);
    return answer;
  }
  RawResponse open(const std::string& code) { return ask("POST /mijn-plan", {}, "code=" + code); }
  static std::string shown_code(const RawResponse& page) {
    const auto codes = all_matches(page.body, "data-copy-this>([0-9A-Z-]{30,})<");
    return codes.empty() ? std::string{} : codes.front();
  }
};

TEST_F(KeptPlanPages, a_composed_plan_is_kept_by_one_press_and_its_code_is_shown_once) {
  const std::string answers =
      "__Host-leerwijzer-antwoorden="
      "woonplaats=3511&werk=verkoper&wens=verzorgende&uren=12&online=ja&situatie=employee";
  const auto plan = ask("GET /plan", {{"Cookie", answers}});
  ASSERT_THAT(plan.body, HasSubstr("action=\"/plan/bewaren\""));
  const std::string form = "manier=complete&sleutel=" + hidden(plan, "sleutel");
  const auto kept = ask("POST /plan/bewaren", {{"Cookie", answers}}, form);
  ASSERT_EQ(kept.status, 200) << kept.body;
  expect_accessible(kept.body);
  EXPECT_EQ(kept.field("cache-control"), "no-store");
  const std::string code = shown_code(kept);
  EXPECT_EQ(code.size(), 34U) << "28 letters and digits in groups of four";
  EXPECT_THAT(kept.body, HasSubstr("https://leerwijzer.example/mijn-plan#code=" + code));
  EXPECT_THAT(kept.body, HasSubstr("<svg xmlns"));
  EXPECT_THAT(kept.body, HasSubstr("21 november 2027")) << "until when it is kept";
  EXPECT_EQ(shown_code(ask("POST /plan/bewaren", {{"Cookie", answers}}, form)), code) << "pressing twice keeps once";
  const auto opened = open(code);
  EXPECT_THAT(opened.body, HasSubstr("Mijn plan: verzorgende"));
  EXPECT_THAT(opened.body, HasSubstr("Verzorgende IG, verkort traject"));
  const json::object content = parsed(ask("GET /v1/plans", with(code)));
  EXPECT_EQ(content.at("plan").at("learner").at("postcode"), "3511");
  EXPECT_EQ(content.at("plan").at("learner").at("situation").at(0), "employee");
  EXPECT_EQ(content.at("plan").at("goal").at("text"), "verzorgende");
}

TEST_F(KeptPlanPages, the_owner_changes_a_step_and_brings_the_earlier_version_back) {
  const std::string code = text_at(keep(), "code");
  const auto opened = open(code);
  expect_accessible(opened.body);
  const auto changed = send(opened, "/wijzigen", "titel=Zorg&staat-1=applied&notitie-1=Gebeld+op+maandag");
  ASSERT_EQ(changed.status, 200) << changed.body;
  EXPECT_THAT(changed.body, HasSubstr("Uw wijziging is bewaard."));
  EXPECT_THAT(changed.body, HasSubstr("Gebeld op maandag"));
  EXPECT_THAT(changed.body, HasSubstr("value=\"applied\" selected"));
  EXPECT_THAT(changed.body, HasSubstr(">Zorg</h1>"));
  const auto late = send(opened, "/wijzigen", "titel=Anders");
  EXPECT_EQ(late.status, 400) << "of two changes of one version one is made";
  EXPECT_THAT(late.body, HasSubstr("intussen ergens anders veranderd"));
  EXPECT_THAT(late.body, HasSubstr(">Zorg</h1>"));
  const auto back = send(changed, "/wijzigen", "terug=1");
  EXPECT_THAT(back.body, HasSubstr("De eerdere versie is terug."));
  EXPECT_THAT(back.body, HasSubstr(">Naar de zorg</h1>"));
  const auto gone = send(back, "/wijzigen", "weg=1");
  EXPECT_THAT(gone.body, Not(HasSubstr("id=\"staat-1\"")));
}

TEST_F(KeptPlanPages, a_fault_in_a_change_loses_nothing_that_was_typed) {
  const std::string code = text_at(keep(), "code");
  const auto faulty = send(open(code), "/wijzigen", "staat-1=started&notitie-1=" + std::string(1001, 'n'));
  EXPECT_EQ(faulty.status, 400);
  EXPECT_THAT(faulty.body, HasSubstr("<title>Fout: "));
  EXPECT_THAT(faulty.body, HasSubstr("href=\"#notitie-1\""));
  EXPECT_THAT(faulty.body, HasSubstr(std::string(1001, 'n')));
  EXPECT_THAT(faulty.body, HasSubstr("value=\"started\" selected"));
  const auto share = send(open(code), "/delen", "met=Jan&dagen=7");
  EXPECT_EQ(share.status, 400);
  EXPECT_THAT(share.body, HasSubstr("Kies minstens"));
  EXPECT_THAT(share.body, HasSubstr("value=\"Jan\""));
  EXPECT_THAT(share.body, HasSubstr("value=\"7\" selected"));
}

TEST_F(KeptPlanPages, a_share_shows_the_chosen_parts_takes_a_comment_and_ends) {
  const std::string code = text_at(keep(), "code");
  const auto shared = send(open(code), "/delen", "met=Mijn+adviseur&deel=goal&deel=steps&reageren=ja&dagen=30");
  ASSERT_EQ(shared.status, 200) << shared.body;
  const std::string theirs = shown_code(shared);
  EXPECT_EQ(theirs.size(), 34U);
  EXPECT_THAT(shared.body, HasSubstr("Geef deze code aan Mijn adviseur"));
  EXPECT_THAT(shared.body, HasSubstr("Nog niet geopend."));
  const auto seen = open(theirs);
  expect_accessible(seen.body);
  EXPECT_THAT(seen.body, HasSubstr("Naar de zorg"));
  EXPECT_THAT(seen.body, Not(HasSubstr("Fatima"))) << "notes were not chosen";
  EXPECT_THAT(seen.body, Not(HasSubstr("1.450"))) << "money was not chosen";
  EXPECT_THAT(seen.body, Not(HasSubstr("/mijn-plan/wissen")));
  EXPECT_EQ(send(seen, "/reageren", "opmerking=").status, 400);
  const auto said = send(seen, "/reageren", "opmerking=Vraag+eerst+uw+werkgever");
  EXPECT_THAT(said.body, HasSubstr("Vraag eerst uw werkgever"));
  const auto owner = open(code);
  EXPECT_THAT(owner.body, HasSubstr("Vraag eerst uw werkgever"));
  EXPECT_THAT(owner.body, HasSubstr("1 keer geopend, op 2"));
  const auto ids = all_matches(owner.body, "name=\"stop\" value=\"([0-9]+)\"");
  ASSERT_EQ(ids.size(), 1U);
  EXPECT_THAT(send(owner, "/delen", "stop=" + ids.front()).body, HasSubstr("U deelt dit niet meer"));
  EXPECT_EQ(open(theirs).status, 404);
  EXPECT_EQ(send(seen, "/reageren", "opmerking=Nog+iets").status, 404);
}

TEST_F(KeptPlanPages, a_share_with_a_goal_only_shows_no_steps) {
  const std::string code = text_at(keep(), "code");
  const auto seen = open(share(code, R"(["goal", "learner"])", "read"));
  EXPECT_EQ(seen.status, 200);
  expect_accessible(seen.body);
  EXPECT_THAT(seen.body, HasSubstr("Woont in: 3511"));
  EXPECT_THAT(seen.body, Not(HasSubstr("Verzorgende IG, verkort traject")));
  EXPECT_THAT(seen.body, Not(HasSubstr("name=\"opmerking\""))) << "it may be read only";
}

TEST_F(KeptPlanPages, go_into_a_calendar_and_are_erased_at_once) {
  const std::string code = text_at(keep(), "code");
  const auto opened = open(code);
  const auto calendar = send(opened, "/agenda", "");
  EXPECT_EQ(calendar.field("content-type"), "text/calendar; charset=utf-8");
  EXPECT_THAT(calendar.body, HasSubstr("SUMMARY:Uw leerplan wordt gewist\r\n"));
  const auto erased = send(opened, "/wissen", "");
  EXPECT_EQ(erased.status, 200);
  EXPECT_THAT(erased.body, HasSubstr("Uw plan is gewist"));
  EXPECT_EQ(open(code).status, 404);
  for (const char* where : {"/wijzigen", "/delen", "/wissen", "/agenda", "/reageren"}) {
    EXPECT_EQ(send(opened, where, "").status, 404) << where;
    EXPECT_EQ(ask(std::string("POST /mijn-plan") + where, {}, "code=abc").status, 400) << where;
  }
}

TEST_F(KeptPlanPages, no_code_comes_into_an_address_or_a_log) {
  const std::string code = text_at(keep(), "code");
  const auto opened = open(code);
  send(opened, "/delen", "met=Jan&deel=steps");
  for (const std::string& address : all_matches(opened.body, "(?:href|action)=\"([^\"]*)\""))
    EXPECT_THAT(address, Not(HasSubstr(code))) << address;
  const std::lock_guard lock(log_mutex);
  EXPECT_THAT(log, Not(HasSubstr(code)));
}

}  // namespace
}  // namespace leerwijzer::testing
