// A kept plan as JSON: strict for what a person sends, the same again from what was encrypted, and of a share only what
// was chosen.
#include "api/wire/stored_plan_wire.hpp"
#include "api/http/problem.hpp"
#include "api/web/qr_picture.hpp"
#include "api/wire/share_wire.hpp"

#include <gtest/gtest.h>
#include <boost/json.hpp>

namespace leerwijzer {
namespace {

namespace json = boost::json;

const std::string k_plan = R"({"title": "Naar de zorg", "learner": {"postcode": "3511", "situation": ["ww"]},
  "goal": {"occupation": {"text": "verzorgende"}}, "variant": "complete",
  "steps": [{"offerId": 1, "run": "r1", "title": "Verzorgende IG", "provider": {"id": 7, "name": "ROC"},
             "startKind": "dated", "start": "2027-02-08", "end": "2027-06-30", "enrolUntil": "2027-01-15",
             "price": {"gross": {"min": 100, "max": 200}, "net": null}, "pinned": true, "state": "stopped",
             "why": "Te ver weg", "note": "Eerst bellen"}]})";

std::vector<FieldError> faults_of(const std::string& body) {
  try {
    static_cast<void>(read_plan_content(body));
  } catch (const InvalidInput& error) {
    return error.errors();
  }
  return {};
}

std::string first_fault(const std::string& body) {
  const auto faults = faults_of(body);
  return faults.empty() ? "" : faults.front().field;
}

TEST(PlanContent, comes_back_from_what_is_encrypted_as_it_was) {
  const PlanContent content = read_plan_content(k_plan);
  SeenMoney seen;
  seen.on = parse_iso_date("2026-11-21").value();
  seen.rules_snapshot = "abc";
  seen.steps = {{{"stap", "STAP", SchemeStanding::yes}}};
  const auto kept = read_kept(write_kept(content.plan, seen));
  ASSERT_TRUE(kept.has_value());
  EXPECT_EQ(kept->content.plan, content.plan);
  EXPECT_EQ(kept->seen, seen);
  EXPECT_EQ(kept->content.learner.postcode, "3511");
}

TEST(PlanContent, can_be_sent_again_as_it_was_answered) {
  const PlanContent content = read_plan_content(k_plan);
  EXPECT_EQ(read_plan_content(json::serialize(write_plan_content(content.plan))).plan, content.plan);
}

TEST(PlanContent, names_the_field_of_every_fault) {
  EXPECT_EQ(first_fault("{}"), "/steps");
  EXPECT_EQ(first_fault(R"({"goal": {}, "steps": [{}]})"), "/steps/0/offerId");
  EXPECT_EQ(first_fault(R"({"goal": {}, "steps": [{"offerId": 1, "state": "bezig"}]})"), "/steps/0/state");
  EXPECT_EQ(first_fault(R"({"goal": {}, "steps": [{"offerId": 1, "why": "x"}]})"), "/steps/0/why");
  EXPECT_EQ(first_fault(R"({"goal": {}, "steps": [{"offerId": 1, "start": "2027-02-08", "end": "2027-01-01"}]})"),
            "/steps/0/end");
  EXPECT_EQ(first_fault(R"({"goal": {}, "steps": [{"offerId": 1, "price": {"gross": {"min": 3, "max": 2}}}]})"),
            "/steps/0/price/gross/max");
  EXPECT_EQ(first_fault(R"({"goal": {}, "steps": [{"offerId": 1}, {"offerId": 1}]})"), "/steps");
  EXPECT_EQ(first_fault(R"({"goal": {}, "learner": {"birthYear": 3}})"), "/learner/birthYear");
  EXPECT_EQ(first_fault(R"({"goal": {}, "today": "2027-01-01"})"), "/today");
  EXPECT_EQ(first_fault(R"({"goal": {}, "extra": 1})"), "/extra");
  EXPECT_EQ(first_fault("{\"goal\": {}, \"title\": \"" + std::string(121, 'x') + "\"}"), "/title");
  EXPECT_EQ(first_fault("{\"goal\": {}, \"steps\": [{\"offerId\": 1, \"note\": \"" + std::string(1001, 'x') + "\"}]}"),
            "/steps/0/note");
  std::string many;
  for (int i = 1; i <= 21; ++i) many += (i > 1 ? "," : "") + ("{\"offerId\": " + std::to_string(i) + "}");
  EXPECT_EQ(first_fault("{\"goal\": {}, \"steps\": [" + many + "]}"), "/steps");
}

TEST(PlanContent, that_was_written_by_another_program_fails_without_telling_its_words) {
  for (const char* text : {"", "[]", "{", R"({"plan": 1})", R"({"plan": {"title": "geheim", "x": 1}})"}) {
    const auto kept = read_kept(text);
    ASSERT_FALSE(kept.has_value()) << text;
    EXPECT_EQ(kept.error().code, ErrorCode::corrupt);
    EXPECT_EQ(describe(kept.error()).find("geheim"), std::string::npos);
  }
}

