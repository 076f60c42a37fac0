// The draft of an offer: what is written reads back the same, and every fault is named where it is, in Dutch.
#include "api/wire/draft_wire.hpp"
#include "api/http/problem.hpp"
#include "tests/support/random_drafts.hpp"

#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <algorithm>

namespace leerwijzer::testing {
namespace {

namespace json = boost::json;

std::vector<FieldError> faults(const std::string& body) {
  try {
    static_cast<void>(read_draft(body));
  } catch (const InvalidInput& error) {
    return error.errors();
  }
  return {};
}

/// The only fault is at that place.
void expect_fault(const std::string& body, const std::string& field) {
  const auto found = faults(body);
  ASSERT_EQ(found.size(), 1U) << body;
  EXPECT_EQ(found[0].field, field) << body;
  EXPECT_FALSE(found[0].what.empty() || found[0].hint.empty()) << body;
}

TEST(Draft, that_is_written_reads_back_as_the_same) {
  RandomDrafts random(20261128);
  for (int i = 0; i < 2'000; ++i) {
    const OfferDraft draft = random.draft();
    const std::string text = json::serialize(write_draft(draft));
    const OfferDraft again = read_draft(text);
    ASSERT_EQ(again, draft) << text;
    ASSERT_EQ(json::serialize(write_draft(again)), text);
  }
}

TEST(Draft, leaves_out_what_is_unknown) {
  EXPECT_EQ(json::serialize(write_draft(read_draft("{}"))), "{}");
  const OfferDraft draft = read_draft(R"({"durationMonths": null, "costs": [{"kind": "exam"}], "languages": []})");
  EXPECT_FALSE(draft.offer.duration_months);
  EXPECT_FALSE(draft.offer.costs.at(0).amount) << "unknown is not free";
  EXPECT_EQ(json::serialize(write_draft(draft)), R"({"costs":[{"kind":"exam"}]})");
}

TEST(Draft, takes_a_title_and_a_description_without_ceremony) {
  const OfferDraft draft = read_draft(R"({"title": " Lassen  voor beginners ", "description": "Zorg & meer"})");
  EXPECT_EQ(title_of(draft.offer), "Lassen voor beginners");
  EXPECT_EQ(text_of(draft.offer, TextField::description), "Zorg &amp; meer");
  expect_fault(R"({"title": "a", "texts": [{"field": "title", "text": "b"}]})", "/texts/0/text");
}

TEST(Draft, names_every_fault_where_it_is) {
  expect_fault(R"({"titel": "x"})", "/titel");
  expect_fault(R"({"level": 4})", "/level");
  expect_fault(R"({"level": "4", "levelBasis": "register"})", "/levelBasis");
  expect_fault(R"({"levelBasis": "stated"})", "/levelBasis");
  expect_fault(R"({"durationMonths": 0})", "/durationMonths");
  expect_fault(R"({"studyLoadHours": 0})", "/studyLoadHours");
  expect_fault(R"({"costs": [{"amountCents": -1}]})", "/costs/0/amountCents");
  expect_fault(R"({"costs": [{"amountCents": 12.5}]})", "/costs/0/amountCents");
  expect_fault(R"({"costs": [{"amountCents": 100, "vatCents": 21, "vatBasis": "incl"}]})", "/costs/0/vatCents");
  expect_fault(R"({"runs": [{"start": "2027-02-08"}]})", "/runs/0/key");
  expect_fault(R"({"runs": [{"key": "a/b"}]})", "/runs/0/key");
  expect_fault(R"({"runs": [{"key": "a"}, {"key": "a"}]})", "/runs/1/key");
  expect_fault(R"({"runs": [{"key": "a", "start": "2027-02-30"}]})", "/runs/0/start");
  expect_fault(R"({"runs": [{"key": "a", "start": "2027-02-08", "end": "2027-01-01"}]})", "/runs/0/end");
  expect_fault(R"({"runs": [{"key": "a", "startKind": "rolling", "start": "2027-02-08"}]})", "/runs/0/start");
  expect_fault(R"({"runs": [{"key": "a", "startKind": "fixed"}]})", "/runs/0/start");
  expect_fault(R"({"runs": [{"key": "a", "placesMin": 9, "placesMax": 8}]})", "/runs/0/placesMax");
  expect_fault(R"({"runs": [{"key": "a", "sessions": [{"timeFrom": "25:00"}]}]})", "/runs/0/sessions/0/timeFrom");
  expect_fault(R"({"runs": [{"key": "a", "location": {"postcode": "12"}}]})", "/runs/0/location/postcode");
  expect_fault(R"({"locations": [{"city": "Utrecht", "point": {"latitude": 52}}]})", "/locations/0/point/longitude");
  expect_fault(R"({"codes": [{"scheme": "crebo", "value": "12"}]})", "/codes/0/value");
  expect_fault(R"({"outcomes": [{}]})", "/outcomes/0/text");
  expect_fault(R"({"languages": ["Nederlands"]})", "/languages");
  expect_fault(R"j({"url": "javascript:alert(1)"})j", "/url");
  expect_fault(R"({"url": "https://user@school.nl/x"})", "/url");
  expect_fault(R"({"contactEmail": "info"})", "/contactEmail");
  expect_fault(R"({"description": "<script>x</script>"})", "/description");
  expect_fault(R"({"texts": [{"text": "x"}]})", "/texts/0/field");
  EXPECT_EQ(faults(R"({"level": 4, "kind": "cursus", "modes": "online", "costs": {}})").size(), 4U);
}

TEST(Draft, tells_its_faults_in_dutch) {
  for (const char* body : {R"({"level": 4})", R"({"kind": "cursuss"})", R"({"modes": "online"})", R"({"runs": [1]})",
                           R"({"durationMonths": "lang"})", R"({"durationMonths": 9999})", R"({"recognised": "ja"})",
                           R"({"titlee": "x"})", "", "[]", "{", R"({"runs": [{"key": "a", "start": "morgen"}]})"}) {
    const auto found = faults(body);
    ASSERT_FALSE(found.empty()) << body;
    for (const FieldError& one : found) {
      for (const char* english : {"This ", "must be", "Use ", "Give ", "Put ", "Send ", "The ", "Did you"})
        EXPECT_EQ((one.what + one.hint).find(english), std::string::npos) << body << ": " << one.what << one.hint;
    }
  }
}

TEST(Draft, whatever_form_the_body_has_is_refused_and_never_breaks) {
  std::string deep(200, '[');
  for (const std::string& body : {std::string("null"), std::string("1"), deep, std::string("{\"a\":" + deep),
                                  std::string("\xff\xfe"), std::string(R"({"title": "\u0000"})"),
                                  std::string(R"({"runs": {}})"), std::string(R"({"costs": [{"amountCents": 1e400}]})"),
                                  std::string(R"({"studyLoadHours": 99999999999999999999})")})
    EXPECT_FALSE(faults(body).empty()) << body;
}

TEST(CohortBody, needs_who_is_enrolled_and_fits) {
  EXPECT_EQ(read_cohort_body(R"({"minimum": 8, "enrolled": 4, "pending": 1})").minimum, 8);
  EXPECT_FALSE(read_cohort_body(R"({"enrolled": 0})").minimum);
  for (const char* body : {"{}", R"({"enrolled": -1})", R"({"enrolled": 1, "minimum": 5, "maximum": 4})",
                           R"({"enrolled": "3"})", R"({"enrolled": 1, "naam": "Jan"})"})
    EXPECT_THROW(static_cast<void>(read_cohort_body(body)), InvalidInput) << body;
}

}  // namespace
}  // namespace leerwijzer::testing
