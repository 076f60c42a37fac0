// Files, sources, findability, keys and the report on the pages of an institution.
#include "tests/http/api/account_fixture.hpp"
#include "tests/http/api/page_checks.hpp"
#include "tests/http/api/publishing_server.hpp"

#include "engine/store/publication_store.hpp"
#include "engine/store/upload_store.hpp"

#include <gmock/gmock.h>

namespace leerwijzer::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const std::string k_form = "application/x-www-form-urlencoded";

class SchoolFiles : public ::testing::Test {
 protected:
  RawResponse get(const std::string& path, const std::string& who = "school") {
    return api.ask("GET", path, "", "Accept: text/html\r\n", who);
  }
  RawResponse post(const std::string& path, const std::string& body = "doe=", const std::string& who = "school") {
    return api.ask("POST", path, body, "Accept: text/html\r\n", who, k_form);
  }
  RawResponse send(const std::string& name, const std::string& content, const std::string& who = "school") {
    const std::string body =
        "--b\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\nx\r\n--b\r\nContent-Disposition: "
        "form-data; name=\"bestand\"; filename=\"" +
        name + "\"\r\nContent-Type: text/csv\r\n\r\n" + content + "\r\n--b--\r\n";
    return api.ask("POST", "/school/bestanden", body, "Accept: text/html\r\n", who, "multipart/form-data; boundary=b");
  }
  /// As the indexer does after its dry run.
  void checked(const std::string& report) {
    UploadStore store(api.pool);
    const auto task = store.next_task();
    ASSERT_TRUE(task.has_value());
    store.keep_report(*task, UploadState::checked, "csv", report);
  }
  PublishingServer api;
};

TEST_F(SchoolFiles, a_file_is_sent_by_a_form_and_waits_until_it_is_checked) {
  expect_accessible(get("/school/bestanden").body);
  const auto sent = send("../aanbod.csv", "sleutel;titel\r\n1;Lassen\r\n");
  ASSERT_EQ(sent.status, 303) << sent.body;
  const std::string place = all_matches(sent.field("location"), "(/school/bestanden/[0-9]+)\\?melding=ontvangen").at(0);
  const auto page = get(place);
  expect_accessible(page.body);
  EXPECT_THAT(page.body, HasSubstr("Wordt nagekeken"));
  EXPECT_THAT(page.body, HasSubstr("<h1 class=\"utrecht-heading-1\">aanbod.csv</h1>"));
  EXPECT_EQ(api.database.ask("SELECT encode(content, 'escape') FROM upload"), "sleutel;titel\r\n1;Lassen\r\n");
  EXPECT_THAT(get("/school/bestanden").body, HasSubstr("href=\"" + place + "\""));
  EXPECT_EQ(get(place, "other").status, 404);
}

TEST_F(SchoolFiles, without_a_file_the_form_says_so) {
  const auto page = send("", "");
  EXPECT_EQ(page.status, 400);
  expect_accessible(page.body);
  EXPECT_THAT(page.body, HasSubstr("<a class=\"utrecht-link\" href=\"#bestand\">Kies eerst een bestand.</a>"));
  EXPECT_EQ(
      api.ask("POST", "/school/bestanden", "--b", "Accept: text/html\r\n", "school", "multipart/form-data; boundary=b")
          .status,
      400);
}

TEST_F(SchoolFiles, the_report_tells_counts_and_each_fault_with_its_place) {
  const std::string place =
      "/school/bestanden/" + std::string(all_matches(send("a.csv", "x").field("location"), "/([0-9]+)").at(0));
  checked(R"({"outcome": "errors", "counts": {"added": 12, "changed": 3, "unchanged": 0, "deleted": 1, "withheld": 0,
    "refused": 2}, "report": {"remarks": [{"severity": "error", "code": "x", "times": 2, "means": "De titel ontbreekt.",
    "change": "Vul de titel in.", "examples": [{"record": "rij-7", "path": "line 7", "value": "<b>", "detail": "no title"},
    {"record": "rij-9", "detail": "no title"}, {"detail": "no title"}]}]}})");
  const auto page = get(place);
  expect_accessible(page.body);
  for (const char* told : {"Wacht op uw keuze", ">12<", "Geweigerd", "De titel ontbreekt.", "Vul de titel in.",
                           "2 keer", "rij-7", "line 7", "&lt;b&gt;", "Keur goed en lees in", "Gooi weg"})
    EXPECT_THAT(page.body, HasSubstr(told));
  EXPECT_EQ(all_matches(page.body, "<span class=\"lw-strong\">(rij-[0-9])</span>"),
            (std::vector<std::string>{"rij-7", "rij-9"}));
  EXPECT_EQ(all_matches(page.body, "lang=\"en\">(.*)</ul></details>"), (std::vector<std::string>{"<li>no title</li>"}))
      << "the English of the reader stands apart, once";
  EXPECT_THAT(get(place, "reader").body, Not(HasSubstr("Keur goed en lees in")));
  EXPECT_EQ(post(place + "/goedkeuren", "doe=", "reader").status, 403);
  EXPECT_EQ(post(place + "/goedkeuren").field("location"), place + "?melding=goedgekeurd");
  EXPECT_EQ(api.database.ask("SELECT state FROM upload"), "confirmed");
  EXPECT_EQ(post(place + "/weggooien").status, 303) << "it is being read in, and stays";
  EXPECT_EQ(api.database.ask("SELECT count(*) FROM upload"), "1");
}

