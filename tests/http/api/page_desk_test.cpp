// The pages of an advisor: search for a client, a case beside it, compare, questions, templates; and that nobody sees
// what is of another desk.
#include "tests/http/api/case_story.hpp"
#include "tests/http/api/page_checks.hpp"

#include "api/http/target.hpp"

#include <gmock/gmock.h>

namespace leerwijzer::testing {
namespace {

namespace json = boost::json;
using ::testing::HasSubstr;
using ::testing::Not;

using FormFields = std::vector<std::pair<std::string, std::string>>;

const FormFields k_client = {{"doe", "zoek"},        {"wens", "verzorgende"},  {"werk", "verkoper"},
                             {"woonplaats", "3511"}, {"afstand", "25"},        {"uren", "12"},
                             {"budget", "500"},      {"situatie", "employee"}, {"online", "ja"}};

class DeskPages : public CaseServer {
 protected:
  RawResponse get(const std::string& who, const std::string& path) const {
    return server->ask("GET " + path + " HTTP/1.1\r\nHost: test\r\nAccept: text/html\r\n" + head_of(who) + "\r\n");
  }
  RawResponse post(const std::string& who, const std::string& path, const FormFields& fields) {
    std::string body;
    for (const auto& [name, value] : fields)
      body += (body.empty() ? "" : "&") + percent_encode(name) + "=" + percent_encode(value);
    const RawResponse response = server->ask(
        "POST " + path + " HTTP/1.1\r\nHost: test\r\nAccept: text/html\r\n" + head_of(who) +
        "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + std::to_string(body.size()) +
        "\r\n\r\n" + body);
    const std::string set = response.field("set-cookie");
    if (set.starts_with("__Host-leerwijzer-antwoorden=")) cookie = set.substr(0, set.find(';'));
    return response;
  }
  std::string head_of(const std::string& who) const {
    return (who.empty() ? "" : "Authorization: Bearer " + who + "\r\n") +
           (cookie.empty() ? "" : "Cookie: " + cookie + "\r\n");
  }
  /// Presses a button, and gives the page that it leads to.
  RawResponse after(const std::string& who, const std::string& path, const FormFields& fields) {
    const RawResponse sent = post(who, path, fields);
    EXPECT_EQ(sent.status, 303) << path << " " << sent.body;
    const std::string to = sent.field("location");
    return get(who, to.substr(0, to.find('#')));
  }
  std::string make_case(const std::string& who = "advisor") {
    const RawResponse made = post(who, "/adviseur/clienten",
                                  {{"label", "Kwartelgroep dinsdag"},
                                   {"datum", "2026-12-01"},
                                   {"toestemming", "keep"},
                                   {"tekst", std::string(k_case_consent_version)},
                                   {"antwoorden", "ja"}});
    EXPECT_EQ(made.status, 200) << made.body;
    expect_accessible(made.body);
    EXPECT_EQ(all_matches(made.body, "([0-9A-Z]{4}(?:-[0-9A-Z]{4}){6})").size(), 1U) << "the code, once";
    const auto ids = all_matches(made.body, "/adviseur/clienten/([0-9]+)\"");
    return ids.empty() ? "" : "/adviseur/clienten/" + ids.front();
  }
  static std::string id_of(const std::string& path) { return path.substr(path.rfind('/') + 1); }

