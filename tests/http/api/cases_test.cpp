// Cases over HTTP: the work of an advisor from nothing to the end, and what nobody may.
#include "engine/domain/sealed_note.hpp"
#include "tests/http/api/case_story.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <thread>

namespace leerwijzer::testing {
namespace {

namespace json = boost::json;
using ::testing::HasSubstr;
using ::testing::Not;

const std::string k_new = R"({"label": "Kwartelgroep dinsdag", "nextActionDate": "2026-12-01",
  "learner": {"postcode": "3511", "situation": ["wajong"], "occupations": [{"text": "verkoper"}]},
  "goal": {"occupation": {"text": "verzorgende"}, "text": "zorgen zoals mijn tante"},
  "consents": [{"kind": "keep", "version": "2026-11"}]})";

std::string text_of(const json::value& value) { return std::string(value.as_string()); }
std::string path_of(const json::object& made) { return "/v1/cases/" + std::to_string(made.at("id").as_int64()); }

class CasesOverHttp : public CaseServer {
 protected:
  json::object add(const std::string& body = k_new) { return given("advisor", "POST /v1/cases", 201, body); }
  void consent(const std::string& path, const std::string& kind) {
    given("advisor", "POST " + path + "/consents", 201, R"({"kind": ")" + kind + R"(", "version": "2026-11"})");
  }
  /// A person asks the desk for help, with these two sections.
  void refer() {
    const std::string words = R"("desk": ")" + k_utrecht_desk + R"(", "goal": {"occupation": {"text": "verzorgende"}},
      "contact": {"channel": "email", "name": "Sam", "email": "sam@voorbeeld.nl"})";
    const auto shown = json::parse(server->post("/v1/referrals/previews", "{" + words + "}").body).as_object();
    json::array approved;
    for (const auto& part : shown.at("sections").as_array())
      approved.push_back(json::object{{"section", part.at("section")}, {"approval", part.at("approval")}});
    const auto sent = server->post("/v1/referrals", "{" + words + R"(, "consent": {"given": true, "version": "2026-11"},
      "approved": )" + json::serialize(approved) + "}");
    ASSERT_EQ(sent.status, 201) << sent.body;
  }
};

