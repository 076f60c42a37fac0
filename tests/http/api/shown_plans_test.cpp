// Kept plans as others see them: who has a share, a calendar, paper, and the page that asks for a code.
#include "tests/http/api/page_checks.hpp"
#include "tests/http/api/stored_plans_fixture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/json.hpp>

namespace leerwijzer::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST_F(StoredPlansOverHttp, show_a_change_to_whom_they_are_shared_with_at_once) {
  json::object kept = keep();
  const std::string code = text_at(kept, "code");
  const std::string shared = share(code, R"(["steps", "notes"])", "read");
  json::object plan = kept.at("plan").as_object();
  step_in(plan)["state"] = "stopped";
  step_in(plan)["why"] = "Te ver reizen";
  ASSERT_EQ(ask("PUT /v1/plans", with(code, "\"1\""), json::serialize(plan)).status, 200);
  const auto seen = ask("GET /v1/plans/shared", with(shared));
  EXPECT_THAT(seen.body, HasSubstr("\"stopped\""));
  EXPECT_THAT(seen.body, HasSubstr("Te ver reizen"));
  EXPECT_EQ(ask("POST /v1/plans/shared/comments", with(shared), R"({"text": "Jammer"})").status, 403);
  today = day(2026, 12, 24);
  EXPECT_EQ(ask("GET /v1/plans/shared", with(shared)).status, 404) << "its time is over";
  EXPECT_EQ(ask("GET /v1/plans", with(code)).status, 200);
}

TEST_F(StoredPlansOverHttp, codes_open_only_what_they_are_for) {
  const std::string code = text_at(keep(), "code");
  const std::string shared = share(code, R"(["steps"])");
  for (const char* what : {"GET /v1/plans", "GET /v1/plans/export", "GET /v1/plans/versions", "GET /v1/plans/shares",
                           "GET /v1/plans/qr", "DELETE /v1/plans", "DELETE /v1/plans/shares/1"}) {
    EXPECT_EQ(ask(what, with(shared)).status, 404) << what;
    EXPECT_EQ(ask(what, with(random_code())).status, 404) << what;
    EXPECT_EQ(ask(what).status, 400) << what;
    EXPECT_EQ(ask(what, with("<script>")).status, 400) << what;
  }
  EXPECT_EQ(ask("GET /v1/plans/shared", with(code)).status, 404);
  EXPECT_EQ(ask("POST /v1/plans/shared/comments", with(code), R"({"text": "x"})").status, 404);
  EXPECT_EQ(ask("PUT /v1/plans", with(shared, "\"1\""), R"({"goal": {"text": "x"}})").status, 404);
}

TEST_F(StoredPlansOverHttp, come_as_a_calendar_with_a_reminder_before_they_are_erased) {
  const std::string code = text_at(keep(), "code");
  Fields fields = with(code);
  fields.emplace_back("Accept", "text/calendar");
  const auto calendar = ask("GET /v1/plans/export", fields);
  ASSERT_EQ(calendar.status, 200) << calendar.body;
  EXPECT_EQ(calendar.field("content-type"), "text/calendar; charset=utf-8");
  EXPECT_THAT(calendar.body, HasSubstr("UID:plan-1-start@leerwijzer\r\n"));
  EXPECT_THAT(calendar.body, HasSubstr("SUMMARY:Uw leerplan wordt gewist\r\n"));
  EXPECT_THAT(calendar.body, HasSubstr("DTSTART;VALUE=DATE:20271121\r\n"));
  EXPECT_THAT(calendar.body, HasSubstr("TRIGGER:-P30D\r\n"));
  EXPECT_THAT(calendar.body, Not(HasSubstr(code)));
}

