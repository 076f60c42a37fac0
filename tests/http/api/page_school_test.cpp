// The pages of an institution over HTTP: its offers, one in its form, and what each role may do there.
#include "tests/http/api/page_checks.hpp"
#include "tests/http/api/publishing_server.hpp"

#include "api/http/target.hpp"

#include <gmock/gmock.h>

namespace leerwijzer::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

using Pairs = std::vector<std::pair<std::string, std::string>>;

const Pairs k_lassen = {{"versie", ""},
                        {"titel", "Lassen voor beginners"},
                        {"uitleg", "U leert lassen.\n\nIn tien avonden."},
                        {"leerdoel-0", "mig/mag-lassen"},
                        {"soort", "course"},
                        {"sector", "techniek"},
                        {"vorm", "on-site"},
                        {"start-soort-0", "fixed"},
                        {"start-datum-0", "08-02-2027"},
                        {"start-stad-0", "Utrecht"},
                        {"start-postcode-0", "3511 ep"},
                        {"prijs-0", "495,50"},
                        {"prijs-soort-0", "total"},
                        {"prijs-btw-0", "incl"},
                        {"pagina", "https://school.example/lassen"}};

std::string form_body(const Pairs& pairs) {
  std::string body;
  for (const auto& [name, value] : pairs)
    body += (body.empty() ? "" : "&") + percent_encode(name) + "=" + percent_encode(value);
  return body;
}

Pairs with(Pairs pairs, const std::string& name, const std::string& value) {
  for (auto& pair : pairs) {
    if (pair.first == name) {
      pair.second = value;
      return pairs;
    }
  }
  pairs.emplace_back(name, value);
  return pairs;
}

class SchoolPages : public ::testing::Test {
 protected:
  SchoolPages() {
    api.identity.callers["adviser"] = advisor_of("desk-1");
    api.identity.callers["writer"] = key_of(api.own, 9);
    api.identity.callers["writer"].rights = {Right::provider_read, Right::provider_write};
  }
  RawResponse get(const std::string& path, const std::string& who = "school") {
    return api.ask("GET", path, "", "Accept: text/html\r\n", who);
  }
  RawResponse post(const std::string& path, const Pairs& pairs, const std::string& who = "school") {
    return api.ask("POST", path, form_body(pairs), "Accept: text/html\r\n", who, "application/x-www-form-urlencoded");
  }
  boost::json::object draft(const std::string& key) {
    return parsed_body(api.ask("GET", api.offers("/" + key))).at("offer").as_object();
  }
  PublishingServer api;
};