TEST_F(SchoolFiles, a_file_can_be_thrown_away) {
  const std::string place =
      "/school/bestanden/" + std::string(all_matches(send("a.csv", "x").field("location"), "/([0-9]+)").at(0));
  checked(R"({"outcome": "clean", "counts": null, "report": {"remarks": []}})");
  EXPECT_THAT(get(place).body, HasSubstr("We vonden niets dat beter moet."));
  EXPECT_EQ(post(place + "/weggooien").field("location"), "/school/bestanden?melding=weg");
  EXPECT_EQ(get(place).status, 404);
}

TEST_F(SchoolFiles, own_sources_are_paused_resumed_and_read_and_others_only_seen) {
  const std::string other = api.database.ask("SELECT id FROM source WHERE name = 'school'");
  api.database.execute("UPDATE source SET location = 'https://feeds.example/aanbod.csv'");
  const auto shared = get("/school/bronnen");
  expect_accessible(shared.body);
  EXPECT_THAT(shared.body, HasSubstr("In deze bron staat ook aanbod van anderen."));
  EXPECT_THAT(shared.body, Not(HasSubstr("value=\"pauze\"")));
  const auto refused = post("/school/bronnen/" + other, "doe=pauze");
  EXPECT_EQ(refused.status, 403);
  EXPECT_THAT(refused.body, HasSubstr("<title>Fout: "));
  api.database.execute("DELETE FROM offer WHERE provider_id = " + std::to_string(api.other.value));
  api.database.execute("DELETE FROM provider WHERE id = " + std::to_string(api.other.value));
  EXPECT_THAT(get("/school/bronnen").body, HasSubstr("value=\"pauze\""));
  EXPECT_THAT(get("/school/bronnen", "reader").body, Not(HasSubstr("value=\"pauze\"")));
  EXPECT_EQ(post("/school/bronnen/" + other, "doe=pauze", "reader").status, 403);
  EXPECT_EQ(post("/school/bronnen/" + other, "doe=pauze").field("location"), "/school/bronnen?melding=pauze");
  EXPECT_THAT(get("/school/bronnen?melding=pauze").body, HasSubstr("Gepauzeerd"));
  EXPECT_EQ(post("/school/bronnen/" + other, "doe=haal").status, 409) << "it is paused";
  EXPECT_EQ(post("/school/bronnen/" + other, "doe=hervat").status, 303);
  EXPECT_EQ(post("/school/bronnen/" + other, "doe=haal").field("location"), "/school/bronnen?melding=haal");
  EXPECT_EQ(post("/school/bronnen/" + other, "doe=iets").status, 400);
  EXPECT_EQ(post("/school/bronnen/999", "doe=haal").status, 404);
}

TEST_F(SchoolFiles, findability_is_drawn_by_week_and_small_numbers_are_not_told) {
  EXPECT_THAT(get("/school/vindbaarheid").body, HasSubstr("zag nog niemand"));
  const OfferId offer{
      std::stoll(api.database.ask("SELECT id FROM offer WHERE provider_id = " + std::to_string(api.own.value)))};
  PublicationStore store(api.pool);
  store.add_reach(
      {{offer, ReachKind::shown, week_of(k_sample_today), 40}, {offer, ReachKind::opened, week_of(k_sample_today), 3}});
  const auto page = get("/school/vindbaarheid", "reader");
  ASSERT_EQ(page.status, 200) << page.body;
  expect_accessible(page.body);
  EXPECT_THAT(page.body, HasSubstr("Koken voor beginners"));
  EXPECT_THAT(page.body, HasSubstr("Getoond in een lijst: 40 keer in 8 weken"));
  EXPECT_THAT(page.body, HasSubstr("<td class=\"lw-num\">40</td><td class=\"lw-num\">minder dan 5</td>"));
  EXPECT_THAT(page.body, Not(HasSubstr(">3<")));
  EXPECT_THAT(get("/school/vindbaarheid", "other").body, Not(HasSubstr("Koken voor beginners")));
}

