// The form of an offer: it shows what a draft says, and kept as it is it changes nothing.
#include "api/web/offer_form.hpp"
#include "tests/support/random_drafts.hpp"

#include <gtest/gtest.h>
#include <boost/json.hpp>

namespace leerwijzer::testing {
namespace {

const Taxonomy& no_skills() {
  static const Taxonomy taxonomy = Taxonomy::build({}, {}, {}, "test");
  return taxonomy;
}

FormDraft made(const OfferForm& form, const OfferDraft& base = {}) {
  return draft_of(form, base, no_skills(), Texts::in(Language::nl));
}

TEST(OfferForm, kept_as_it_is_changes_nothing) {
  RandomDrafts random(20261129);
  for (int i = 0; i < 1'000; ++i) {
    const OfferDraft draft = random.draft();
    const FormDraft again = made(form_of(draft, no_skills()), draft);
    ASSERT_TRUE(again.faults.empty()) << again.faults.front().field << ": " << again.faults.front().what;
    ASSERT_EQ(boost::json::serialize(write_draft(again.draft)), boost::json::serialize(write_draft(draft)));
  }
}

TEST(OfferForm, an_empty_form_is_an_empty_draft) { EXPECT_EQ(made({}).draft, OfferDraft{}); }

TEST(OfferForm, plain_words_become_paragraphs_and_come_back) {
  for (const char* typed : {"Een regel", "Een\n\ntwee", "Een\ntwee\n\ndrie & vier", "\"aan\" halen"}) {
    EXPECT_EQ(typed_text(html_of_typed(typed)), typed);
    EXPECT_EQ(html_of_typed(typed_text(html_of_typed(typed))), html_of_typed(typed));
  }
  EXPECT_EQ(html_of_typed("a\n\nb"), "<p>a</p><p>b</p>");
  EXPECT_EQ(typed_text("<ul><li>a</li></ul>"), "<ul><li>a</li></ul>") << "what has other tags is shown with them";
}

TEST(OfferForm, a_fault_is_at_its_input_and_the_rest_is_still_a_draft) {
  OfferForm form;
  form.set("titel", "Lassen");
  form.set("duur", "lang");
  form.set("start-datum-2", "gisteren");
  form.set("pagina", "school");
  form.set("start-postcode-0", "12");
  form.set("start-datum-0", "8-2-2027");
  const FormDraft draft = made(form);
  std::vector<std::string> fields;
  for (const FieldError& fault : draft.faults) fields.push_back(fault.field);
  std::sort(fields.begin(), fields.end());
  EXPECT_EQ(fields, (std::vector<std::string>{"duur", "pagina", "start-datum-2", "start-postcode-0"}));
  EXPECT_EQ(title_of(draft.draft.offer), "Lassen");
  ASSERT_EQ(draft.draft.offer.runs.size(), 2U);
  EXPECT_TRUE(draft.draft.offer.runs.front().start);
}

TEST(OfferForm, an_emptied_row_is_gone_and_a_run_is_removed_by_its_box) {
  const OfferDraft base = read_draft(R"({"costs": [{"amountCents": 100}, {"amountCents": 200, "note": "n"}],
    "outcomes": [{"text": "a"}, {"text": "b"}], "runs": [{"key": "x"}, {"key": "y"}]})");
  OfferForm form = form_of(base, no_skills());
  form.values.erase("prijs-0");
  form.values.erase("leerdoel-0");
  form.set("start-weg-0", "ja");
  const OfferDraft draft = made(form, base).draft;
  ASSERT_EQ(draft.offer.costs.size(), 1U);
  EXPECT_EQ(draft.offer.costs.front().note, "n");
  ASSERT_EQ(draft.offer.outcomes.size(), 1U);
  EXPECT_EQ(draft.offer.outcomes.front().text, "b");
  ASSERT_EQ(draft.offer.runs.size(), 1U);
  EXPECT_EQ(draft.offer.runs.front().key, "y");
}

TEST(OfferForm, new_runs_get_keys_of_their_own) {
  OfferForm form;
  for (const char* name : {"start-datum-0", "start-datum-1"}) form.set(name, "08-02-2027");
  const OfferDraft draft = made(form).draft;
  ASSERT_EQ(draft.offer.runs.size(), 2U);
  EXPECT_EQ(draft.offer.runs[0].key, "2027-02-08");
  EXPECT_EQ(draft.offer.runs[1].key, "2027-02-08-2");
}

TEST(OfferForm, a_discount_is_typed_without_its_minus) {
  const OfferDraft base = read_draft(R"({"costs": [{"kind": "discount", "amountCents": -5000}]})");
  OfferForm form = form_of(base, no_skills());
  EXPECT_EQ(form.text("prijs-0"), "50");
  form.set("prijs-0", "60");
  EXPECT_EQ(made(form, base).draft.offer.costs.front().amount, Cents{-6'000});
}

}  // namespace
}  // namespace leerwijzer::testing
