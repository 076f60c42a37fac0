// Pages around an account: an invitation to recovery codes, logging in and out with forms alone, and what another site,
// a guess or a crooked address cannot do.
#include "tests/http/api/account_fixture.hpp"
#include "tests/http/api/page_checks.hpp"

#include "api/http/target.hpp"

#include <gmock/gmock.h>

namespace leerwijzer::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

using FormFields = std::vector<std::pair<std::string, std::string>>;

class SessionPages : public AccountsOverHttp {
 protected:
  RawResponse post(const std::string& path, const FormFields& fields, const std::string& cookie = "",
                   const std::string& more = "") {
    std::string body;
    for (const auto& [name, value] : fields)
      body += (body.empty() ? "" : "&") + percent_encode(name) + "=" + percent_encode(value);
    std::string text = "POST " + path + " HTTP/1.1\r\nHost: leerwijzer.example\r\nAccept: text/html\r\n" + more;
    if (!cookie.empty()) text += "Cookie: __Host-leerwijzer=" + cookie + "\r\n";
    return server.ask(text + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " +
                      std::to_string(body.size()) + "\r\n\r\n" + body);
  }
  RawResponse get(const std::string& path, const std::string& cookie = "") {
    return server.get(path,
                      "Accept: text/html\r\n" + (cookie.empty() ? "" : "Cookie: __Host-leerwijzer=" + cookie + "\r\n"));
  }
  FormFields login(const Person& person, const std::string& code, const std::string& back = "") {
    return {{"naar", back}, {"email", person.email}, {"wachtwoord", person.password}, {"code", code}};
  }
  static std::string cookie_of(const RawResponse& response) {
    const std::string set = response.field("set-cookie");
    const std::size_t begin = set.find('=') + 1;
    return set.substr(begin, set.find(';') - begin);
  }
  std::string signed_in(const Person& person) {
    const RawResponse response = post("/inloggen", login(person, code_of(person)));
    EXPECT_EQ(response.status, 303) << response.body;
    next_code();
    return cookie_of(response);
  }
  static std::string hidden(const std::string& page, const std::string& name) {
    const auto found = all_matches(page, "name=\"" + name + "\" value=\"([^\"]*)\"");
    return found.empty() ? "" : found.front();
  }
};

TEST_F(SessionPages, an_invitation_leads_to_an_app_recovery_codes_and_a_login) {
  const std::string code = invited_by_operator("beheer@desk-a.nl", {"desk-a", std::nullopt});
  expect_accessible(get("/uitnodiging").body);

  const auto weak = post("/uitnodiging", {{"code", code}, {"wachtwoord", "kort"}});
  EXPECT_EQ(weak.status, 400);
  EXPECT_THAT(weak.body, HasSubstr("<title>Fout:"));
  EXPECT_THAT(weak.body, HasSubstr("value=\"" + code + "\"")) << "the code stays";
  EXPECT_THAT(weak.body, Not(HasSubstr("kort\""))) << "a password does not come back";

  const auto app = post("/uitnodiging", {{"code", code}, {"wachtwoord", k_password}});
  ASSERT_EQ(app.status, 200) << app.body;
  expect_accessible(app.body);
  EXPECT_THAT(app.body, HasSubstr("<svg")) << "a picture to scan";
  Person person{"beheer@desk-a.nl"};
  const std::string secret = hidden(app.body, "geheim");
  person.secret = bytes_of_base32(secret);

  const FormFields carried = {{"uitnodiging", hidden(app.body, "uitnodiging")},
                              {"email", person.email},
                              {"geheim", secret},
                              {"adres", hidden(app.body, "adres")}};
  FormFields wrong = carried;
  wrong.emplace_back("appcode", "000000");
  const auto again = post("/uitnodiging", wrong);
  EXPECT_EQ(again.status, 400);
  EXPECT_EQ(hidden(again.body, "geheim"), secret) << "the same secret stays in the app";
  FormFields right = carried;
  right.emplace_back("appcode", code_of(person));
  const auto done = post("/uitnodiging", right);
  ASSERT_EQ(done.status, 200) << done.body;
  expect_accessible(done.body);
  const auto codes = all_matches(done.body, "([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3})");
  EXPECT_EQ(codes.size(), 10U);
  next_code();

  const std::string cookie = signed_in(person);
  EXPECT_EQ(get("/inloggen", cookie).field("location"), "/adviseur") << "who is logged in goes on";
  const auto paper = post("/inloggen", login(person, codes.front()));
  EXPECT_EQ(paper.status, 303) << "a code from paper opens too";
  EXPECT_EQ(post("/inloggen", login(person, codes.front())).status, 401) << "but once";
}