TEST_F(CasesOverHttp, are_followed_from_nothing_to_the_end_and_a_dump_tells_nothing) {
  const json::object made = add();
  const std::string path = path_of(made);
  const std::string code = text_of(made.at("code"));
  EXPECT_EQ(code.size(), 34U);

  // A match, a plan and a comparison are shown, and kept with the rules of that moment.
  const json::object match = given("advisor", "POST " + path + "/matches", 201, R"({"limit": 3})");
  const auto alone = server->post("/v1/matches", R"({"limit": 3,
    "learner": {"postcode": "3511", "situation": ["wajong"], "occupations": [{"text": "verkoper"}]},
    "goal": {"occupation": {"text": "verzorgende"}, "text": "zorgen zoals mijn tante"}})");
  ASSERT_EQ(alone.status, 200) << alone.body;
  EXPECT_EQ(match.at("offers"), json::parse(alone.body).at("offers")) << "the same as anybody gets";
  given("advisor", "POST " + path + "/plans", 201, "{}");
  given("advisor", "POST " + path + "/comparisons", 201, R"({"offerIds": [1, 2]})");
  const json::object shown = given("advisor", "GET " + path + "/shown", 200);
  ASSERT_EQ(shown.at("items").as_array().size(), 3U);
  const json::object& first = shown.at("items").at(0).as_object();
  EXPECT_EQ(first.at("id"), match.at("shownId"));
  EXPECT_EQ(first.at("kind"), "matches");
  EXPECT_EQ(first.at("rulesSnapshot"), match.at("provenance").at("rulesSnapshot"));
  EXPECT_EQ(first.at("indexGeneration"), match.at("provenance").at("indexGeneration"));
  EXPECT_EQ(first.at("today"), "2026-11-21");
  EXPECT_EQ(first.at("offers").at(0).at("offerId"), match.at("offers").at(0).at("id"));
  EXPECT_EQ(first.at("offers").at(0).at("reasons"), match.at("offers").at(0).at("reasons"));
  EXPECT_EQ(first.at("offers").at(0).at("price"), match.at("offers").at(0).at("price"));
  EXPECT_EQ(shown.at("items").at(1).at("kind"), "plans");
  EXPECT_FALSE(shown.at("items").at(2).at("rows").as_array().empty());

  // Notes, and a correction.
  const json::object note = given("advisor", "POST " + path + "/notes", 201, R"({"text": "belt dondermiddag terug"})");
  const std::string note_path = path + "/notes/" + std::to_string(note.at("id").as_int64());
  given("advisor", "PUT " + note_path, 200, R"({"text": "belt donderdagmiddag terug"})", {{"If-Match", "\"1\""}});

  // The plan that the client shares.
  EXPECT_EQ(ask("advisor", "PUT " + path + "/shared-plan", R"({"code": ")" + code + "\"}").status, 409);
  consent(path, "plan");
  given("advisor", "PUT " + path + "/shared-plan", 200, R"({"code": "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV"})");
  EXPECT_EQ(given("advisor", "GET " + path + "/shared-plan", 200).at("code"), "0123456789ABCDEFGHJKMNPQRSTV");

  // The client comes back with the code.
  const json::object found = given("colleague", "GET /v1/cases", 200, "", {{"Leerwijzer-Code", code}});
  ASSERT_EQ(found.at("total"), 1);
  EXPECT_EQ(found.at("items").at(0).at("id"), made.at("id"));

  // A change hands the case to a colleague; the caseload shows it there.
  const RawResponse read = ask("advisor", "GET " + path);
  const std::string change = R"({"label": "Kwartelgroep dinsdag", "status": "waiting", "advisor": 2,
    "goal": {"occupation": {"text": "verzorgende"}}, "learner": {"postcode": "3511"}})";
  given("advisor", "PUT " + path, 200, change, {{"If-Match", read.field("etag")}});
  EXPECT_EQ(given("colleague", "GET /v1/cases?advisor=2&status=waiting", 200).at("total"), 1);

  // To another desk, which accepts.
  EXPECT_EQ(ask("advisor", "POST " + path + "/hand-over", R"({"desk": ")" + k_amersfoort_desk + "\"}").status, 409)
      << "not without consent";
  consent(path, "hand-over");
  const json::object offered = given("advisor", "POST " + path + "/hand-over", 201,
                                     R"({"desk": ")" + k_amersfoort_desk + R"(", "message": "verhuist naar de Kei"})");
  const json::object waiting = given("other", "GET /v1/desk/hand-overs", 200);
  ASSERT_EQ(waiting.at("total"), 1);
  EXPECT_EQ(waiting.at("items").at(0).at("message"), "verhuist naar de Kei");
  EXPECT_EQ(ask("other", "GET " + path).status, 404) << "nothing but the message until it accepts";
  const std::string decide = "POST /v1/desk/hand-overs/" + std::to_string(offered.at("id").as_int64()) + "/decisions";
  const std::string before = dump();
  given("other", decide, 200, R"({"status": "accepted"})");
  EXPECT_EQ(ask("advisor", "GET " + path).status, 404);
  EXPECT_EQ(given("advisor", "GET /v1/desk/hand-overs?decided=true", 200).at("items").at(0).at("status"), "accepted");
  const json::object there = given("other", "GET " + path, 200);
  EXPECT_EQ(there.at("label"), "Kwartelgroep dinsdag");
  EXPECT_EQ(there.at("notes").as_array().size(), 2U);

  // Export, for programs and on paper.
  const json::object exported = given("other", "GET " + path + "/export", 200);
  EXPECT_EQ(exported.at("shown").as_array().size(), 3U);
  EXPECT_EQ(exported.at("consents").as_array().size(), 3U);
  const RawResponse page = ask("other", "GET " + path + "/export", "", {{"Accept", "text/html"}});
  EXPECT_EQ(page.status, 200);
  for (const char* words : {"belt donderdagmiddag terug", "Verzorgende IG, verkort traject", "Waar u ja op zei"})
    EXPECT_THAT(page.body, HasSubstr(words));

  // What is at rest tells none of it.
  const std::string after = dump();
  for (const std::string& text : {before, after}) {
    for (const std::string word : {"Kwartelgroep", "verzorgende", "tante", "wajong", "donderdagmiddag", "Kei",
                                   "Verzorgende", "0123456789ABCDEFGHJKMNPQRSTV", code.c_str()}) {
      EXPECT_EQ(text.find(word), std::string::npos) << word;
      EXPECT_EQ(text.find(hex_of(word)), std::string::npos) << word;
    }
    EXPECT_EQ(text.find(hex_of(normal_code(code).value())), std::string::npos);
    EXPECT_THAT(text, HasSubstr(k_utrecht_desk)) << "the dump is read";
  }

  // The end: everything is gone at once, and the manager sees that it was.
  given("other", "DELETE " + path, 200);
  EXPECT_EQ(ask("other", "GET " + path).status, 404);
  for (const char* table : {"client_case", "case_note", "case_shown", "case_consent", "case_hand_over"})
    EXPECT_EQ(database.ask("SELECT count(*) FROM " + std::string(table)), "0") << table;
  EXPECT_EQ(given("other", "GET " + path + "/audit", 200).at("items").at(0).at("action"), "erase-case");
}

