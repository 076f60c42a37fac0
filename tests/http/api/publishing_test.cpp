// Publishing over HTTP: drafts with conditions and faults, previews, who may do what, and hostile input.
#include "tests/http/api/publishing_server.hpp"

#include <gmock/gmock.h>

namespace leerwijzer::testing {
namespace {

namespace json = boost::json;
using ::testing::HasSubstr;
using ::testing::Not;

const std::string k_draft = R"({"kind": "course", "title": "Lassen voor beginners", "sector": "techniek",
  "description": "<p>Leer <b>MIG-lassen</b> in tien avonden.</p>", "modes": ["on-site"], "languages": ["nl"],
  "outcomes": [{"text": "mig/mag-lassen"}], "costs": [{"kind": "total", "amountCents": 49500, "vatBasis": "incl"}],
  "runs": [{"key": "voorjaar", "start": "2027-02-08", "location": {"city": "Utrecht", "postcode": "3511EP"},
            "placesMin": 8, "placesMax": 12}],
  "url": "https://school.example/lassen"})";

class Publishing : public ::testing::Test {
 protected:
  json::object put(const std::string& key, const std::string& body = k_draft, const std::string& headers = "",
                   int status = 201) {
    return parsed_body(api.ask("PUT", api.offers("/" + key), body, headers), status);
  }
  std::string publish(const std::string& key) {
    return std::to_string(parsed_body(api.ask("POST", api.offers("/" + key + "/publish"))).at("offerId").as_int64());
  }
  PublishingServer api;
};

TEST_F(Publishing, a_draft_is_made_read_changed_and_removed_under_its_tag) {
  const auto made = api.ask("PUT", api.offers("/las-1"), k_draft);
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(made.field("etag"), "\"1\"");
  EXPECT_EQ(made.field("location"), api.offers("/las-1"));
  const json::object first = json::parse(made.body).as_object();
  EXPECT_EQ(first.at("state"), "draft");
  EXPECT_EQ(first.at("offer").at("texts").at(0).at("text"), "Lassen voor beginners");
  EXPECT_GT(first.at("quality").to_number<double>(), 0.4);
  EXPECT_EQ(first.at("publishable"), true);
  EXPECT_EQ(api.ask("PUT", api.offers("/las-1"), k_draft).status, 200) << "the same once more is no fault";
  EXPECT_EQ(api.ask("PUT", api.offers("/las-1"), R"({"title": "Anders"})").status, 428);
  EXPECT_EQ(api.ask("PUT", api.offers("/las-1"), k_draft, "If-None-Match: *\r\n").status, 412);
  const auto changed = api.ask("PUT", api.offers("/las-1"), R"({"title": "Anders"})", "If-Match: \"1\"\r\n");
  EXPECT_EQ(changed.status, 200) << changed.body;
  EXPECT_EQ(changed.field("etag"), "\"2\"");
  EXPECT_EQ(api.ask("PUT", api.offers("/las-1"), k_draft, "If-Match: \"1\"\r\n").status, 412);
  EXPECT_EQ(api.ask("PUT", api.offers("/las-9"), k_draft, "If-Match: \"1\"\r\n").status, 412);
  EXPECT_EQ(api.ask("GET", api.offers("/las-1")).field("etag"), "\"2\"");
  EXPECT_EQ(api.ask("DELETE", api.offers("/las-1")).status, 428);
  EXPECT_EQ(api.ask("DELETE", api.offers("/las-1"), "", "If-Match: \"2\"\r\n").status, 200);
  EXPECT_EQ(api.ask("GET", api.offers("/las-1")).status, 404);
}

TEST_F(Publishing, faults_are_named_in_place_and_nothing_is_stored) {
  const auto refused = api.ask("PUT", api.offers("/las-1"),
                               R"({"level": "12", "runs": [{"key": "a", "start": "morgen"}], "durationMonths": 0})");
  const json::object problem = parsed_body(refused, 400);
  std::vector<std::string> fields;
  for (const auto& one : problem.at("errors").as_array()) fields.emplace_back(one.at("field").as_string());
  EXPECT_THAT(fields, ::testing::UnorderedElementsAre("/level", "/runs/0/start", "/durationMonths"));
  EXPECT_EQ(api.ask("GET", api.offers("/las-1")).status, 404);
}

