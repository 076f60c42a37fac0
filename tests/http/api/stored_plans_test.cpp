// A plan without an account, from composing to erasing, and what changed in between.
#include "tests/http/api/stored_plans_fixture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <atomic>
#include <thread>

namespace leerwijzer::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST_F(StoredPlansOverHttp, go_from_nothing_to_the_end) {
  // Composed and kept: the code comes once, and the link has it where no server sees it.
  const json::object kept = keep();
  const std::string code = text_at(kept, "code");
  EXPECT_EQ(code.size(), 34U);
  EXPECT_EQ(text_at(kept, "link"), "https://leerwijzer.example/mijn-plan#code=" + code);
  EXPECT_THAT(text_at(kept, "qr"), HasSubstr("<svg"));
  EXPECT_EQ(text_at(kept, "expiresDate"), "2027-11-21");

  // Read on another device, where it was typed in small letters.
  std::string typed = code;
  for (char& c : typed) c = static_cast<char>(std::tolower(c));
  const auto read = ask("GET /v1/plans", with(typed));
  ASSERT_EQ(read.status, 200) << read.body;
  EXPECT_EQ(read.field("etag"), "\"1\"");
  EXPECT_EQ(read.field("cache-control"), "no-store");
  EXPECT_THAT(read.body, Not(HasSubstr(code)));
  json::object plan = parsed(read).at("plan").as_object();
  EXPECT_EQ(text_at(plan, "title"), "Naar de zorg");
  EXPECT_EQ(json::value(plan), kept.at("plan"));
  EXPECT_TRUE(parsed(read).at("remarks").as_array().empty()) << read.body;
  EXPECT_FALSE(parsed(read).at("deadlines").as_array().empty());

  // A step goes on; then it was a mistake.
  step_in(plan)["state"] = "applied";
  const auto changed = ask("PUT /v1/plans", with(code, "\"1\""), json::serialize(plan));
  ASSERT_EQ(changed.status, 200) << changed.body;
  EXPECT_EQ(changed.field("etag"), "\"2\"");
  EXPECT_THAT(changed.body, HasSubstr("\"applied\""));
  const auto undone = ask("POST /v1/plans/undo", with(code, "\"2\""), "{}");
  ASSERT_EQ(undone.status, 200) << undone.body;
  EXPECT_EQ(undone.field("etag"), "\"3\"");
  EXPECT_EQ(parsed(undone).at("plan"), kept.at("plan"));

  // An adviser sees what was chosen, and says something.
  const std::string shared = share(code, R"(["goal", "steps"])");
  const auto seen = ask("GET /v1/plans/shared", with(shared));
  ASSERT_EQ(seen.status, 200) << seen.body;
  EXPECT_THAT(seen.body, HasSubstr("verzorgende"));
  for (const char* hidden : {"3511", "Fatima", "Werkcentrum", "145000"}) EXPECT_THAT(seen.body, Not(HasSubstr(hidden)));
  EXPECT_EQ(
      ask("POST /v1/plans/shared/comments", with(shared), R"({"text": "Vraag naar een proefles", "step": 1})").status,
      201);
  const auto shares = parsed(ask("GET /v1/plans/shares", with(code))).at("shares").as_array();
  ASSERT_EQ(shares.size(), 1U);
  EXPECT_EQ(shares[0].at("name"), "Jan van het Werkcentrum");
  EXPECT_EQ(shares[0].at("log").as_array().size(), 2U);
  EXPECT_EQ(shares[0].at("comments").at(0).at("text"), "Vraag naar een proefles");