TEST_F(CasesOverHttp, of_another_desk_do_not_exist) {
  const std::string path = path_of(add());
  const std::vector<std::pair<std::string, std::string>> asked = {
      {"GET " + path, ""},
      {"DELETE " + path, ""},
      {"GET " + path + "/shown", ""},
      {"GET " + path + "/export", ""},
      {"GET " + path + "/audit", ""},
      {"GET " + path + "/shared-plan", ""},
      {"DELETE " + path + "/shared-plan", ""},
      {"DELETE " + path + "/consents/keep", ""},
      {"POST " + path + "/notes", R"({"text": "x"})"},
      {"POST " + path + "/matches", "{}"},
      {"POST " + path + "/plans", "{}"},
      {"POST " + path + "/comparisons", R"({"offerIds": [1, 2]})"},
      {"POST " + path + "/consents", R"({"kind": "plan", "version": "2026-11"})"},
      {"POST " + path + "/hand-over", R"({"desk": ")" + k_utrecht_desk + "\"}"}};
  for (const auto& [line, body] : asked) {
    EXPECT_EQ(ask("other", line, body).status, 404) << line;
    EXPECT_EQ(ask("", line, body).status, 401) << line;
    EXPECT_EQ(ask("school", line, body).status, 403) << line;
  }
  EXPECT_EQ(ask("other", "PUT " + path, R"({"label": "x", "status": "open"})", {{"If-Match", "\"1\""}}).status, 404);
  EXPECT_EQ(given("other", "GET /v1/cases", 200).at("total"), 0);
  EXPECT_EQ(given("advisor", "GET " + path, 200).at("label"), "Kwartelgroep dinsdag");
}

TEST_F(CasesOverHttp, with_two_edits_of_one_etag_take_one) {
  const std::string path = path_of(add());
  const std::string tag = ask("advisor", "GET " + path).field("etag");
  std::atomic<int> won{0};
  std::atomic<int> lost{0};
  std::vector<std::thread> editors;
  for (const char* who : {"advisor", "colleague", "manager"}) {
    editors.emplace_back([&, who] {
      const int status = ask(who, "PUT " + path, R"({"label": "van )" + std::string(who) + R"(", "status": "open"})",
                             {{"If-Match", tag}})
                             .status;
      if (status == 200) ++won;
      if (status == 412) ++lost;
    });
  }
  for (std::thread& editor : editors) editor.join();
  EXPECT_EQ(won, 1);
  EXPECT_EQ(lost, 2);
  EXPECT_EQ(ask("advisor", "PUT " + path, R"({"label": "x", "status": "open"})").status, 428);
}