  std::string cookie;
};

TEST_F(DeskPages, are_for_advisors_alone) {
  const std::string path = make_case();
  for (const std::string& page :
       {std::string("/adviseur"), std::string("/adviseur/clienten"), path, std::string("/adviseur/vragen"),
        std::string("/adviseur/sjablonen"), std::string("/adviseur/vergelijk")}) {
    const RawResponse nobody = get("", page);
    EXPECT_EQ(nobody.status, 303) << page;
    EXPECT_EQ(nobody.field("location"), "/inloggen?naar=" + percent_encode(page));
    EXPECT_EQ(get("school", page).status, 403) << page;
    const RawResponse own = get("advisor", page);
    EXPECT_EQ(own.status, 200) << page << own.body;
    expect_accessible(own.body);
    expect_accessible(get("advisor", "/en" + page).body);
  }
}

TEST_F(DeskPages, what_a_client_told_stands_in_no_address) {
  const RawResponse sent = post("advisor", "/adviseur", k_client);
  EXPECT_EQ(sent.status, 303);
  EXPECT_EQ(sent.field("location"), "/adviseur");
  const RawResponse page = get("advisor", "/adviseur");
  ASSERT_EQ(page.status, 200);
  expect_accessible(page.body);
  EXPECT_THAT(page.body, HasSubstr("value=\"verkoper\""));
  EXPECT_GT(all_matches(page.body, "<tr (data-row)").size(), 0U);
  EXPECT_EQ(all_matches(page.body, "<tr data-row (aria-current=\"true\")").size(), 1U)
      << "one offer is beside the list";
  EXPECT_GT(all_matches(page.body, "(lw-reason--met)").size(), 0U);
  EXPECT_THAT(page.body, HasSubstr("Regelingen"));
  EXPECT_THAT(page.body, HasSubstr("We spraken over een opleiding die bij u past:"));
  const auto links = all_matches(page.body, "href=\"(/adviseur\\?opleiding=[0-9]+)#keuze\"");
  ASSERT_FALSE(links.empty());
  EXPECT_EQ(all_matches(get("advisor", links.front()).body, "id=\"keuze-kop\">([^<]*)<").size(), 1U);
  for (const std::string& link : all_matches(page.body, "href=\"([^\"]*)\"")) {
    EXPECT_THAT(link, Not(HasSubstr("verkoper")));
    EXPECT_THAT(link, Not(HasSubstr("3511")));
  }
  const RawResponse cleared = after("advisor", "/adviseur", {{"doe", "wis"}});
  EXPECT_THAT(cleared.body, Not(HasSubstr("value=\"verkoper\"")));
}

TEST_F(DeskPages, a_fault_in_the_search_keeps_what_was_typed) {
  const RawResponse response = post(
      "advisor", "/adviseur", {{"doe", "zoek"}, {"woonplaats", "Nieuwegijn"}, {"wens", "lasser"}, {"uren", "veel"}});
  EXPECT_EQ(response.status, 400);
  expect_accessible(response.body);
  EXPECT_THAT(response.body, HasSubstr("<title>Fout:"));
  EXPECT_THAT(response.body, HasSubstr("value=\"Nieuwegijn\""));
  EXPECT_THAT(response.body, HasSubstr("value=\"lasser\""));
  EXPECT_THAT(response.body, HasSubstr("href=\"#woonplaats\""));
}

TEST_F(DeskPages, a_case_keeps_search_note_offer_comparison_and_plan) {
  post("advisor", "/adviseur", k_client);
  const std::string path = make_case();
  const std::string beside = "/adviseur?dossier=" + id_of(path);
  const RawResponse search = get("advisor", beside);
  EXPECT_THAT(search.body, HasSubstr("Kwartelgroep dinsdag"));
  expect_accessible(search.body);
  auto offers = all_matches(search.body, "name=\"opleiding\" value=\"([0-9]+)\" form");
  ASSERT_EQ(offers.size(), 1U);
  offers.emplace_back("2");  // in the catalogue, though not in this list

  EXPECT_THAT(after("advisor", path, {{"doe", "notitie"}, {"notitie", "belt donderdag terug"}, {"terug", "zoek"}}).body,
              HasSubstr("belt donderdag terug"));
  EXPECT_THAT(after("advisor", path, {{"doe", "opleiding"}, {"opleiding", offers[0]}}).body,
              HasSubstr("De opleiding staat in het dossier"));
  const std::string compare =
      "/adviseur/vergelijk?opleiding=" + offers[0] + "&opleiding=" + offers[1] + "&dossier=" + id_of(path);
  const RawResponse beside_each_other = get("advisor", compare);
  EXPECT_EQ(all_matches(beside_each_other.body, "(role=\"columnheader\")").size(), 2U);
  expect_accessible(beside_each_other.body);
  after("advisor", path, {{"doe", "vergelijking"}, {"opleiding", offers[0]}, {"opleiding", offers[1]}});
  const RawResponse page = after("advisor", path, {{"doe", "plan"}});
  expect_accessible(page.body);
  for (const char* kept : {"Opleiding</strong>", "Vergelijking</strong>", "Plan</strong>", "verkoper", "donderdag"})
    EXPECT_THAT(page.body, HasSubstr(kept));

  const RawResponse changed = after("advisor", path,
                                    {{"doe", "wijzig"},
                                     {"versie", all_matches(page.body, "name=\"versie\" value=\"([0-9]+)\"").front()},
                                     {"label", "Kwartelgroep woensdag"},
                                     {"status", "waiting"},
                                     {"datum", "2026-12-08"}});
  EXPECT_THAT(changed.body, HasSubstr("Kwartelgroep woensdag"));
  EXPECT_THAT(changed.body, HasSubstr("verkoper")) << "what the client told stays";
  EXPECT_EQ(
      post("advisor", path, {{"doe", "wijzig"}, {"versie", "1"}, {"label", "Te laat"}, {"status", "open"}}).status, 400)
      << "somebody changed it meanwhile";
  EXPECT_THAT(get("advisor", "/adviseur/clienten?status=waiting").body, HasSubstr("Kwartelgroep woensdag"));
  EXPECT_THAT(get("advisor", "/adviseur/clienten?status=open").body, Not(HasSubstr("Kwartelgroep woensdag")));

  cookie.clear();
  EXPECT_EQ(post("advisor", path, {{"doe", "zoek"}}).field("location"), beside);
  EXPECT_THAT(get("advisor", beside).body, HasSubstr("value=\"verkoper\"")) << "the case fills in the search";
}

TEST_F(DeskPages, a_label_with_a_number_of_a_person_is_refused_and_a_note_needs_consent) {
  const RawResponse refused = post("advisor", "/adviseur/clienten",
                                   {{"label", "bel 06-12345678"}, {"tekst", std::string(k_case_consent_version)}});
  EXPECT_EQ(refused.status, 400);
  expect_accessible(refused.body);
  EXPECT_THAT(refused.body, HasSubstr("value=\"bel 06-12345678\""));
  EXPECT_THAT(refused.body, HasSubstr("label-fout"));
  const RawResponse made = post("advisor", "/adviseur/clienten", {{"label", "Zonder toestemming"}});
  const auto ids = all_matches(made.body, "/adviseur/clienten/([0-9]+)\"");
  ASSERT_FALSE(ids.empty()) << made.body;
  const std::string path = "/adviseur/clienten/" + ids.front();
  const RawResponse note = post("advisor", path, {{"doe", "notitie"}, {"notitie", "niet kwijtraken"}});
  EXPECT_EQ(note.status, 400);
  EXPECT_THAT(note.body, HasSubstr(">niet kwijtraken</textarea>"));
  EXPECT_THAT(after("advisor", path, {{"doe", "toestemming"}, {"soort", "keep"}}).body, HasSubstr("Gegeven op"));
  after("advisor", path, {{"doe", "notitie"}, {"notitie", "niet kwijtraken"}});
  const RawResponse withdrawn = after("advisor", path, {{"doe", "intrekken"}, {"soort", "keep"}});
  EXPECT_THAT(withdrawn.body, Not(HasSubstr("niet kwijtraken"))) << "what rested on it is gone";
}

TEST_F(DeskPages, a_new_case_that_is_sent_twice_is_one_case) {
  const auto keys = all_matches(get("advisor", "/adviseur/clienten").body, "name=\"sleutel\" value=\"([^\"]+)\"");
  ASSERT_EQ(keys.size(), 1U);
  const auto send = [&](const std::string& label) {
    const RawResponse made = post("advisor", "/adviseur/clienten", {{"label", label}, {"sleutel", keys.front()}});
    EXPECT_EQ(made.status, 200) << made.body;
    return all_matches(made.body, "/adviseur/clienten/([0-9]+)\"|([0-9A-Z]{4}(?:-[0-9A-Z]{4}){6})");
  };
  const auto once = send("Twee keer gedrukt");
  EXPECT_FALSE(once.empty());
  EXPECT_EQ(send("Twee keer gedrukt"), once) << "the same case with the same code";
  EXPECT_NE(send("Andere woorden"), once);
}

TEST_F(DeskPages, no_other_desk_sees_a_case_and_a_hand_over_brings_it_there) {
  const std::string path = make_case();
  EXPECT_EQ(get("other", path).status, 404);
  EXPECT_EQ(get("other", "/adviseur?dossier=" + id_of(path)).status, 404);
  EXPECT_EQ(post("other", path, {{"doe", "notitie"}, {"notitie", "x"}}).status, 404);
  EXPECT_THAT(get("other", "/adviseur/clienten").body, Not(HasSubstr("Kwartelgroep")));
  EXPECT_EQ(get("colleague", path).status, 200);

  after("advisor", path, {{"doe", "toestemming"}, {"soort", "hand-over"}});
  EXPECT_EQ(post("advisor", path, {{"doe", "overdragen"}, {"adviespunt", k_utrecht_desk}}).status, 400);
  after("advisor", path, {{"doe", "overdragen"}, {"adviespunt", k_amersfoort_desk}, {"bericht", "graag deze week"}});
  EXPECT_EQ(get("other", path).status, 404) << "not before they accept";
  const RawResponse offered = get("other", "/adviseur/vragen");
  EXPECT_THAT(offered.body, HasSubstr("graag deze week"));
  expect_accessible(offered.body);
  const auto id = all_matches(offered.body, "name=\"overdracht\" value=\"([0-9]+)\"");
  ASSERT_FALSE(id.empty());
  after("other", "/adviseur/vragen", {{"overdracht", id.front()}, {"doe", "accepted"}});
  EXPECT_EQ(get("other", path).status, 200);
  EXPECT_EQ(get("advisor", path).status, 404) << "it is no longer here";
}

TEST_F(DeskPages, a_question_is_read_accepted_and_made_a_case) {
  const std::string words = R"("desk": ")" + k_utrecht_desk + R"(", "goal": {"occupation": {"text": "verzorgende"}},
    "contact": {"channel": "email", "name": "Sam", "email": "sam@voorbeeld.nl"})";
  const auto shown = json::parse(server->post("/v1/referrals/previews", "{" + words + "}").body).as_object();
  json::array approved;
  for (const auto& part : shown.at("sections").as_array())
    approved.push_back(json::object{{"section", part.at("section")}, {"approval", part.at("approval")}});
  const auto sent = server->post("/v1/referrals", "{" + words + R"(, "consent": {"given": true, "version": "2026-11"},
    "approved": )" + json::serialize(approved) + "}");
  ASSERT_EQ(sent.status, 201) << sent.body;