  // Everything goes along, and then everything goes.
  const auto exported = ask("GET /v1/plans/export", with(code));
  EXPECT_EQ(parsed(exported).at("versions").as_array().size(), 3U);
  EXPECT_THAT(exported.body, HasSubstr("Vraag naar een proefles"));
  EXPECT_THAT(exported.body, HasSubstr("\"opened\""));
  const std::string id = std::to_string(shares[0].at("id").as_int64());
  EXPECT_EQ(ask("DELETE /v1/plans/shares/" + id, with(code)).status, 200);
  EXPECT_EQ(ask("GET /v1/plans/shared", with(shared)).status, 404);
  EXPECT_EQ(ask("DELETE /v1/plans", with(code)).status, 200);
  EXPECT_EQ(ask("GET /v1/plans", with(code)).status, 404);
  EXPECT_EQ(ask("DELETE /v1/plans", with(code)).status, 404);
  EXPECT_EQ(database.ask("SELECT count(*) FROM stored_plan_version"), "0");
  EXPECT_EQ(log.find(code), std::string::npos) << "no code in a log";
  EXPECT_EQ(log.find("zorg"), std::string::npos);
}

TEST_F(StoredPlansOverHttp, leave_nothing_readable_in_any_table) {
  const json::object kept = keep();
  const std::string code = text_at(kept, "code");
  const std::string shared = share(code, R"(["goal", "learner", "steps", "money", "notes"])");
  EXPECT_EQ(
      ask("POST /v1/plans/shared/comments", with(shared, "", "0123456789abcdef"), R"({"text": "proefles"})").status,
      201);
  const auto again = ask("POST /v1/plans", {{"Idempotency-Key", "fedcba9876543210"}}, json::serialize(composed()));
  const std::string other = text_at(parsed(again), "code");
  std::string dump;
  for (const char* table : {"stored_plan", "stored_plan_version", "plan_share", "plan_share_event",
                            "plan_share_comment", "retry", "audit_entry", "referral"})
    dump += database.ask(std::string("SELECT coalesce(string_agg(t::text, E'\\n'), '') FROM ") + table + " t");
  EXPECT_GT(dump.size(), 20'000U);
  for (const std::string& word :
       {code, other, shared, std::string("3511"), std::string("verzorgende"), std::string("Verzorgende"),
        std::string("zorg"), std::string("Fatima"), std::string("Werkcentrum"), std::string("proefles"),
        std::string("ROC"), std::string("offerId"), std::string("steps"), std::string("considering")}) {
    if (word != "3511") {  // four digits are in any hexadecimal text
      EXPECT_EQ(dump.find(word), std::string::npos) << word;
    }
    EXPECT_EQ(dump.find(hex_of(word)), std::string::npos) << word;
    EXPECT_EQ(dump.find(hex_of(normal_code(word).value_or("never"))), std::string::npos) << word;
  }
}

TEST_F(StoredPlansOverHttp, say_what_changed_since_the_steps_were_chosen) {
  const std::string code = text_at(keep(), "code");
  EXPECT_TRUE(remarks(code).empty());
  catalogue.first().costs = {price_of(120'000)};
  EXPECT_EQ(remarks(code), (std::vector<std::string>{"cheaper"}));
  catalogue.first().runs[0].status = RunStatus::full;
  EXPECT_EQ(remarks(code), (std::vector<std::string>{"full", "cheaper"}));
  catalogue.first().runs[0].start = day(2027, 3, 1);
  EXPECT_EQ(remarks(code), (std::vector<std::string>{"moved", "full", "cheaper"}));
  EXPECT_EQ(database.ask("SELECT count(*) FROM stored_plan_version"), "1") << "nothing is stored by reading";
  catalogue.withdraw_first();
  EXPECT_EQ(remarks(code), (std::vector<std::string>{"withdrawn"}));
  const auto read = ask("GET /v1/plans", with(code));
  EXPECT_EQ(ask("PUT /v1/plans", with(code, "\"1\""), json::serialize(parsed(read).at("plan"))).status, 200)
      << "a step that is gone can be kept, and its title with it";
  EXPECT_THAT(ask("GET /v1/plans", with(code)).body, HasSubstr("Verzorgende IG, verkort traject"));
}

TEST_F(StoredPlansOverHttp, change_once_for_one_etag) {
  const json::object kept = keep();
  const std::string code = text_at(kept, "code");
  const std::string body = json::serialize(kept.at("plan"));
  EXPECT_EQ(ask("PUT /v1/plans", with(code), body).status, 428);
  EXPECT_EQ(ask("PUT /v1/plans", with(code, "*"), body).status, 400);
  EXPECT_EQ(ask("PUT /v1/plans", with(code, "\"7\""), body).status, 412);
  std::atomic<int> made{0};
  std::atomic<int> lost{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      const int status = ask("PUT /v1/plans", with(code, "\"1\""), body).status;
      if (status == 200) ++made;
      if (status == 412) ++lost;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(made, 1);
  EXPECT_EQ(lost, 7);
  EXPECT_EQ(ask("POST /v1/plans/undo", with(code), "{}").status, 428);
  EXPECT_EQ(ask("POST /v1/plans/undo", with(code, "\"1\""), "{}").status, 412);
}

TEST_F(StoredPlansOverHttp, tell_of_another_version_only_to_who_has_the_code) {
  // A 412 counts as no guess (api/request_limits.cpp), so a code that opens nothing must never get one.
  const json::object kept = keep();
  const std::string code = text_at(kept, "code");
  ASSERT_EQ(ask("DELETE /v1/plans", with(code)).status, 200);
  EXPECT_EQ(ask("PUT /v1/plans", with(code, "\"7\""), json::serialize(kept.at("plan"))).status, 404);
  EXPECT_EQ(ask("POST /v1/plans/undo", with(code, "\"7\""), "{}").status, 404);
}

TEST_F(StoredPlansOverHttp, go_back_step_by_step_and_to_any_version) {
  json::object plan = keep();
  const std::string code = text_at(plan, "code");
  plan = plan.at("plan").as_object();
  for (int version = 1; version <= 3; ++version) {
    plan["title"] = "versie " + std::to_string(version + 1);
    ASSERT_EQ(ask("PUT /v1/plans", with(code, "\"" + std::to_string(version) + "\""), json::serialize(plan)).status,
              200);
  }
  const auto title_after = [&](const std::string& tag, const std::string& body) {
    const auto response = ask("POST /v1/plans/undo", with(code, tag), body);
    return response.status == 200 ? text_at(parsed(response).at("plan").as_object(), "title")
                                  : std::to_string(response.status);
  };
  EXPECT_EQ(title_after("\"4\"", "{}"), "versie 3");
  EXPECT_EQ(title_after("\"5\"", "{}"), "versie 2") << "again goes one further";
  EXPECT_EQ(title_after("\"6\"", R"({"version": 4})"), "versie 4");
  EXPECT_EQ(title_after("\"7\"", R"({"version": 1})"), "Naar de zorg");
  EXPECT_EQ(title_after("\"8\"", "{}"), "409") << "there is nothing before the first";
  EXPECT_EQ(title_after("\"8\"", R"({"version": 99})"), "409");
  EXPECT_EQ(title_after("\"8\"", R"({"versie": 1})"), "400");
  const auto versions = parsed(ask("GET /v1/plans/versions", with(code))).at("versions").as_array();
  ASSERT_EQ(versions.size(), 8U);
  EXPECT_EQ(versions[0].at("restores"), 1);
  EXPECT_EQ(versions[0].at("current"), true);
}

TEST_F(StoredPlansOverHttp, repeated_with_one_key_are_done_once_and_answered_the_same) {
  const std::string body = json::serialize(composed());
  const Fields key = {{"Idempotency-Key", "8d9f6c1e-0000-4000-8000-000000000001"}};
  const std::string code = text_at(parsed(ask("POST /v1/plans", key, body)), "code");
  EXPECT_EQ(text_at(parsed(ask("POST /v1/plans", key, body)), "code"), code);
  EXPECT_EQ(ask("POST /v1/plans", key, R"({"goal": {"text": "anders"}})").status, 409);
  EXPECT_EQ(ask("POST /v1/plans", {{"Idempotency-Key", "short"}}, body).status, 400);
  EXPECT_EQ(database.ask("SELECT count(*) FROM stored_plan"), "1");

  const std::string again = "8d9f6c1e-0000-4000-8000-000000000002";
  EXPECT_EQ(ask("PUT /v1/plans", with(code, "\"1\"", again), body).status, 200);
  const auto repeated = ask("PUT /v1/plans", with(code, "\"1\"", again), body);
  EXPECT_EQ(repeated.status, 200) << repeated.body;
  EXPECT_EQ(repeated.field("etag"), "\"2\"");

  const std::string shared = R"({"name": "x", "sections": ["steps"], "right": "comment", "expiresDate": "2026-12-01"})";
  const auto first = parsed(ask("POST /v1/plans/shares", with(code, "", again), shared));
  const auto second = parsed(ask("POST /v1/plans/shares", with(code, "", again), shared));
  EXPECT_EQ(first.at("code"), second.at("code"));
  EXPECT_EQ(first.at("id"), second.at("id"));
  EXPECT_EQ(database.ask("SELECT count(*) FROM plan_share"), "1");

  // The same key under the code of another plan is another request.
  const std::string other = text_at(keep(), "code");
  const auto theirs = parsed(ask("POST /v1/plans/shares", with(other, "", again), shared));
  EXPECT_NE(theirs.at("code"), first.at("code"));

  const std::string share_code = text_at(first, "code");
  for (int i = 0; i < 2; ++i)
    EXPECT_EQ(ask("POST /v1/plans/shared/comments", with(share_code, "", again), R"({"text": "Let op"})").status, 201);
  EXPECT_EQ(database.ask("SELECT count(*) FROM plan_share_comment"), "1");
}

TEST_F(StoredPlansOverHttp, name_every_field_that_is_wrong) {
  const auto field = [&](const std::string& body) {
    const auto response = ask("POST /v1/plans", {}, body);
    EXPECT_EQ(response.status, 400) << response.body;
    return text_at(parsed(response).at("errors").at(0).as_object(), "field");
  };
  EXPECT_EQ(field(R"({"goal": {}, "steps": [{"offerId": 99}]})"), "/steps/0/offerId");
  EXPECT_EQ(field(R"({"goal": {}, "steps": [{"offerId": 1, "run": "never"}]})"), "/steps/0/run");
  EXPECT_EQ(field(R"({"goal": {}, "learner": {"postcode": "12"}})"), "/learner/postcode");
  EXPECT_EQ(field(R"({"goal": {}, "learner": {"facts": {"person.wrong": true}}})"), "/learner/facts");
  EXPECT_EQ(ask("POST /v1/plans", {}, "{\"title\": \"" + std::string(70'000, 'x') + "\"}").status, 413);
  EXPECT_EQ(ask("POST /v1/plans", {{"Content-Type", "text/plain"}}).status, 415);
  for (const char* body : {"[]", "null", "{", "{\"steps\": 1}", R"({"steps": [[]]})"})
    EXPECT_EQ(ask("POST /v1/plans", {}, body).status, 400) << body;
}

TEST_F(StoredPlansOverHttp, fill_in_a_step_of_which_only_the_offer_is_said) {
  const auto kept = ask("POST /v1/plans", {}, R"({"steps": [{"offerId": 1, "run": "run-20270208"}]})");
  ASSERT_EQ(kept.status, 201) << kept.body;
  json::object plan = parsed(kept).at("plan").as_object();
  EXPECT_EQ(text_at(plan, "title"), "Mijn leerplan");
  const json::object& step = step_in(plan);
  EXPECT_EQ(step.at("title"), "Verzorgende IG, verkort traject");
  EXPECT_EQ(step.at("start"), "2027-02-08");
  EXPECT_EQ(step.at("startKind"), "dated");
  EXPECT_EQ(step.at("price").at("gross").at("max"), 145000);
  EXPECT_EQ(step.at("provider").at("name"), "ROC Voorbeeld");
}

}  // namespace
}  // namespace leerwijzer::testing