TEST(SharedContent, holds_the_chosen_sections_and_not_a_word_of_the_others) {
  const StoredPlan plan = read_plan_content(k_plan).plan;
  const std::vector<std::pair<ShareSection, std::vector<std::string>>> words = {
      {ShareSection::goal, {"Naar de zorg", "verzorgende"}},
      {ShareSection::learner, {"3511", "ww"}},
      {ShareSection::steps, {"2027-02-08", "stopped"}},
      {ShareSection::money, {"\"min\":100", "\"max\":200"}},
      {ShareSection::notes, {"Te ver weg", "Eerst bellen"}}};
  for (const auto& [chosen, own] : words) {
    const std::string text = shared_content(plan, {"mijn adviseur", {chosen}, ShareRight::read});
    EXPECT_EQ(text.find("mijn adviseur"), std::string::npos) << "what the owner calls somebody is the owner's";
    for (const auto& [section, theirs] : words) {
      for (const std::string& word : theirs)
        EXPECT_EQ(text.find(word) != std::string::npos, section == chosen) << name_of(chosen) << ": " << word;
    }
  }
}

TEST(SharedContent, is_a_plan_again_for_who_compares_it) {
  const StoredPlan plan = read_plan_content(k_plan).plan;
  const auto view = read_shared(shared_content(
      plan, {"x", {ShareSection::steps, ShareSection::money, ShareSection::notes}, ShareRight::comment}));
  ASSERT_TRUE(view.has_value());
  EXPECT_EQ(view->right, ShareRight::comment);
  EXPECT_EQ(view->plan.steps, plan.steps);
  const auto without = read_shared(shared_content(plan, {"x", {ShareSection::goal}, ShareRight::read}));
  ASSERT_TRUE(without.has_value());
  EXPECT_TRUE(without->plan.steps.empty());
  for (const char* text : {"", "{}", "[]", R"({"right": 1})", R"({"right":"read","notes":[1],"steps":[]})"})
    EXPECT_FALSE(read_shared(text).has_value()) << text;
}

TEST(ShareTerms, come_back_as_they_were) {
  const ShareTerms terms{"mijn adviseur", {ShareSection::goal, ShareSection::notes}, ShareRight::comment};
  EXPECT_EQ(read_terms(write_terms(terms)), terms);
  EXPECT_FALSE(read_terms("{\"sections\": 1}").has_value());
}

TEST(ShareRequest, asks_for_a_name_sections_and_a_day_within_ninety) {
  const Date today = parse_iso_date("2026-11-21").value();
  const auto field = [&](const std::string& body) {
    try {
      static_cast<void>(read_share(body, today));
    } catch (const InvalidInput& error) {
      return error.errors().front().field;
    }
    return std::string{};
  };
  EXPECT_EQ(field(R"({"name": "x", "sections": ["steps"], "expiresDate": "2027-02-19"})"), "");
  EXPECT_EQ(field(R"({"name": "x", "sections": ["steps"], "expiresDate": "2027-02-20"})"), "/expiresDate");
  EXPECT_EQ(field(R"({"name": "x", "sections": ["steps"], "expiresDate": "2026-11-21"})"), "/expiresDate");
  EXPECT_EQ(field(R"({"name": "x", "sections": ["steps"]})"), "/expiresDate");
  EXPECT_EQ(field(R"({"sections": ["steps"], "expiresDate": "2026-12-01"})"), "/name");
  EXPECT_EQ(field(R"({"name": "x", "sections": [], "expiresDate": "2026-12-01"})"), "/sections");
  EXPECT_EQ(field(R"({"name": "x", "sections": ["alles"], "expiresDate": "2026-12-01"})"), "/sections/0");
  EXPECT_EQ(field(R"({"name": "x", "sections": ["steps"], "right": "write", "expiresDate": "2026-12-01"})"), "/right");
}

TEST(QrPicture, is_a_square_with_a_quiet_zone_and_a_title) {
  const std::string link = "https://leerwijzer.example/mijn-plan#code=ABCD-EFGH-JKMN-PQRS-TVWX-YZ01-2345";
  const auto picture = qr_picture(link, "Link & plan <x>");
  ASSERT_TRUE(picture.has_value());
  EXPECT_TRUE(picture->starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 45 45\""))
      << picture->substr(0, 120);
  EXPECT_NE(picture->find("<title>Link &amp; plan &lt;x></title>"), std::string::npos);
  // The three finder patterns begin at the corners of what is drawn: a bar of seven modules.
  for (const char* corner : {"M4 4h7v1h-7z", "M34 4h7v1h-7z", "M4 40h7v1h-7z"})
    EXPECT_NE(picture->find(corner), std::string::npos) << corner;
  EXPECT_EQ(picture->find("M3 "), std::string::npos) << "nothing is drawn in the quiet zone";
  EXPECT_EQ(picture->find("ABCD"), std::string::npos);
  EXPECT_EQ(qr_picture(std::string(5'000, 'x'), "t").error().code, ErrorCode::too_large);
}

}  // namespace
}  // namespace leerwijzer