TEST_F(Publishing, remarks_say_per_field_what_would_make_it_better) {
  const json::object bare = put("kaal", R"({"title": "Lassen"})");
  std::vector<std::string> fields;
  for (const auto& one : bare.at("remarks").as_array()) {
    fields.emplace_back(one.at("field").as_string());
    EXPECT_FALSE(one.at("means").as_string().empty());
    EXPECT_FALSE(one.at("change").as_string().empty());
  }
  for (const char* field : {"/costs", "/runs", "/locations", "/outcomes", "/sector", "/url"})
    EXPECT_THAT(fields, ::testing::Contains(field));
  const json::object full = put("vol");
  EXPECT_LT(full.at("remarks").as_array().size(), bare.at("remarks").as_array().size());
  EXPECT_GT(full.at("quality").to_number<double>(), bare.at("quality").to_number<double>());
}

TEST_F(Publishing, a_draft_without_a_title_is_kept_and_not_published) {
  EXPECT_EQ(put("kaal", "{}").at("publishable"), false);
  const auto refused = api.ask("POST", api.offers("/kaal/publish"));
  EXPECT_EQ(refused.status, 400);
  EXPECT_THAT(refused.body, HasSubstr("/texts"));
}

TEST_F(Publishing, a_new_offer_gets_a_key_and_one_request_makes_one) {
  const std::string header = "Idempotency-Key: 8d9f6c1e-0000-4000-8000-000000000001\r\n";
  const auto first = api.ask("POST", api.offers(), k_draft, header);
  const auto again = api.ask("POST", api.offers(), k_draft, header);
  EXPECT_EQ(parsed_body(first, 201).at("key"), parsed_body(again, 201).at("key"));
  EXPECT_EQ(first.field("location"), again.field("location"));
  EXPECT_EQ(api.ask("POST", api.offers(), R"({"title": "Anders"})", header).status, 409);
  EXPECT_EQ(parsed_body(api.ask("GET", api.offers())).at("total"), 1);
  EXPECT_NE(parsed_body(api.ask("POST", api.offers(), k_draft), 201).at("key"), parsed_body(first, 201).at("key"));
}

TEST_F(Publishing, runs_and_prices_are_changed_one_by_one) {
  put("las-1");
  const auto run =
      api.ask("PUT", api.offers("/las-1/runs/najaar"), R"({"start": "2027-09-06"})", "If-Match: \"1\"\r\n");
  ASSERT_EQ(run.status, 200) << run.body;
  EXPECT_EQ(json::parse(run.body).at("offer").at("runs").as_array().size(), 2U);
  EXPECT_EQ(api.ask("PUT", api.offers("/las-1/runs/najaar"), R"({"start": "2027-09-07"})").status, 428);
  EXPECT_EQ(api.ask("PUT", api.offers("/las-1/runs/najaar"), R"({"key": "x"})", "If-Match: \"2\"\r\n").status, 400);
  const auto read = api.ask("GET", api.offers("/las-1/runs/voorjaar"));
  EXPECT_EQ(parsed_body(read).at("start"), "2027-02-08");
  const auto costs =
      api.ask("PUT", api.offers("/las-1/costs"), R"({"costs": [{"amountCents": 100}]})", "If-Match: \"2\"\r\n");
  EXPECT_EQ(costs.field("etag"), "\"3\"") << costs.body;
  EXPECT_EQ(parsed_body(api.ask("GET", api.offers("/las-1/costs"))).at("costs").at(0).at("amountCents"), 100);
  EXPECT_EQ(api.ask("PUT", api.offers("/las-1/costs"), "{}", "If-Match: \"3\"\r\n").status, 400);
  EXPECT_EQ(api.ask("DELETE", api.offers("/las-1/runs/najaar"), "", "If-Match: \"3\"\r\n").status, 200);
  EXPECT_EQ(api.ask("DELETE", api.offers("/las-1/runs/najaar"), "", "If-Match: \"4\"\r\n").status, 404);
  EXPECT_EQ(api.ask("GET", api.offers("/las-1/runs/najaar")).status, 404);
}