TEST_F(SessionPages, a_wrong_login_keeps_the_address_and_tells_nothing) {
  const Person person = manager();
  const auto empty = post("/inloggen", {});
  EXPECT_EQ(empty.status, 400);
  EXPECT_EQ(all_matches(empty.body, "id=\"(email|wachtwoord|code)-fout\"").size(), 3U);
  Person stranger = person;
  stranger.email = "niemand@desk-a.nl";
  const auto unknown = post("/inloggen", login(stranger, "123456"));
  const auto wrong = post("/inloggen", login(person, "123456"));
  for (const auto* response : {&unknown, &wrong}) {
    EXPECT_EQ(response->status, 401);
    expect_accessible(response->body);
    EXPECT_THAT(response->body, HasSubstr("klopt niet"));
    EXPECT_THAT(response->body, Not(HasSubstr(k_password)));
    EXPECT_TRUE(response->field("set-cookie").empty());
  }
  EXPECT_EQ(hidden(wrong.body, "email").empty() ? all_matches(wrong.body, "value=\"([^\"]*@[^\"]*)\"").front() : "",
            person.email);
  EXPECT_EQ(post("/en/inloggen", login(person, "123456")).status, 401);
}

TEST_F(SessionPages, after_the_login_only_an_address_of_ours_is_gone_to) {
  const Person person = manager();
  const auto to = [&](const std::string& wanted) {
    const auto response = post("/inloggen", login(person, code_of(person), wanted));
    next_code();
    return response.field("location");
  };
  EXPECT_EQ(to("/adviseur/clienten/3"), "/adviseur/clienten/3");
  EXPECT_EQ(to("/account"), "/account");
  for (const char* crooked : {"https://elders.example/", "//elders.example", "/\\elders.example",
                              "/adviseur/../..//x.nl", "/adviseurs", "/school", "/adviseur\r\nset-cookie: a=b", ""})
    EXPECT_EQ(to(crooked), "/adviseur") << crooked;
}

TEST_F(SessionPages, a_page_of_a_desk_leads_who_is_not_logged_in_to_the_login_and_back) {
  const auto response = get("/account");
  EXPECT_EQ(response.status, 303);
  EXPECT_EQ(response.field("location"), "/inloggen?naar=%2Faccount");
  EXPECT_EQ(get("/en/account").field("location"), "/en/inloggen?naar=%2Faccount");
  const auto page = get(response.field("location"));
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(hidden(page.body, "naar"), "/account");
  EXPECT_EQ(post("/account", {{"doe", "andere"}}).field("location"), "/inloggen")
      << "a form that was sent is not asked";
  EXPECT_EQ(server.get("/v1/sessions/current").status, 401) << "a program is told";
}

