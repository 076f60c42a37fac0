// Referrals over HTTP: read, approve, follow, withdraw.
#include "engine/domain/sealed_note.hpp"
#include "tests/http/api/sample_services.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/json.hpp>

namespace leerwijzer::testing {
namespace {

namespace json = boost::json;
using ::testing::HasSubstr;

const std::string k_request = R"("desk": "midden-utrecht-werkcentrum",
  "learner": {"postcode": "3511", "situation": ["wajong"], "occupations": [{"text": "verkoper"}],
              "facts": {"person.annual_income_eurocent": 2500000}},
  "goal": {"occupation": {"text": "verzorgende"}}, "offerIds": [1],
  "contact": {"channel": "email", "name": "Sam", "email": "sam@voorbeeld.nl"})";

class ReferralsOverHttp : public ::testing::Test {
 protected:
  ReferralsOverHttp() {
    SampleServices::instance().referrals.added.clear();
    SampleServices::instance().referrals.withdrawn = false;
  }
  SampleServer server;
  ListedReferrals& desks = SampleServices::instance().referrals;

  json::object preview(const std::string& request = k_request) {
    const auto response = server->post("/v1/referrals/previews", "{" + request + "}");
    EXPECT_EQ(response.status, 200) << response.body;
    return json::parse(response.body).as_object();
  }

  /// Approves these sections of the preview.
  std::string approved(std::initializer_list<std::string_view> sections, const std::string& request = k_request) {
    json::array list;
    const json::object shown = preview(request);
    for (const auto& part : shown.at("sections").as_array()) {
      if (std::find(sections.begin(), sections.end(), std::string_view(part.at("section").as_string())) !=
          sections.end())
        list.push_back(json::object{{"section", part.at("section")}, {"approval", part.at("approval")}});
    }
    return "{" + request + R"(, "consent": {"given": true, "version": "2026-11"}, "approved": )" +
           json::serialize(list) + "}";
  }