TEST_F(Publishing, the_preview_is_what_a_worker_gets_and_nothing_is_published) {
  put("las-1");
  const json::object preview = parsed_body(api.ask("GET", api.offers("/las-1/preview")));
  const json::object& shown = preview.at("offer").as_object();
  EXPECT_EQ(shown.at("title"), "Lassen voor beginners");
  EXPECT_EQ(shown.at("provider").at("name"), "School A");
  EXPECT_EQ(shown.at("price").at("gross"), 49'500);
  EXPECT_TRUE(shown.at("id").is_null());
  EXPECT_EQ(shown.at("runs").at(0).at("key"), "voorjaar");
  EXPECT_FALSE(shown.at("outcomes").at(0).at("skill").is_null()) << "words are understood as a skill";
  std::vector<std::string> missed;
  for (const auto& one : preview.at("findability").as_array()) missed.emplace_back(one.at("field").as_string());
  EXPECT_THAT(missed, ::testing::ElementsAre("level"));
  const auto page = api.ask("GET", api.offers("/las-1/preview"), "", "Accept: text/html\r\n");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.field("content-type"), HasSubstr("text/html"));
  EXPECT_THAT(page.body, HasSubstr("Lassen voor beginners"));
  EXPECT_THAT(page.body, HasSubstr("<b>MIG-lassen</b>"));
  EXPECT_EQ(api.ask("GET", "/v1/offers/999", "", "", "").status, 404);
  EXPECT_EQ(api.database.ask("SELECT count(*) FROM offer"), "2");
}

TEST_F(Publishing, what_is_published_reads_back_as_the_preview_said) {
  put("las-1");
  json::object preview = parsed_body(api.ask("GET", api.offers("/las-1/preview"))).at("offer").as_object();
  const std::string id = publish("las-1");
  json::object offer = parsed_body(api.ask("GET", "/v1/offers/" + id, "", "", ""));
  // The database of this test knows no skills, so that outcomes lose theirs there.
  for (const char* key : {"id", "provenance", "outcomes", "sample", "notice"}) {
    offer.erase(key);
    preview.erase(key);
  }
  EXPECT_EQ(json::value(offer), json::value(preview));
}

TEST_F(Publishing, a_repetition_gives_the_same_answer_and_withdrawing_takes_it_away) {
  put("las-1");
  const std::string header = "Idempotency-Key: 8d9f6c1e-0000-4000-8000-000000000002\r\n";
  const auto first = parsed_body(api.ask("POST", api.offers("/las-1/publish"), "", header));
  const auto again = parsed_body(api.ask("POST", api.offers("/las-1/publish"), "", header));
  EXPECT_EQ(json::serialize(first), json::serialize(again));
  EXPECT_EQ(parsed_body(api.ask("GET", api.offers("/las-1"))).at("state"), "published");
  EXPECT_EQ(api.ask("DELETE", api.offers("/las-1"), "", "If-Match: \"1\"\r\n").status, 409);
  const std::string address = "/v1/offers/" + std::to_string(first.at("offerId").as_int64());
  EXPECT_EQ(api.ask("GET", address, "", "", "").status, 200);
  EXPECT_EQ(parsed_body(api.ask("POST", api.offers("/las-1/withdraw"))).at("state"), "withdrawn");
  EXPECT_EQ(api.ask("GET", address, "", "", "").status, 404);
  EXPECT_EQ(api.ask("POST", api.offers("/las-1/withdraw")).status, 200);
  const auto list = parsed_body(api.ask("GET", api.offers("?state=withdrawn")));
  EXPECT_EQ(list.at("items").at(0).at("key"), "las-1");
  EXPECT_EQ(parsed_body(api.ask("GET", api.offers("?state=published"))).at("total"), 0);
}

TEST_F(Publishing, a_group_says_how_many_it_needs_and_when_it_is_full) {
  put("las-1");
  const std::string id = publish("las-1");
  const std::string cohort = api.offers("/las-1/runs/voorjaar/cohort");
  const auto told = parsed_body(api.ask("PUT", cohort, R"({"minimum": 8, "enrolled": 4, "pending": 1})"));
  EXPECT_EQ(told.at("cohort").at("needed"), 4);
  const auto offer = parsed_body(api.ask("GET", "/v1/offers/" + id, "", "", ""));
  EXPECT_THAT(std::string(offer.at("runs").at(0).at("cohort").at("text").as_string()),
              HasSubstr("Er zijn nog 4 deelnemers nodig"));
  EXPECT_EQ(parsed_body(api.ask("PUT", cohort, R"({"enrolled": 12})")).at("status"), "full");
  const auto full = parsed_body(api.ask("GET", "/v1/offers/" + id, "", "", ""));
  EXPECT_EQ(full.at("runs").at(0).at("status"), "full");
  EXPECT_EQ(full.at("runs").at(0).at("cohort").at("text"), "Deze groep is vol.");
  EXPECT_EQ(parsed_body(api.ask("GET", api.offers("/las-1"))).at("version"), 1);
  EXPECT_EQ(parsed_body(api.ask("GET", api.offers("/las-1"))).at("state"), "published");
  EXPECT_EQ(api.ask("PUT", api.offers("/las-1/runs/niets/cohort"), R"({"enrolled": 1})").status, 404);
  EXPECT_EQ(api.ask("PUT", cohort, "{}").status, 400);
}