TEST_F(CasesOverHttp, need_no_name_and_refuse_what_points_at_a_person) {
  for (const char* label : {"sam@voorbeeld.nl", "06 12345678", "111222333", "Jansen 12-03-1985", "", "  "}) {
    const auto refused = ask("advisor", "POST /v1/cases", json::serialize(json::object{{"label", label}}));
    EXPECT_EQ(refused.status, 400) << label;
    EXPECT_THAT(refused.body, HasSubstr("/label")) << label;
  }
  const json::object warned = add(R"({"label": "Jan de Vries"})");
  EXPECT_THAT(text_of(warned.at("labelWarning")), HasSubstr("naam"));
  EXPECT_TRUE(add(R"({"label": "zorg, dinsdag"})").at("labelWarning").is_null());
}

TEST_F(CasesOverHttp, keep_what_a_client_tells_only_with_consent) {
  const auto refused = ask("advisor", "POST /v1/cases", R"({"label": "zorg", "goal": {"text": "zorg"}})");
  EXPECT_EQ(refused.status, 409) << refused.body;
  EXPECT_EQ(
      ask("advisor", "POST /v1/cases", R"({"label": "zorg", "consents": [{"kind": "keep", "version": "2020-01"}]})")
          .status,
      400)
      << "another text was agreed to";
  const std::string path = path_of(add());
  given("advisor", "POST " + path + "/matches", 201, "{}");
  given("advisor", "DELETE " + path + "/consents/keep", 200);
  const json::object after = given("advisor", "GET " + path, 200);
  EXPECT_TRUE(after.at("goal").is_null());
  EXPECT_EQ(after.at("shownCount"), 0);
  EXPECT_FALSE(after.at("consents").at(0).at("withdrawnAt").is_null());
  EXPECT_EQ(ask("advisor", "POST " + path + "/matches", "{}").status, 409);
  const json::object texts = given("advisor", "GET /v1/desk/consent-texts", 200);
  for (const auto& one : texts.at("items").as_array()) EXPECT_FALSE(one.at("text").as_string().empty());
}

TEST_F(CasesOverHttp, are_made_once_under_one_idempotency_key_with_the_same_code) {
  const Fields key = {{"Idempotency-Key", "8d9f6c1e-0000-4000-8000-000000000001"}};
  const json::object first = given("advisor", "POST /v1/cases", 201, k_new, key);
  const json::object again = given("advisor", "POST /v1/cases", 201, k_new, key);
  EXPECT_EQ(first.at("id"), again.at("id"));
  EXPECT_EQ(first.at("code"), again.at("code"));
  EXPECT_EQ(ask("advisor", "POST /v1/cases", R"({"label": "iets anders"})", key).status, 409);
  const std::string path = path_of(first);
  const json::object note = given("advisor", "POST " + path + "/notes", 201, R"({"text": "x"})", key);
  EXPECT_EQ(given("advisor", "POST " + path + "/notes", 201, R"({"text": "x"})", key).at("id"), note.at("id"));
  const json::object shown = given("advisor", "POST " + path + "/matches", 201, "{}", key);
  EXPECT_EQ(given("advisor", "POST " + path + "/matches", 201, "{}", key).at("shownId"), shown.at("shownId"));
  EXPECT_EQ(given("advisor", "GET " + path, 200).at("shownCount"), 1);
}

TEST_F(CasesOverHttp, tell_the_manager_who_looked) {
  const std::string path = path_of(add());
  given("colleague", "GET " + path, 200);
  EXPECT_EQ(ask("advisor", "GET " + path + "/audit").status, 403);
  const json::object audit = given("manager", "GET " + path + "/audit", 200);
  EXPECT_EQ(audit.at("items").at(0).at("actor"), "account 2");
  EXPECT_EQ(audit.at("items").at(0).at("action"), "read-case");
  EXPECT_EQ(ask("colleague", "DELETE " + path).status, 403);
  given("manager", "DELETE " + path, 200);
}