  RawResponse send(const std::string& body, const std::string& key = "") {
    return server->ask("POST /v1/referrals HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\n" +
                       (key.empty() ? "" : "Idempotency-Key: " + key + "\r\n") +
                       "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
  }
  RawResponse ask(const std::string& method, const std::string& code) {
    return server->ask(method + " /v1/referrals HTTP/1.1\r\nHost: test\r\n" +
                       (code.empty() ? "" : "Leerwijzer-Code: " + code + "\r\n") + "\r\n");
  }
  static std::string code_in(const RawResponse& response) {
    return std::string(json::parse(response.body).at("code").as_string());
  }
};

TEST_F(ReferralsOverHttp, show_first_what_would_be_told_and_store_nothing) {
  const json::object shown = preview();
  EXPECT_TRUE(desks.added.empty());
  EXPECT_EQ(shown.at("open"), true);
  EXPECT_EQ(shown.at("desk").at("id"), "midden-utrecht-werkcentrum");
  const json::array& sections = shown.at("sections").as_array();
  ASSERT_EQ(sections.size(), 5U);
  for (const auto& part : sections) EXPECT_EQ(part.at("chosen").as_bool(), !part.at("sensitive").as_bool());
  EXPECT_EQ(sections[1].at("section"), "situation");
  EXPECT_EQ(sections[1].at("sensitive"), true);
  EXPECT_THAT(std::string(sections[3].at("text").as_string()), HasSubstr("Verzorgende IG"));
}

TEST_F(ReferralsOverHttp, hold_only_the_sections_that_were_approved) {
  const auto response = send(approved({"contact", "goal"}));
  ASSERT_EQ(response.status, 201) << response.body;
  ASSERT_EQ(desks.added.size(), 1U);
  const NewReferral& stored = desks.added[0];
  EXPECT_EQ(stored.sections, (std::vector<NoteSection>{NoteSection::contact, NoteSection::goal}));
  EXPECT_EQ(stored.consent_version, "2026-11");
  const auto text = open_note_as_desk({stored.content, stored.key_for_desk, stored.key_for_person}, desks.keys);
  ASSERT_TRUE(text.has_value());
  EXPECT_THAT(*text, HasSubstr("sam@voorbeeld.nl"));
  EXPECT_THAT(*text, HasSubstr("verzorgende"));
  EXPECT_EQ(text->find("Wajong"), std::string::npos);
  EXPECT_EQ(text->find("25.000"), std::string::npos);
}

TEST_F(ReferralsOverHttp, are_followed_and_withdrawn_with_the_code_in_a_header) {
  const std::string code = code_in(send(approved({"contact", "goal"})));
  const auto seen = ask("GET", code);
  ASSERT_EQ(seen.status, 200) << seen.body;
  EXPECT_THAT(seen.body, HasSubstr("\"received\""));
  EXPECT_THAT(seen.body, HasSubstr("sam@voorbeeld.nl"));
  EXPECT_EQ(seen.body.find(code), std::string::npos);
  EXPECT_EQ(seen.field("cache-control"), "no-store");
  const auto withdrawn = ask("DELETE", code);
  EXPECT_EQ(withdrawn.status, 200) << withdrawn.body;
  const auto after = ask("GET", code);
  EXPECT_EQ(after.status, 200);
  EXPECT_THAT(after.body, HasSubstr("\"withdrawn\""));
  EXPECT_EQ(after.body.find("sam@voorbeeld.nl"), std::string::npos);
}

TEST_F(ReferralsOverHttp, are_not_found_with_another_code_nor_without_one) {
  EXPECT_EQ(ask("GET", random_code()).status, 404);
  EXPECT_EQ(ask("DELETE", random_code()).status, 404);
  for (const char* code : {"", "abc", "<script>", "UUUU-UUUU-UUUU-UUUU-UUUU-UUUU-UUUU"}) {
    EXPECT_EQ(ask("GET", code).status, 400) << code;
    EXPECT_EQ(ask("DELETE", code).status, 400) << code;
  }
}

TEST_F(ReferralsOverHttp, are_refused_when_the_text_is_not_the_one_that_was_read) {
  std::string body = approved({"goal"});
  body.replace(body.find("verzorgende"), 11, "kapper");
  const auto response = send(body);
  EXPECT_EQ(response.status, 409) << response.body;
  EXPECT_TRUE(desks.added.empty());
}

TEST_F(ReferralsOverHttp, need_consent_to_this_version_and_a_section) {
  const std::string body = approved({"contact"});
  const std::vector<std::pair<std::string, std::string>> changes = {
      {"true, \"version\"", "false, \"version\""}, {"2026-11", "2025-01"}, {"\"consent\"", "\"consent2\""}};
  for (const auto& [from, to] : changes) {
    std::string changed = body;
    changed.replace(changed.find(from), from.size(), to);
    EXPECT_EQ(send(changed).status, 400) << to;
  }
  EXPECT_EQ(send(approved({})).status, 400);
  EXPECT_EQ(send("{" + k_request + "}").status, 400);
  EXPECT_TRUE(desks.added.empty());
}

TEST_F(ReferralsOverHttp, ask_for_contact_details_only_where_a_channel_was_chosen) {
  const std::string none = R"("desk": "midden-utrecht-werkcentrum", "goal": {"text": "lassen"})";
  EXPECT_EQ(send(approved({"goal"}, none)).status, 201);
  const auto without = server->post("/v1/referrals/previews", "{" + none + R"(, "contact": {"channel": "phone"}})");
  EXPECT_EQ(without.status, 400);
  EXPECT_THAT(without.body, HasSubstr("/contact/phone"));
  EXPECT_EQ(send(approved({"goal"})).status, 400) << "a mail is wanted, but the address does not go along";
  for (const char* email : {"sam", "@x.nl", "sam@", "sam@x", "a b@x.nl", "sam@x.nl\\nBcc: y@x.nl", "a@b@c.nl"}) {
    EXPECT_EQ(server
                  ->post("/v1/referrals/previews",
                         "{" + none + R"(, "contact": {"channel": "email", "email": ")" + email + "\"}}")
                  .status,
              400)
        << email;
  }
}

TEST_F(ReferralsOverHttp, with_the_same_idempotency_key_give_the_same_code) {
  const std::string body = approved({"contact", "goal"});
  const auto first = send(body, "8d9f6c1e-0000-4000-8000-000000000001");
  const auto again = send(body, "8d9f6c1e-0000-4000-8000-000000000001");
  ASSERT_EQ(first.status, 201);
  ASSERT_EQ(again.status, 201);
  EXPECT_EQ(code_in(first), code_in(again));
  EXPECT_EQ(desks.added.size(), 1U);
  EXPECT_EQ(send(approved({"contact"}), "8d9f6c1e-0000-4000-8000-000000000001").status, 409);
  EXPECT_EQ(send(body, "short").status, 400);
  EXPECT_NE(code_in(send(body)), code_in(first));
}

TEST_F(ReferralsOverHttp, go_only_to_desks_that_exist_and_take_them) {
  EXPECT_EQ(server->post("/v1/referrals/previews", R"({"desk": "nobody", "goal": {"text": "x"}})").status, 400);
  const std::string closed = R"("desk": "midden-utrecht-wsp", "goal": {"text": "x"})";
  EXPECT_EQ(preview(closed).at("open"), false);
  EXPECT_EQ(send(approved({"goal"}, closed)).status, 409);
  EXPECT_EQ(server->post("/v1/referrals/previews", R"({"desk": "midden-utrecht-werkcentrum"})").status, 400);
  EXPECT_EQ(server->post("/v1/referrals/previews", "{" + k_request.substr(0, k_request.find("[1]")) + "[99]}").status,
            400);
}

TEST_F(ReferralsOverHttp, whatever_bytes_come_are_answered_with_4xx) {
  for (const char* body : {"", "[]", "null", "{", "{\"desk\": 1}", R"({"desk": "x", "approved": {}})",
                           R"({"desk": "midden-utrecht-werkcentrum", "approved": [{"section": 1}], "consent": []})",
                           R"({"desk": "midden-utrecht-werkcentrum", "offerIds": [1,2,3,4,5,6,7,8,9,10,11]})"}) {
    for (const char* path : {"/v1/referrals", "/v1/referrals/previews"}) {
      const int status = server->post(path, body).status;
      EXPECT_TRUE(status >= 400 && status < 500) << path << " " << body << " " << status;
    }
  }
}

TEST_F(ReferralsOverHttp, tell_hostile_words_as_they_are_and_never_fail) {
  std::vector<std::string> hostile = {"'; DROP TABLE referral; --",
                                      "<script>alert(1)</script>",
                                      "{{7*7}}",
                                      "%s%n",
                                      "\xe2\x80\xae"
                                      "omgekeerd",
                                      "../../etc/passwd",
                                      "\t",
                                      "= 1+1"};
  for (const std::string& text : hostile) {
    const std::string quoted = json::serialize(json::string(text));
    const std::string request = R"("desk": "midden-utrecht-werkcentrum", "remark": )" + quoted +
                                R"(, "goal": {"text": "lassen"}, "contact": {"name": )" + quoted + "}";
    const auto sent = send(approved({"goal", "contact"}, request));
    EXPECT_TRUE(sent.status == 201 || sent.status == 400) << text << " " << sent.body;
    EXPECT_LT(ask("GET", text == "\t" ? "x" : text).status, 500) << text;
  }
}

TEST_F(ReferralsOverHttp, are_not_offered_where_they_are_off) {
  Services off = SampleServices::instance().services;
  off.referrals = nullptr;
  Application application({}, off, endpoints());
  RunningServer running(application, any_port());
  EXPECT_EQ(running.post("/v1/referrals", approved({"goal", "contact"})).status, 503);
  const auto shown = running.post("/v1/referrals/previews", "{" + k_request + "}");
  EXPECT_EQ(shown.status, 200);
  EXPECT_THAT(shown.body, HasSubstr("\"open\":false"));
}

}  // namespace
}  // namespace leerwijzer::testing