TEST_F(Publishing, nobody_does_so_for_another_nor_without_the_right) {
  put("las-1");
  for (const char* path :
       {"/offers", "/offers/las-1", "/offers/las-1/preview", "/uploads", "/sources", "/findability"}) {
    EXPECT_EQ(api.ask("GET", api.base() + path, "", "", "").status, 401) << path;
    EXPECT_EQ(api.ask("GET", api.base() + path, "", "", "other").status, 403) << path;
    EXPECT_EQ(api.ask("GET", api.base() + path, "", "", "reader").status, 200) << path;
  }
  EXPECT_EQ(api.ask("PUT", api.offers("/las-2"), k_draft, "", "reader").status, 403);
  EXPECT_EQ(api.ask("PUT", api.offers("/las-2"), k_draft, "", "other").status, 403);
  EXPECT_EQ(api.ask("POST", api.offers("/las-1/publish"), "", "", "reader").status, 403);
  EXPECT_EQ(api.ask("POST", api.offers("/las-1/publish"), "", "", "other").status, 403);
  EXPECT_EQ(api.ask("POST", api.base() + "/uploads", "a;b", "", "reader", "text/csv").status, 403);
  const std::string theirs = "/v1/providers/" + std::to_string(api.other.value) + "/offers/las-1";
  EXPECT_EQ(api.ask("GET", theirs, "", "", "other").status, 404) << "a key is the provider's own";
}

TEST_F(Publishing, sends_people_on_only_to_the_address_of_the_offer) {
  put("las-1");
  const std::string id = publish("las-1");
  const auto on = api.ask("GET", "/v1/offers/" + id + "/link", "", "Accept: text/html\r\n", "");
  EXPECT_EQ(on.status, 302);
  EXPECT_EQ(on.field("location"), "https://school.example/lassen");
  const auto page = api.ask("GET", "/opleidingen/" + id, "", "Accept: text/html\r\n", "");
  EXPECT_NE(page.body.find("href=\"/v1/offers/" + id + "/link\""), std::string::npos)
      << "the page sends on the same way";
  EXPECT_EQ(page.body.find("href=\"https://school.example/lassen\""), std::string::npos) << "not past the count";
  EXPECT_EQ(api.ask("GET", "/v1/offers/" + id + "/link?url=https://elders.example", "", "", "").status, 400);
  put("zonder", R"({"title": "Zonder pagina"})");
  EXPECT_EQ(api.ask("GET", "/v1/offers/" + publish("zonder") + "/link", "", "", "").status, 404);
}