  const RawResponse inbox = get("advisor", "/adviseur/vragen");
  expect_accessible(inbox.body);
  EXPECT_THAT(inbox.body, Not(HasSubstr("sam@voorbeeld.nl"))) << "the list does not open it";
  const auto ids = all_matches(inbox.body, "/adviseur/vragen/([0-9]+)\"");
  ASSERT_EQ(ids.size(), 1U);
  const std::string path = "/adviseur/vragen/" + ids.front();
  EXPECT_EQ(get("other", path).status, 404);
  const RawResponse page = get("advisor", path);
  expect_accessible(page.body);
  EXPECT_THAT(page.body, HasSubstr("sam@voorbeeld.nl"));
  EXPECT_EQ(post("advisor", "/adviseur/vragen", {{"vraag", ids.front()}, {"doe", "dossier"}, {"label", "x"}}).status,
            409);
  after("advisor", "/adviseur/vragen", {{"vraag", ids.front()}, {"doe", "seen"}});
  expect_accessible(after("advisor", "/adviseur/vragen", {{"vraag", ids.front()}, {"doe", "accepted"}}).body);
  const RawResponse made = post("advisor", "/adviseur/vragen",
                                {{"vraag", ids.front()},
                                 {"doe", "dossier"},
                                 {"label", "Vraag van dinsdag"},
                                 {"toestemming", "keep"},
                                 {"tekst", std::string(k_case_consent_version)}});
  ASSERT_EQ(made.status, 200) << made.body;
  const RawResponse file =
      get("advisor", "/adviseur/clienten/" + all_matches(made.body, "/adviseur/clienten/([0-9]+)\"").front());
  EXPECT_THAT(file.body, HasSubstr("verzorgende")) << "the question is the first note";
  EXPECT_THAT(file.body, Not(HasSubstr("sam@voorbeeld.nl"))) << "without who it is";
}