TEST_F(CasesOverHttp, begin_with_a_referral_that_the_desk_accepts) {
  refer();
  const json::object inbox = given("advisor", "GET /v1/desk/referrals", 200);
  ASSERT_EQ(inbox.at("total"), 1);
  EXPECT_EQ(inbox.at("items").at(0).at("status"), "received");
  const std::string path = "/v1/desk/referrals/" + std::to_string(inbox.at("items").at(0).at("id").as_int64());
  const json::object opened = given("advisor", "GET " + path, 200);
  EXPECT_EQ(opened.at("opened"), true);
  EXPECT_THAT(json::serialize(opened.at("content")), HasSubstr("sam@voorbeeld.nl"));
  EXPECT_EQ(given("other", "GET /v1/desk/referrals", 200).at("total"), 0);
  EXPECT_EQ(ask("other", "GET " + path).status, 404);
  EXPECT_EQ(ask("other", "POST " + path + "/status", R"({"status": "seen"})").status, 404);
  const std::string begin = R"({"label": "via de site, zorg", "consents": [{"kind": "keep", "version": "2026-11"}]})";
  EXPECT_EQ(ask("advisor", "POST " + path + "/case", begin).status, 409) << "not accepted yet";
  EXPECT_EQ(ask("advisor", "POST " + path + "/status", R"({"status": "done"})").status, 409);
  EXPECT_EQ(ask("advisor", "POST " + path + "/status", R"({"status": "refused"})").status, 400);
  given("advisor", "POST " + path + "/status", 200, R"({"status": "accepted"})");
  const json::object made = given("advisor", "POST " + path + "/case", 201, begin);
  ASSERT_EQ(made.at("notes").as_array().size(), 1U);
  EXPECT_THAT(text_of(made.at("notes").at(0).at("text")), HasSubstr("verzorgende"));
  EXPECT_THAT(text_of(made.at("notes").at(0).at("text")), Not(HasSubstr("sam@voorbeeld.nl"))) << "no name is needed";
  EXPECT_EQ(ask("advisor", "POST " + path + "/case", begin).status, 409) << "one case a referral";
  given("advisor", "POST " + path + "/status", 200, R"({"status": "done"})");
  EXPECT_EQ(given("advisor", "GET /v1/desk/referrals", 200).at("total"), 0);
  EXPECT_EQ(given("advisor", "GET /v1/desk/referrals?ended=true", 200).at("total"), 1);
}

TEST_F(CasesOverHttp, give_the_envelope_of_a_referral_where_the_server_has_no_key) {
  refer();
  PostgresCases without(pool, OperatorKey::parse(std::string(64, '7'), "key").value(), {});
  const CaseActor actor{k_utrecht_desk, 1, "account 1", false};
  const auto listed = without.referrals(actor, false, k_sample_today);
  ASSERT_EQ(listed.size(), 1U);
  EXPECT_FALSE(without.referral(actor, listed[0].id, k_sample_today)->content.has_value());
  services.cases = &without;
  Application other({}, services, endpoints());
  RunningServer running(other, any_port());
  const auto response =
      running.get("/v1/desk/referrals/" + std::to_string(listed[0].id), "Authorization: Bearer advisor\r\n");
  const json::object sealed = json::parse(response.body).as_object();
  EXPECT_EQ(sealed.at("opened"), false);
  const SealedNote note{*bytes_of_hex(text_of(sealed.at("envelope").at("content"))),
                        *bytes_of_hex(text_of(sealed.at("envelope").at("key"))), ""};
  EXPECT_THAT(open_note_as_desk(note, desk_keys).value_or(""), HasSubstr("sam@voorbeeld.nl"));
}

TEST_F(CasesOverHttp, begin_with_a_template_of_the_desk) {
  const json::object made = given("advisor", "POST /v1/desk/templates", 201,
                                  R"({"name": "naar de zorg", "goal": {"occupation": {"text": "verzorgende"}}})");
  const json::object all = given("colleague", "GET /v1/desk/templates", 200);
  ASSERT_EQ(all.at("total"), 1);
  EXPECT_EQ(all.at("items").at(0).at("goal").at("occupation").at("text"), "verzorgende");
  EXPECT_EQ(given("other", "GET /v1/desk/templates", 200).at("total"), 0);
  const std::string path = "/v1/desk/templates/" + std::to_string(made.at("id").as_int64());
  EXPECT_EQ(ask("other", "DELETE " + path).status, 404);
  given("colleague", "DELETE " + path, 200);
  EXPECT_EQ(ask("advisor", "DELETE " + path).status, 404);
  EXPECT_EQ(ask("advisor", "POST /v1/desk/templates", R"({"name": "leeg"})").status, 400);
}