TEST_F(SessionPages, a_manager_confirms_invites_a_colleague_and_locks_the_account) {
  const Person person = manager();
  const std::string cookie = signed_in(person);
  const auto press = [&](FormFields fields) {
    fields.emplace_back("csrf", hidden(get("/account", cookie).body, "csrf"));
    return post("/account", fields, cookie);
  };
  now += k_confirmed_seconds + 1;
  const auto late = get("/account", cookie);
  expect_accessible(late.body);
  EXPECT_THAT(late.body, Not(HasSubstr("value=\"uitnodigen\""))) << "a code first";
  EXPECT_EQ(press({{"doe", "uitnodigen"}, {"nieuw_email", "a@desk-a.nl"}, {"rol", "advisor"}}).status, 403);
  EXPECT_EQ(press({{"doe", "bevestigen"}, {"code", "000000"}}).status, 400);
  const auto confirmed = press({{"doe", "bevestigen"}, {"code", code_of(person)}});
  EXPECT_EQ(confirmed.status, 200);
  EXPECT_THAT(confirmed.body, HasSubstr("value=\"uitnodigen\""));

  EXPECT_EQ(press({{"doe", "uitnodigen"}, {"nieuw_email", "geen adres"}, {"rol", "advisor"}}).status, 400);
  const auto invited = press({{"doe", "uitnodigen"}, {"nieuw_email", "a@desk-a.nl"}, {"rol", "advisor"}});
  expect_accessible(invited.body);
  EXPECT_EQ(all_matches(invited.body, "/uitnodiging#code=([0-9A-Z-]{34})").size(), 1U);
  EXPECT_TRUE(all_matches(get("/account", cookie).body, "(#code=)").empty()) << "shown once";
  const auto ids = all_matches(invited.body, "name=\"id\" value=\"([0-9]+)\"");
  ASSERT_FALSE(ids.empty());
  const auto locked = press({{"doe", "blokkeren"},
                             {"id", ids.back()},
                             {"versie", all_matches(invited.body, "name=\"versie\" value=\"([0-9]+)\"").back()}});
  EXPECT_EQ(locked.status, 200) << locked.body;
  EXPECT_THAT(locked.body, HasSubstr("geblokkeerd"));
  const auto codes = press({{"doe", "herstelcodes"}});
  EXPECT_EQ(all_matches(codes.body, "([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3})\n").size(), 10U);
}

TEST_F(SessionPages, another_session_can_be_ended_and_the_password_changed) {
  const Person person = manager();
  const std::string here = signed_in(person);
  const std::string there = signed_in(person);
  const std::string csrf = hidden(get("/account", here).body, "csrf");
  EXPECT_THAT(get("/account", here).body, HasSubstr("Log overal uit"));
  EXPECT_EQ(post("/account", {{"csrf", csrf}, {"doe", "andere"}}, here).status, 200);
  EXPECT_EQ(get("/account", there).status, 303);
  EXPECT_EQ(get("/account", here).status, 200);

  FormFields fields = {{"csrf", csrf}, {"doe", "wachtwoord"}, {"nieuw", "zes groene fietsen dansen"}};
  fields.emplace_back("appcode", code_of(person));
  fields.emplace_back("wachtwoord", "niet dit");
  EXPECT_EQ(post("/account", fields, here).status, 400);
  next_code();
  fields = {{"csrf", csrf},
            {"doe", "wachtwoord"},
            {"nieuw", "zes groene fietsen dansen"},
            {"wachtwoord", person.password},
            {"appcode", code_of(person)}};
  EXPECT_THAT(post("/account", fields, here).body, HasSubstr("Uw wachtwoord is gewijzigd"));
}

TEST_F(SessionPages, a_form_without_the_field_of_its_page_does_nothing) {
  const Person person = manager();
  const std::string cookie = signed_in(person);
  const std::string page = get("/account", cookie).body;
  const std::string csrf = hidden(page, "csrf");
  EXPECT_EQ(csrf.size(), 64U);
  for (const FormFields& form : {FormFields{}, FormFields{{"csrf", std::string(64, '0')}}}) {
    const auto refused = post("/uitloggen", form, cookie);
    EXPECT_EQ(refused.status, 403);
    EXPECT_THAT(refused.body, HasSubstr("Dit mag u niet"));
  }
  EXPECT_EQ(post("/uitloggen", {{"csrf", csrf}}, cookie, "Origin: https://elders.example\r\n").status, 403);
  EXPECT_EQ(get("/account", cookie).status, 200) << "still logged in";
  EXPECT_EQ(audited("csrf-refused"), "3");

  const auto out = post("/uitloggen", {{"csrf", csrf}}, cookie);
  EXPECT_EQ(out.status, 303);
  EXPECT_EQ(out.field("location"), "/inloggen?uit=ja");
  EXPECT_EQ(get("/account", cookie).status, 303);
  EXPECT_THAT(get("/inloggen?uit=ja").body, HasSubstr("U bent uitgelogd"));
}

}  // namespace
}  // namespace leerwijzer::testing