TEST_F(DeskPages, a_template_is_a_goal_with_one_press) {
  const RawResponse empty = post("advisor", "/adviseur/sjablonen", {{"doe", "nieuw"}, {"doel", "lasser"}});
  EXPECT_EQ(empty.status, 400);
  EXPECT_THAT(empty.body, HasSubstr("value=\"lasser\""));
  const RawResponse made = after("advisor", "/adviseur/sjablonen",
                                 {{"doe", "nieuw"}, {"naam", "Winkel naar zorg"}, {"doel", "verzorgende"}});
  expect_accessible(made.body);
  const auto ids = all_matches(made.body, "name=\"id\" value=\"([0-9]+)\"");
  ASSERT_EQ(ids.size(), 1U);
  EXPECT_THAT(get("advisor", "/adviseur").body, HasSubstr("Winkel naar zorg"));
  EXPECT_THAT(get("other", "/adviseur").body, Not(HasSubstr("Winkel naar zorg")));
  const RawResponse used = after("advisor", "/adviseur/sjablonen", {{"doe", "gebruik"}, {"id", ids.front()}});
  EXPECT_THAT(used.body, HasSubstr("value=\"verzorgende\""));
  EXPECT_EQ(post("other", "/adviseur/sjablonen", {{"doe", "gebruik"}, {"id", ids.front()}}).status, 404);
  const RawResponse gone = after("advisor", "/adviseur/sjablonen", {{"doe", "weg"}, {"id", ids.front()}});
  EXPECT_THAT(gone.body, Not(HasSubstr("Winkel naar zorg")));
}

TEST_F(DeskPages, an_offer_on_paper_is_for_the_client) {
  post("advisor", "/adviseur", k_client);
  const auto sheets = all_matches(get("advisor", "/adviseur").body, "href=\"(/adviseur/blad\\?opleiding=[0-9]+)\"");
  ASSERT_EQ(sheets.size(), 1U);
  const RawResponse sheet = get("advisor", sheets.front());
  EXPECT_EQ(sheet.status, 200);
  expect_accessible(sheet.body);
  EXPECT_THAT(sheet.body, HasSubstr("Waarom dit past"));
}

}  // namespace
}  // namespace leerwijzer::testing