TEST_F(CasesOverHttp, answer_whatever_comes_with_4xx_and_never_fail) {
  const std::string path = path_of(add());
  const std::vector<std::string> bodies = {
      "",
      "[]",
      "null",
      "{",
      "{}",
      R"({"label": 1, "text": [], "kind": {}, "desk": 1, "status": 2, "name": []})",
      R"({"label": "x", "learner": [], "goal": 3})",
      R"({"learner": {}, "offerIds": "x"})",
      R"({"label": "'; DROP TABLE client_case; --", "learner": {"facts": {"x": 1}}})",
      std::string("{\"label\": \"\\u0000\", \"text\": \"\\u0000\"}")};
  for (const char* line : {"/v1/cases", "PATH/notes", "PATH/consents", "PATH/hand-over", "PATH/comparisons",
                           "/v1/desk/templates", "/v1/desk/hand-overs/1/decisions", "/v1/desk/referrals/1/status",
                           "/v1/desk/referrals/1/case", "/v1/comparisons"}) {
    std::string target = line;
    if (target.starts_with("PATH")) target.replace(0, 4, path);
    for (const std::string& body : bodies) {
      const int status = ask("advisor", "POST " + target, body.empty() ? " " : body).status;
      EXPECT_TRUE(status >= 400 && status < 500) << target << " " << body << " " << status;
    }
  }
  for (const char* target : {"/v1/cases/0", "/v1/cases/x", "/v1/cases/99999999999999999999", "/v1/cases?status=x",
                             "/v1/cases?page=0", "/v1/cases/1/consents/x"}) {
    const int status =
        ask("advisor", (std::string(target).ends_with("/x") && std::string(target).size() > 12 ? "DELETE " : "GET ") +
                           std::string(target))
            .status;
    EXPECT_TRUE(status >= 400 && status < 500) << target << " " << status;
  }
  EXPECT_EQ(ask("advisor", "GET /v1/cases", "", {{"Leerwijzer-Code", "geen code"}}).status, 400);
}

TEST_F(CasesOverHttp, keep_hostile_words_as_they_are_and_harmless_on_paper) {
  const std::string path = path_of(add());
  const std::string hostile = "<script>alert(1)</script> {{7*7}} '; DROP TABLE case_note; -- \xe2\x80\xae%s";
  given("advisor", "POST " + path + "/notes", 201, json::serialize(json::object{{"text", hostile}}));
  EXPECT_EQ(text_of(given("advisor", "GET " + path, 200).at("notes").at(0).at("text")), hostile);
  const RawResponse page = ask("advisor", "GET " + path + "/export", "", {{"Accept", "text/html"}});
  EXPECT_THAT(page.body, Not(HasSubstr("<script>")));
  EXPECT_THAT(page.body, HasSubstr("&lt;script&gt;"));
  EXPECT_THAT(page.body, HasSubstr("{{7*7}}"));
}

TEST_F(CasesOverHttp, are_off_without_a_key) {
  services.cases = nullptr;
  Application other({}, services, endpoints());
  RunningServer running(other, any_port());
  EXPECT_EQ(running.get("/v1/cases", "Authorization: Bearer advisor\r\n").status, 503);
}

TEST(DeskKeyFile, is_refused_when_others_may_read_it) {
  const TemporaryFolder folder;
  const auto file = folder.path() / "desk-key";
  std::ofstream(file) << std::string(64, 'a') << "\n";
  std::filesystem::permissions(file, std::filesystem::perms(0640));
  EXPECT_EQ(read_operator_key(file).error().code, ErrorCode::permission_denied);
  std::filesystem::permissions(file, std::filesystem::perms(0600));
  EXPECT_TRUE(read_operator_key(file).has_value());
  EXPECT_EQ(read_operator_key(folder.path() / "none").error().code, ErrorCode::not_found);
  EXPECT_FALSE(read_referral_secrets("").value().keys_of("x").has_value());
}

}  // namespace
}  // namespace leerwijzer::testing