TEST_F(SchoolPages, a_form_becomes_a_draft_and_the_draft_fills_the_form) {
  const auto kept = post("/school/opleidingen/las-1", k_lassen);
  ASSERT_EQ(kept.status, 303) << kept.body;
  EXPECT_EQ(kept.field("location"), "/school/opleidingen/las-1?melding=bewaard");
  const boost::json::object offer = draft("las-1");
  EXPECT_EQ(offer.at("texts").at(1).at("text"), "<p>U leert lassen.</p><p>In tien avonden.</p>");
  EXPECT_EQ(offer.at("runs").at(0).at("key"), "2027-02-08");
  EXPECT_EQ(offer.at("runs").at(0).at("location").at("postcode"), "3511EP");
  EXPECT_EQ(offer.at("costs").at(0).at("amountCents"), 49'550);
  const auto page = get("/school/opleidingen/las-1?melding=bewaard");
  ASSERT_EQ(page.status, 200) << page.body;
  expect_accessible(page.body);
  EXPECT_THAT(page.body, HasSubstr("Uw concept is bewaard."));
  EXPECT_THAT(page.body, HasSubstr("value=\"Lassen voor beginners\""));
  EXPECT_THAT(page.body, HasSubstr("U leert lassen.\n\nIn tien avonden.</textarea>"));
  EXPECT_THAT(page.body, HasSubstr("<option value=\"course\" selected>Cursus</option>"));
  EXPECT_THAT(page.body, HasSubstr("value=\"08-02-2027\""));
  EXPECT_THAT(page.body, HasSubstr("value=\"495,50\""));
  EXPECT_THAT(page.body, HasSubstr("name=\"versie\" value=\"1\""));
}

TEST_F(SchoolPages, keeping_the_form_as_it_is_changes_nothing_of_what_it_does_not_show) {
  const std::string body = R"({"title": "Lassen", "description": "<p>Leer <b>lassen</b>.</p>", "levelText": "instap",
    "texts": [{"field": "title", "language": "en", "text": "Welding"}], "codes": [{"scheme": "crebo", "value": "25655"}],
    "outcomes": [{"text": "lassen", "language": "en"}], "costs": [{"kind": "exam", "amountCents": 100, "note": "los"}],
    "runs": [{"key": "a", "startKind": "window", "windowFrom": "2027-01-01", "status": "open",
              "sessions": [{"date": "2027-02-01"}]}],
    "locations": [{"city": "Utrecht", "point": {"latitude": 52.1, "longitude": 5.1}}]})";
  parsed_body(api.ask("PUT", api.offers("/las-1"), body), 201);
  const boost::json::object before = draft("las-1");
  const auto page = get("/school/opleidingen/las-1");
  Pairs typed = {{"versie", "1"},
                 {"titel", "Lassen"},
                 {"uitleg", "<p>Leer <b>lassen</b>.</p>"},
                 {"leerdoel-0", "lassen"},
                 {"prijs-0", "1"},
                 {"prijs-soort-0", "exam"},
                 {"prijs-nr-0", "0"},
                 {"prijs-per-0", "whole"},
                 {"start-sleutel-0", "a"},
                 {"start-soort-0", "window"},
                 {"start-datum-0", ""},
                 {"plaats-stad-0", "Utrecht"}};
  for (const auto& [name, value] : typed)
    EXPECT_TRUE(value.empty() || page.body.find(name) != std::string::npos) << name;
  ASSERT_EQ(post("/school/opleidingen/las-1", typed).status, 303);
  EXPECT_EQ(draft("las-1"), before);
}

TEST_F(SchoolPages, the_score_rises_as_the_form_is_filled_in_and_nothing_is_kept) {
  const auto score_of = [this](const Pairs& pairs) {
    const auto page = post("/school/opleidingen/las-1/voorbeeld", pairs, "reader");
    EXPECT_EQ(page.status, 200) << page.body;
    std::string score = all_matches(page.body, "data-score>([0-9,]+)<").at(0);
    std::replace(score.begin(), score.end(), ',', '.');
    return std::stod(score);
  };
  const double bare = score_of({{"versie", ""}, {"titel", "Lassen"}});
  const double more = score_of({{"versie", ""}, {"titel", "Lassen voor beginners"}, {"leerdoel-0", "mig/mag-lassen"}});
  EXPECT_GT(more, bare);
  EXPECT_GT(score_of(k_lassen), more);
  EXPECT_EQ(api.ask("GET", api.offers("/las-1")).status, 404);
}

TEST_F(SchoolPages, the_next_steps_lead_to_their_fields_and_the_card_is_that_of_the_list) {
  const auto page = post("/school/opleidingen/las-1/voorbeeld", with(k_lassen, "pagina", ""));
  expect_accessible(page.body);
  EXPECT_THAT(page.body, HasSubstr("href=\"#pagina\""));
  EXPECT_THAT(page.body, HasSubstr("<h3 class=\"lw-result__title\">Lassen voor beginners</h3>"));
  EXPECT_THAT(page.body, HasSubstr("School A, Utrecht"));
  EXPECT_THAT(page.body, HasSubstr("Wij lezen dit als de vaardigheid"));
}

