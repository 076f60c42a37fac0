// A plan on a page, changed by pressing buttons, and a question to a desk: read, approved, sent, followed, withdrawn.
#include "tests/http/api/page_checks.hpp"
#include "tests/http/api/page_person.hpp"

#include "api/http/target.hpp"

#include <gtest/gtest.h>

namespace leerwijzer {
namespace {

using testing::all_matches;
using testing::expect_accessible;
using testing::holds;
using testing::k_filled;
using testing::Page;

const std::string k_without_budget =
    "woonplaats=3511&afstand=25&werk=verkoper&situatie=employee&wens=verzorgende&uren=12&online=ja";

TEST_F(Page, a_plan_is_changed_by_pressing_buttons) {
  result_of(k_without_budget);
  const auto plan = get("/plan");
  EXPECT_EQ(plan.status, 200);
  EXPECT_TRUE(holds(plan, "Zo ziet het eruit"));
  EXPECT_TRUE(holds(plan, "lw-pic--narrow"));
  expect_accessible(plan.body);
  EXPECT_EQ(post("/plan", "vast=1").field("location"), "/plan");
  EXPECT_TRUE(holds(get("/plan"), "Staat vast"));
  post("/plan", "niet=1");
  EXPECT_FALSE(holds(get("/plan"), "href=\"/opleidingen/1\"")) << "what was banned is not in the plan";
  post("/plan", "opnieuw=ja");
  EXPECT_TRUE(holds(get("/plan"), "href=\"/opleidingen/1\""));
  const auto calendar = get("/plan/agenda");
  EXPECT_EQ(calendar.field("content-type"), "text/calendar; charset=utf-8");
  EXPECT_TRUE(holds(calendar, "BEGIN:VCALENDAR"));
  EXPECT_LT(post("/plan", "wissel=x:y&vast=-1&los=abc").status, 400) << "what is no id is left out";
}

TEST_F(Page, a_plan_without_a_course_says_what_to_change) {
  result_of(k_filled);
  const auto plan = get("/plan");
  EXPECT_EQ(plan.status, 200);
  EXPECT_TRUE(holds(plan, "Er past nog geen opleiding in dit plan"));
  EXPECT_TRUE(holds(plan, "uw budget")) << "500 euro is not enough";
  EXPECT_TRUE(holds(plan, "href=\"/vraag/4\""));
  EXPECT_FALSE(holds(plan, "lw-timeline"));
  expect_accessible(plan.body);
}

TEST_F(Page, a_question_to_a_desk_is_read_before_it_is_sent) {
  result_of(k_filled);
  const auto help = get("/hulp");
  expect_accessible(help.body);
  const auto desks = all_matches(help.body, "name=\"adviespunt\" value=\"([^\"]+)\"");
  ASSERT_FALSE(desks.empty());
  const auto note = post("/hulp/vraag", "adviespunt=" + desks.front());
  EXPECT_EQ(note.status, 200);
  expect_accessible(note.body);
  const auto retry = all_matches(note.body, "name=\"sleutel\" value=\"([^\"]+)\"");
  const auto parts = all_matches(note.body, "name=\"deel\" value=\"([^\"]+)\"");
  ASSERT_FALSE(parts.empty());
  const std::string form = "adviespunt=" + desks.front() + "&sleutel=" + retry.at(0) + "&contact=none&doe=sturen";
  EXPECT_EQ(post("/hulp/vraag", form).status, 400) << "nothing goes without approval and consent";
  const auto versions = all_matches(note.body, "name=\"toestemming\" value=\"([^\"]+)\"");
  const auto sent =
      post("/hulp/vraag", form + "&deel=" + percent_encode(parts.front()) + "&toestemming=" + versions.at(0));
  EXPECT_EQ(sent.status, 200) << sent.body;
  EXPECT_TRUE(holds(sent, "Uw vraag is verstuurd"));
  const auto codes = all_matches(sent.body, "data-copy-this>([0-9A-Za-z-]{20,})<");
  ASSERT_EQ(codes.size(), 1U);
  expect_accessible(sent.body);

  expect_accessible(get("/hulp/volgen").body);
  const auto followed = post("/hulp/volgen", "code=" + codes.front());
  EXPECT_EQ(followed.status, 200);
  EXPECT_TRUE(holds(followed, "Dit hebben we doorgegeven"));
  expect_accessible(followed.body);
  const auto withdrawn = post("/hulp/intrekken", "code=" + codes.front());
  EXPECT_TRUE(holds(withdrawn, "Uw vraag is ingetrokken."));
  EXPECT_TRUE(holds(withdrawn, "Wat we hadden doorgegeven is gewist."));
  EXPECT_FALSE(holds(withdrawn, "/hulp/intrekken"));
  expect_accessible(withdrawn.body);
  EXPECT_EQ(post("/hulp/volgen", "code=abc").status, 400);
  EXPECT_EQ(post("/hulp/intrekken", "code=" + std::string(28, 'A')).status, 404);
}

TEST_F(Page, a_question_keeps_what_was_chosen_and_typed_when_it_is_not_complete) {
  result_of(k_without_budget);
  const auto desks = all_matches(get("/hulp").body, "name=\"adviespunt\" value=\"([^\"]+)\"");
  ASSERT_FALSE(desks.empty());
  const auto note = post("/hulp/vraag", "adviespunt=" + desks.front());
  EXPECT_TRUE(holds(note, "Verzorgende IG, verkort traject")) << "the plan goes along, as far as one lets it";
  const std::string form = "adviespunt=" + desks.front() +
                           "&contact=phone&telefoon=0612345678&vraag=Wat+nu&getoond=goal&getoond=plan&toestemming=" +
                           all_matches(note.body, "name=\"toestemming\" value=\"([^\"]+)\"").at(0) +
                           "&deel=" + all_matches(note.body, "name=\"deel\" value=\"(plan:[^\"]+)\"").at(0);
  const auto faulty = post("/hulp/vraag", form + "&doe=sturen");
  EXPECT_EQ(faulty.status, 400);
  EXPECT_TRUE(holds(faulty, "uw gegevens gaan nog niet mee"));
  EXPECT_TRUE(holds(faulty, "value=\"0612345678\""));
  EXPECT_TRUE(holds(faulty, ">Wat nu</textarea>"));
  EXPECT_EQ(all_matches(faulty.body, "name=\"deel\" value=\"(goal|plan|contact):[^\"]+\" checked").size(), 2U)
      << "the plan was chosen, contact is new, the goal was let go";
  EXPECT_TRUE(all_matches(faulty.body, "name=\"deel\" value=\"(goal):[^\"]+\" checked").empty());
  expect_accessible(faulty.body);
}

}  // namespace
}  // namespace leerwijzer