TEST_F(SchoolFiles, the_report_is_that_of_the_provider) {
  const auto page = get("/school/rapport", "reader");
  ASSERT_EQ(page.status, 200) << page.body;
  expect_accessible(page.body);
  EXPECT_THAT(page.body, HasSubstr("Wat we zien in 1 opleiding van u"));
  EXPECT_THAT(page.body, HasSubstr("href=\"" + api.base() + "/report\""));
}

class SchoolKeys : public AccountsOverHttp {
 protected:
  const ProviderId school = provider("school");
  const Person person = administrator(school);
  const Browser browser = logged_in(person);

  RawResponse post(const std::string& path, const std::string& body) {
    const std::string text =
        "POST " + path +
        " HTTP/1.1\r\nHost: leerwijzer.example\r\nAccept: text/html\r\nCookie: __Host-leerwijzer=" + browser.cookie +
        "\r\nLeerwijzer-Csrf: " + browser.csrf + "\r\nContent-Type: " + k_form +
        "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n";
    return server.ask(text + body);
  }
  RawResponse get(const std::string& path) { return browser.ask("GET", path, "", {"Accept: text/html"}); }
  std::string once(const std::string& html) { return all_matches(html, "name=\"eenmaal\" value=\"([^\"]+)\"").at(0); }
};

TEST_F(SchoolKeys, a_key_is_made_once_shown_once_and_revoked) {
  const auto page = get("/school/sleutels");
  ASSERT_EQ(page.status, 200) << page.body;
  expect_accessible(page.body);
  const std::string form = "eenmaal=" + once(page.body) + "&naam=Rooster&mag=provider-read&dagen=30";
  const auto made = post("/school/sleutels", form);
  ASSERT_EQ(made.status, 200) << made.body;
  expect_accessible(made.body);
  const std::string key = all_matches(made.body, "data-copy-this>(lw_[0-9a-z_]+)<").at(0);
  EXPECT_TRUE(parse_key(key));
  const auto again = post("/school/sleutels", form);
  EXPECT_EQ(all_matches(again.body, "data-copy-this>(lw_[0-9a-z_]+)<").at(0), key) << "the same form once more";
  EXPECT_EQ(database.ask("SELECT count(*) FROM provider_key"), "1");
  EXPECT_THAT(get("/school/sleutels").body, Not(HasSubstr(key)));
  const std::string id = all_matches(made.body, "/school/sleutels/([0-9]+)/intrekken").at(0);
  EXPECT_EQ(post("/school/sleutels/" + id + "/intrekken", "doe=").field("location"),
            "/school/sleutels?melding=ingetrokken");
  EXPECT_THAT(get("/school/sleutels").body, Not(HasSubstr("Rooster")));
}

TEST_F(SchoolKeys, whoever_gave_no_code_lately_is_asked_for_one) {
  now += k_confirmed_seconds + 1;
  const auto page = get("/school/sleutels");
  EXPECT_THAT(page.body, HasSubstr("name=\"code\""));
  const std::string form = "eenmaal=" + once(page.body) + "&naam=Rooster&mag=provider-read&dagen=30";
  const auto without = post("/school/sleutels", form);
  EXPECT_EQ(without.status, 400);
  EXPECT_THAT(without.body, HasSubstr("href=\"#code\""));
  EXPECT_EQ(post("/school/sleutels", form + "&code=000000").status, 400);
  next_code();
  EXPECT_EQ(post("/school/sleutels", form + "&code=" + code_of(person)).status, 200);
}

TEST_F(SchoolKeys, faults_stand_at_their_fields) {
  const auto page = post("/school/sleutels", "eenmaal=" + once(get("/school/sleutels").body) + "&naam=&dagen=veel");
  EXPECT_EQ(page.status, 400);
  expect_accessible(page.body);
  for (const char* field : {"#naam", "#mag", "#dagen"})
    EXPECT_THAT(page.body, HasSubstr("href=\"" + std::string(field) + "\""));
  EXPECT_EQ(database.ask("SELECT count(*) FROM provider_key"), "0");
}

}  // namespace
}  // namespace leerwijzer::testing