TEST_F(SchoolPages, faults_stand_on_top_and_at_their_fields_and_nothing_typed_is_lost) {
  Pairs pairs = with(with(with(k_lassen, "start-datum-0", "morgen"), "prijs-0", "veel"), "email", "geen adres");
  const auto page = post("/school/opleidingen/las-1", pairs);
  EXPECT_EQ(page.status, 400);
  expect_accessible(page.body);
  EXPECT_THAT(page.body, HasSubstr("<title>Fout: "));
  for (const char* field : {"start-datum-0", "prijs-0", "email"}) {
    EXPECT_THAT(page.body, HasSubstr("href=\"#" + std::string(field) + "\""));
    EXPECT_THAT(page.body, HasSubstr("id=\"" + std::string(field) + "-fout\""));
  }
  for (const char* typed :
       {"value=\"morgen\"", "value=\"veel\"", "value=\"geen adres\"", "value=\"Lassen voor beginners\""})
    EXPECT_THAT(page.body, HasSubstr(typed));
  EXPECT_EQ(api.ask("GET", api.offers("/las-1")).status, 404);
}

TEST_F(SchoolPages, whoever_was_slower_sees_both_versions_and_may_keep_theirs) {
  ASSERT_EQ(post("/school/opleidingen/las-1", k_lassen).status, 303);
  ASSERT_EQ(
      post("/school/opleidingen/las-1", with(with(k_lassen, "versie", "1"), "titel", "Lassen van de ander")).status,
      303);
  const auto page = post("/school/opleidingen/las-1", with(with(k_lassen, "versie", "1"), "titel", "Lassen van mij"));
  EXPECT_EQ(page.status, 412);
  expect_accessible(page.body);
  EXPECT_THAT(page.body, HasSubstr("<td>Lassen van de ander</td><td>Lassen van mij</td>"));
  EXPECT_THAT(page.body, HasSubstr("value=\"Lassen van mij\""));
  EXPECT_THAT(page.body, HasSubstr("name=\"versie\" value=\"2\""));
  EXPECT_EQ(post("/school/opleidingen/las-1", with(with(k_lassen, "versie", "2"), "titel", "Lassen van mij")).status,
            303);
}

TEST_F(SchoolPages, one_new_form_makes_one_draft) {
  const auto page = get("/school/nieuw");
  ASSERT_EQ(page.status, 200) << page.body;
  expect_accessible(page.body);
  const std::string path = all_matches(page.body, "action=\"(/school/opleidingen/o-[a-z0-9]{10})\"").at(0);
  EXPECT_EQ(post(path, k_lassen).status, 303);
  EXPECT_EQ(post(path, k_lassen).status, 303) << "sent twice";
  EXPECT_EQ(parsed_body(api.ask("GET", api.offers())).at("total"), 1);
}

TEST_F(SchoolPages, what_is_published_is_in_the_catalogue_until_it_is_withdrawn) {
  const auto refused = post("/school/opleidingen/las-1/publiceren", with(k_lassen, "titel", ""));
  EXPECT_EQ(refused.status, 400);
  EXPECT_THAT(refused.body, HasSubstr("href=\"#titel\""));
  const auto done = post("/school/opleidingen/las-1/publiceren", k_lassen);
  ASSERT_EQ(done.status, 303) << done.body;
  EXPECT_EQ(done.field("location"), "/school/opleidingen/las-1?melding=gepubliceerd");
  EXPECT_EQ(parsed_body(api.ask("GET", api.offers("/las-1"))).at("state"), "published");
  EXPECT_THAT(get("/school/opleidingen/las-1").body, HasSubstr("href=\"/opleidingen/"));
  const auto asks = get("/school/opleidingen/las-1/weg");
  expect_accessible(asks.body);
  EXPECT_THAT(asks.body, HasSubstr("action=\"/school/opleidingen/las-1/terugtrekken\""));
  EXPECT_EQ(post("/school/opleidingen/las-1/terugtrekken", {{"versie", "1"}}).status, 303);
  EXPECT_THAT(get("/school/opleidingen/las-1/weg").body, HasSubstr("/verwijderen"));
  EXPECT_EQ(post("/school/opleidingen/las-1/verwijderen", {{"versie", "9"}}).field("location"),
            "/school/opleidingen/las-1?melding=veranderd");
  EXPECT_EQ(post("/school/opleidingen/las-1/verwijderen", {{"versie", "1"}}).field("location"),
            "/school?melding=verwijderd");
  EXPECT_EQ(get("/school/opleidingen/las-1").status, 404);
}