TEST_F(Publishing, counts_what_was_seen_and_tells_no_small_numbers) {
  put("las-1");
  const std::string id = publish("las-1");
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(api.ask("GET", "/v1/offers/" + id, "", "", "").status, 200);
    EXPECT_EQ(api.ask("GET", "/opleidingen/" + id, "", "", "").status, 200) << "by its page as well";
  }
  for (int i = 0; i < 2; ++i) EXPECT_EQ(api.ask("GET", "/v1/offers/" + id + "/link", "", "", "").status, 302);
  json::object week;
  for (int tries = 0; tries < 200 && week.empty(); ++tries) {
    const auto answer = parsed_body(api.ask("GET", api.base() + "/findability"));
    if (answer.at("total") == 1) {
      const json::object one = answer.at("items").at(0).at("weeks").at(0).as_object();
      if (one.at("opened").at("count") == 6) week = one;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  ASSERT_FALSE(week.empty());
  EXPECT_EQ(week.at("week"), "2026-11-16");
  EXPECT_EQ(week.at("opened").at("count"), 6);
  EXPECT_TRUE(week.at("sentOn").at("count").is_null());
  EXPECT_EQ(week.at("sentOn").at("text"), "minder dan 5");
}

TEST_F(Publishing, answers_that_are_given_again_count_as_shown_each_time) {
  for (int i = 0; i < 7; ++i) EXPECT_EQ(api.server->get("/v1/offers").status, 200);
  EXPECT_EQ(api.server->get("/v1/offers").field("shown offers"), "");
  std::string shown;
  for (int tries = 0; tries < 200 && shown != "8"; ++tries) {
    shown = api.database.ask("SELECT sum(count) FROM offer_reach WHERE kind = 'shown' AND offer_id = 1");
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  EXPECT_EQ(shown, "8");
}

TEST_F(Publishing, an_upload_waits_for_the_indexer_and_can_be_thrown_away) {
  const std::string file = "sleutel;titel\nu-1;Lassen\n";
  const std::string header = "Idempotency-Key: 8d9f6c1e-0000-4000-8000-000000000003\r\n";
  const auto sent =
      api.ask("POST", api.base() + "/uploads?name=../../etc/lijst.csv", file, header, "school", "text/csv");
  const json::object upload = parsed_body(sent, 201);
  EXPECT_EQ(upload.at("state"), "waiting");
  EXPECT_EQ(upload.at("name"), "lijst.csv");
  EXPECT_EQ(upload.at("bytes"), file.size());
  EXPECT_EQ(sent.field("location"), std::string(upload.at("url").as_string()));
  EXPECT_EQ(
      parsed_body(api.ask("POST", api.base() + "/uploads?name=../../etc/lijst.csv", file, header, "school", "text/csv"),
                  201)
          .at("id"),
      upload.at("id"));
  const std::string address(upload.at("url").as_string());
  EXPECT_EQ(api.ask("POST", address + "/confirm").status, 409);
  EXPECT_EQ(parsed_body(api.ask("GET", api.base() + "/uploads")).at("total"), 1);
  EXPECT_EQ(api.ask("DELETE", address).status, 200);
  EXPECT_EQ(api.ask("GET", address).status, 404);
  EXPECT_EQ(api.ask("POST", api.base() + "/uploads", file, "", "school", "text/html").status, 415);
}

TEST_F(Publishing, a_large_file_is_taken_and_a_larger_one_refused) {
  const std::string large = "sleutel;titel\n" + std::string(3'000'000, 'x');
  EXPECT_EQ(api.ask("POST", api.base() + "/uploads", large, "", "school", "text/csv").status, 201);
  const auto head = "POST " + api.base() + "/uploads HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer school\r\n" +
                    "Content-Type: text/csv\r\nContent-Length: 17000000\r\n\r\n";
  EXPECT_EQ(api.server->ask(head).status, 413);
}

TEST_F(Publishing, whatever_is_sent_is_answered_with_4xx) {
  put("las-1");
  for (const char* body : {"", "[]", "null", "{", "\xff", R"({"runs": 1})", R"({"title": {"$ne": 1}})",
                           R"({"costs": [[]]})", "'; DROP TABLE publication; --"}) {
    for (const char* path : {"/las-1", "/las-1/runs/a", "/las-1/costs", "/las-1/runs/a/cohort"}) {
      const auto answer = api.ask("PUT", api.offers(path), body, "If-Match: \"1\"\r\n");
      EXPECT_TRUE(answer.status >= 400 && answer.status < 500) << path << " " << body << " " << answer.status;
    }
  }
  for (const char* key : {"a%00b", "%2e%2e", "a%20b", "%27%3B--", "%c3%a9", "-a"}) {
    const auto answer = api.ask("PUT", api.offers("/" + std::string(key)), k_draft);
    EXPECT_TRUE(answer.status >= 400 && answer.status < 500) << key << " " << answer.status;
  }
  for (const char* tag : {"*", "1", "\"x\"", "\"0\"", "W/\"1\"", "\"99999999999999999999\""})
    EXPECT_EQ(api.ask("PUT", api.offers("/las-1"), k_draft, "If-Match: " + std::string(tag) + "\r\n").status, 400)
        << tag;
}

}  // namespace
}  // namespace leerwijzer::testing