TEST_F(StoredPlansOverHttp, come_as_a_page_to_print_and_as_a_picture) {
  const std::string code = text_at(keep(), "code");
  Fields fields = with(code);
  fields.emplace_back("Accept", "text/html");
  const auto page = ask("GET /v1/plans/export", fields);
  ASSERT_EQ(page.status, 200) << page.body;
  expect_accessible(page.body);
  for (const char* text : {"Naar de zorg", "Verzorgende IG, verkort traject", "U denkt erover na", "21 november 2027",
                           "Eerst bellen met Fatima", "<svg class=\"lw-timeline"})
    EXPECT_THAT(page.body, HasSubstr(text));
  const auto picture = ask("GET /v1/plans/qr", with(code));
  EXPECT_EQ(picture.status, 200);
  EXPECT_EQ(picture.field("content-type"), "image/svg+xml");
}

TEST_F(StoredPlansOverHttp, are_opened_on_a_page_with_a_code_that_is_typed) {
  const std::string code = text_at(keep(), "code");
  const auto empty = ask("GET /mijn-plan");
  ASSERT_EQ(empty.status, 200);
  expect_accessible(empty.body);
  EXPECT_THAT(empty.body, HasSubstr("data-code-of-link")) << "the script fills in the code of a link";
  const auto own = ask("POST /mijn-plan", {}, "code=" + code);
  ASSERT_EQ(own.status, 200) << own.body;
  expect_accessible(own.body);
  EXPECT_THAT(own.body, HasSubstr("Naar de zorg"));
  const std::string shared = share(code, R"(["goal", "steps"])");
  const auto theirs = ask("POST /mijn-plan", {}, "code=" + shared);
  ASSERT_EQ(theirs.status, 200);
  expect_accessible(theirs.body);
  EXPECT_THAT(theirs.body, HasSubstr("Iemand deelt dit plan met u"));
  EXPECT_THAT(theirs.body, Not(HasSubstr("Fatima")));
  const auto english = ask("POST /en/mijn-plan", {}, "code=" + shared);
  ASSERT_EQ(english.status, 200);
  expect_accessible(english.body);
  EXPECT_THAT(english.body, HasSubstr("Somebody shares this plan with you"));
  for (const auto& [typed, status] : {std::pair<std::string, int>{random_code(), 404}, {"abc", 400}, {"", 400}}) {
    const auto wrong = ask("POST /mijn-plan", {}, "code=" + typed);
    EXPECT_EQ(wrong.status, status) << typed;
    expect_accessible(wrong.body);
    EXPECT_THAT(wrong.body, HasSubstr("<title>Fout: Open een leerplan"));
  }
}

TEST_F(StoredPlansOverHttp, are_not_kept_where_that_is_off_and_503_without_a_database) {
  SampleServer off;
  EXPECT_EQ(off->post("/v1/plans", R"({"goal": {"text": "x"}})").status, 503);
  const std::string code = text_at(keep(), "code");
  PoolSettings nowhere = database.settings();
  nowhere.url = "host=127.0.0.1 port=1 dbname=none connect_timeout=1";
  Pool gone(nowhere);
  PostgresPlans away(gone, "");
  Services services = SampleServices::instance().services;
  services.plans = &away;
  Application broken({}, services, endpoints());
  RunningServer running(broken, any_port());
  EXPECT_EQ(running.get("/v1/plans", "Leerwijzer-Code: " + code + "\r\n").status, 503);
  EXPECT_EQ(running.post("/v1/plans", R"({"goal": {"text": "x"}})").status, 503);
}

TEST(PublicAddress, is_a_scheme_and_a_host) {
  EXPECT_EQ(read_public_address("https://leerwijzer.example/").value(), "https://leerwijzer.example");
  EXPECT_EQ(read_public_address("").value(), "");
  EXPECT_EQ(read_public_address("http://127.0.0.1:8080").value(), "http://127.0.0.1:8080");
  for (const char* text : {"leerwijzer.example", "ftp://x", "https://", "https://x/pad", "https://x?y", "https://a b"})
    EXPECT_FALSE(read_public_address(text).has_value()) << text;
}

}  // namespace
}  // namespace leerwijzer::testing