TEST_F(SchoolPages, participants_are_counted_for_each_start) {
  ASSERT_EQ(post("/school/opleidingen/las-1", k_lassen).status, 303);
  const auto page = get("/school/opleidingen/las-1/deelnemers");
  expect_accessible(page.body);
  EXPECT_THAT(page.body, HasSubstr("8 februari 2027"));
  const Pairs counts = {{"start", "2027-02-08"}, {"minimum-0", "6"}, {"maximum-0", "12"}, {"ingeschreven-0", "4"}};
  EXPECT_EQ(post("/school/opleidingen/las-1/deelnemers", counts).status, 303);
  EXPECT_THAT(get("/school/opleidingen/las-1/deelnemers").body, HasSubstr("value=\"4\""));
  const auto faulty = post("/school/opleidingen/las-1/deelnemers", with(counts, "maximum-0", "3"));
  EXPECT_EQ(faulty.status, 400);
  EXPECT_THAT(faulty.body, HasSubstr("href=\"#maximum-0\""));
  EXPECT_EQ(post("/school/opleidingen/las-1/deelnemers", with(counts, "start", "nooit")).status, 404);
}

TEST_F(SchoolPages, the_list_tells_state_score_start_and_what_helps_most) {
  EXPECT_THAT(get("/school").body, HasSubstr("U hebt hier nog geen opleiding."));
  ASSERT_EQ(post("/school/opleidingen/las-1", k_lassen).status, 303);
  const auto page = get("/school");
  ASSERT_EQ(page.status, 200);
  expect_accessible(page.body);
  for (const char* told :
       {"1 opleiding van School A.", "Concept", "8 februari 2027", "van de 10", "href=\"/school/nieuw\""})
    EXPECT_THAT(page.body, HasSubstr(told));
  EXPECT_THAT(get("/en/school").body, HasSubstr("1 course of School A."));
}

TEST_F(SchoolPages, each_role_sees_what_it_may_and_changes_nothing_else) {
  ASSERT_EQ(post("/school/opleidingen/las-1", k_lassen).status, 303);
  const auto reader = get("/school/opleidingen/las-1", "reader");
  EXPECT_EQ(reader.status, 200);
  EXPECT_THAT(reader.body, HasSubstr("Wijzigen kan met dit account niet."));
  EXPECT_THAT(reader.body, Not(HasSubstr("Bewaar voor later")));
  EXPECT_THAT(reader.body, Not(HasSubstr("formaction")));
  EXPECT_THAT(get("/school", "reader").body, Not(HasSubstr("/school/nieuw")));
  EXPECT_EQ(get("/school/nieuw", "reader").status, 403);
  EXPECT_EQ(post("/school/opleidingen/las-1", with(k_lassen, "versie", "1"), "reader").status, 403);
  EXPECT_EQ(post("/school/opleidingen/las-1/publiceren", with(k_lassen, "versie", "1"), "writer").status, 403);
  EXPECT_THAT(get("/school/opleidingen/las-1", "writer").body, Not(HasSubstr("/publiceren")));
  EXPECT_EQ(get("/school/opleidingen/las-1", "other").status, 404) << "of another school";
  EXPECT_EQ(post("/school/opleidingen/las-1/terugtrekken", {{"versie", "1"}}, "other").status, 404);
  EXPECT_EQ(get("/school", "adviser").status, 403);
  EXPECT_THAT(get("/school", "").field("location"), HasSubstr("/inloggen"));
}

}  // namespace
}  // namespace leerwijzer::testing
