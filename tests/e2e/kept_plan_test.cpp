// The plan of a worker from nothing to the end, through the program itself and a real database: composed, kept, read on
// another device, changed, undone, shared, exported and erased; and nothing of it readable in between.
#include "tests/e2e/platform.hpp"
#include "tests/support/http_client.hpp"

#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <algorithm>
#include <cctype>
#include <set>

namespace leerwijzer {
namespace {

namespace json = boost::json;
using testing::HttpReply;
using testing::Platform;

class KeptPlanStory : public ::testing::Test {
 protected:
  using Lines = std::vector<std::string>;

  static HttpReply send(const std::string& method, const std::string& path, const Lines& more = {},
                        const std::string& body = "") {
    Lines headers = {"Content-Type: application/json"};
    headers.insert(headers.end(), more.begin(), more.end());
    return testing::http_send(method, Platform::instance().url() + path, body, headers);
  }
  static Lines with(const std::string& code, const std::string& tag = "") {
    Lines lines = {"Leerwijzer-Code: " + code};
    if (!tag.empty()) lines.push_back("If-Match: " + tag);
    return lines;
  }
  static json::object parsed(const HttpReply& reply) { return json::parse(reply.body).as_object(); }
  static std::string text_at(const json::object& object, std::string_view key) {
    return std::string(object.at({key.data(), key.size()}).as_string());
  }

  /// The first plan of the answer, as it is kept.
  static json::object chosen() {
    const json::object question = {{"learner", json::object{{"postcode", "3511"}, {"hoursPerWeek", 16}}},
                                   {"goal", json::object{{"occupation", json::object{{"text", "verzorgende"}}}}}};
    const HttpReply reply = send("POST", "/v1/plans/compose", {}, json::serialize(question));
    EXPECT_EQ(reply.status, 200) << reply.body;
    json::object content = question;
    content["title"] = "Terug naar de zorg";
    json::array steps;
    const json::object answered = parsed(reply);
    for (const auto& step : answered.at("plans").at(0).at("steps").as_array()) {
      json::object kept;
      for (const char* key :
           {"offerId", "run", "title", "provider", "startKind", "start", "end", "enrolUntil", "price"})
        kept[key] = step.at(key);
      kept["note"] = "Bellen met mevrouw Bakker";
      steps.push_back(std::move(kept));
    }
    content["steps"] = std::move(steps);
    return content;
  }

  /// Every row of the tables that a plan touches.
  static std::string dump() {
    std::string text;
    for (const char* table : {"stored_plan", "stored_plan_version", "plan_share", "plan_share_event",
                              "plan_share_comment", "retry", "audit_entry"})
      text +=
          Platform::instance().sql(std::string("select coalesce(string_agg(t::text, '|'), '') from ") + table + " t");
    return text;
  }
};

TEST_F(KeptPlanStory, goes_from_composing_to_erasing) {
  const json::object content = chosen();
  ASSERT_FALSE(content.at("steps").as_array().empty());
  const HttpReply added = send("POST", "/v1/plans", {"Idempotency-Key: e2e0000000000001"}, json::serialize(content));
  ASSERT_EQ(added.status, 201) << added.body;
  const std::string code = text_at(parsed(added), "code");
  EXPECT_EQ(text_at(parsed(send("POST", "/v1/plans", {"Idempotency-Key: e2e0000000000001"}, json::serialize(content))),
                    "code"),
            code);
  EXPECT_NE(text_at(parsed(added), "link").find("/mijn-plan#code=" + code), std::string::npos);

  // On another device.
  const HttpReply read = send("GET", "/v1/plans", with(code));
  ASSERT_EQ(read.status, 200) << read.body;
  EXPECT_NE(read.headers.find("etag: \"1\""), std::string::npos) << read.headers;
  const json::object opened = parsed(read);
  json::object plan = opened.at("plan").as_object();
  EXPECT_EQ(plan.at("steps").as_array().size(), content.at("steps").as_array().size());
  for (const auto& remark : opened.at("remarks").as_array())
    EXPECT_EQ(remark.at("code"), "deadline-near") << "nothing changed since a moment ago";

  plan.at("steps").at(0).as_object()["state"] = "applied";
  ASSERT_EQ(send("PUT", "/v1/plans", with(code, "\"1\""), json::serialize(plan)).status, 200);
  EXPECT_EQ(send("PUT", "/v1/plans", with(code, "\"1\""), json::serialize(plan)).status, 412);
  const HttpReply undone = send("POST", "/v1/plans/undo", with(code, "\"2\""), "{}");
  ASSERT_EQ(undone.status, 200) << undone.body;
  EXPECT_EQ(parsed(undone).at("plan"), opened.at("plan"));

  // For an adviser, up to a month from today as the program counts it.
  const std::string until = Platform::instance().sql("select (current_date + 30)::text");
  const json::object wish = {{"name", "Werkcentrum"},
                             {"sections", json::array{"goal", "steps"}},
                             {"right", "comment"},
                             {"expiresDate", until}};
  const HttpReply shared = send("POST", "/v1/plans/shares", with(code), json::serialize(wish));
  ASSERT_EQ(shared.status, 201) << shared.body;
  const std::string share_code = text_at(parsed(shared), "code");
  const HttpReply seen = send("GET", "/v1/plans/shared", with(share_code));
  ASSERT_EQ(seen.status, 200) << seen.body;
  EXPECT_EQ(seen.body.find("Bakker"), std::string::npos);
  EXPECT_EQ(seen.body.find("3511"), std::string::npos);
  EXPECT_EQ(send("POST", "/v1/plans/shared/comments", with(share_code), R"({"text": "Doe een proefles"})").status, 201);

  // A stolen database tells nothing.
  const std::string stolen = dump();
  EXPECT_GT(stolen.size(), 20'000U);
  for (const std::string& word : {code, share_code, std::string("zorg"), std::string("Bakker"), std::string("proefles"),
                                  std::string("offerId"), std::string("Werkcentrum")})
    EXPECT_EQ(stolen.find(word), std::string::npos) << word;

  const HttpReply exported = send("GET", "/v1/plans/export", with(code));
  EXPECT_EQ(parsed(exported).at("versions").as_array().size(), 3U);
  EXPECT_NE(exported.body.find("Doe een proefles"), std::string::npos);
  Lines calendar = with(code);
  calendar.push_back("Accept: text/calendar");
  EXPECT_EQ(send("GET", "/v1/plans/export", calendar).body.rfind("BEGIN:VCALENDAR", 0), 0U);

  const std::string id = std::to_string(parsed(shared).at("id").as_int64());
  EXPECT_EQ(send("DELETE", "/v1/plans/shares/" + id, with(code)).status, 200);
  EXPECT_EQ(send("GET", "/v1/plans/shared", with(share_code)).status, 404);
  EXPECT_EQ(send("DELETE", "/v1/plans", with(code)).status, 200);
  EXPECT_EQ(send("GET", "/v1/plans", with(code)).status, 404);
  EXPECT_EQ(Platform::instance().sql("select count(*) from stored_plan_version"), "0");
}

}  // namespace
}  // namespace leerwijzer
