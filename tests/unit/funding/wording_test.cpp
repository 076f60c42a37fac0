// Every condition of every scheme has Dutch words for a yes and for a no, no text shows a raw name, and a no says what
// would change it.
#include "engine/funding/wording.hpp"
#include "engine/core/text.hpp"
#include "engine/funding/rule_worlds.hpp"
#include "tests/unit/funding/facts_json.hpp"
#include "tests/unit/funding/random_facts.hpp"
#include "tests/unit/funding/shipped_rules.hpp"

#include <gtest/gtest.h>

#include <set>

namespace leerwijzer {
namespace {

const CompiledRules& compiled() {
  static const CompiledRules rules = compile_rules(testing::read_scheme_files()).value();
  return rules;
}

/// Names that are for programs: facts, their prefixes, and words with an underscore.
void expect_no_raw_name(const std::string& text, const std::string& about) {
  for (const char* prefix : {"case.", "course.", "employer.", "person.", "param:", "_"}) {
    EXPECT_FALSE(contains(text, prefix)) << about << ": " << text;
  }
  EXPECT_FALSE(contains(text, "{}")) << about << ": " << text;
  EXPECT_FALSE(contains(text, "  ")) << about << ": " << text;
}

TEST(FundingWording, every_condition_of_every_scheme_has_words_for_both_sides) {
  const Knowledge nothing{};
  std::size_t conditions = 0;
  for (const SchemeModel& scheme : compiled().schemes) {
    for (const SchemeVersion& version : scheme.versions) {
      const int day = version.span.to == DateSpan{}.to ? 20261121 : version.span.from + 1;
      const RuleContext context{compiled(), nothing, {day, day}};
      for (const RuleNode* atom : atoms_of(version.rule)) {
        const std::string yes = clause_of(*atom, true, context);
        const std::string no = clause_of(*atom, false, context);
        EXPECT_NE(yes, no) << scheme.id;
        for (const std::string& clause : {yes, no}) {
          EXPECT_GT(clause.size(), 10U) << scheme.id;
          EXPECT_FALSE(clause.ends_with('.')) << clause;
          expect_no_raw_name(clause, scheme.id);
        }
        ++conditions;
      }
    }
  }
  EXPECT_GT(conditions, 150U);
}

TEST(FundingWording, no_text_for_a_citizen_shows_a_raw_name) {
  testing::Random random(11);
  for (int round = 0; round < 400; ++round) {
    const FundingQuestion question = testing::random_question(random, 1 + round % 10);
    const FundingAnswer answer = testing::shipped_rules().evaluate(question);
    for (const SchemeVerdict& verdict : answer.schemes) {
      expect_no_raw_name(verdict.text, verdict.id);
      for (const WouldChange& change : verdict.would_change) expect_no_raw_name(change.text, verdict.id);
    }
    if (answer.next_question) expect_no_raw_name(answer.next_question->text, answer.next_question->fact);
    for (const auto* stack : {&answer.certain, &answer.likely, &answer.best_case}) {
      if (*stack) expect_no_raw_name((*stack)->text, "stack");
    }
  }
}

TEST(FundingWording, a_no_names_what_would_change_it_as_facts_and_sentences) {
  const SchemeVerdict verdict = testing::ask_one(
      "UTR_OMSCH", "2026-11-21",
      {{"person.residence_municipality", std::string("Zeist")}, {"case.course_already_started", true}});
  ASSERT_EQ(verdict.eligibility, Verdict::no);
  ASSERT_EQ(verdict.would_change.size(), 2U);
  EXPECT_EQ(verdict.would_change[0].fact, "person.residence_municipality");
  EXPECT_EQ(verdict.would_change[0].text, "U woont in de gemeente Utrecht.");
  EXPECT_EQ(verdict.would_change[1].fact, "case.course_already_started");
}

TEST(FundingWording, nobody_is_told_to_grow_younger) {
  const SchemeVerdict old = testing::ask_one("LLK", "2026-11-21", {{"person.age_on_course_start", 57.0}});
  EXPECT_EQ(old.eligibility, Verdict::no);
  EXPECT_TRUE(old.would_change.empty());
  EXPECT_FALSE(contains(old.text, "Dit kan veranderen")) << old.text;
  const SchemeVerdict young = testing::ask_one("SF_MBO", "2026-11-21", {{"person.age_on_course_start", 17.0}});
  ASSERT_EQ(young.would_change.size(), 1U);
  EXPECT_EQ(young.would_change[0].fact, "person.age_on_course_start");
}

TEST(FundingWording, of_two_ways_out_the_one_that_a_person_can_go_is_told) {
  const SchemeVerdict verdict = testing::ask_one("LLK", "2026-11-21",
                                                 {{"person.age_on_course_start", 25.0},
                                                  {"course.path", std::string("mbo_bol_vt")},
                                                  {"person.has_bachelor_or_master", false}});
  EXPECT_EQ(verdict.eligibility, Verdict::no);
  EXPECT_EQ(verdict.would_change.size(), 1U);
}

TEST(FundingWording, an_overdue_scheme_says_to_check_with_its_issuer) {
  const SchemeVerdict fresh = testing::ask_one("LLK", "2027-01-01");
  const SchemeVerdict stale = testing::ask_one("LLK", "2027-01-02");
  EXPECT_FALSE(fresh.overdue);
  EXPECT_FALSE(contains(fresh.text, "lang niet gecontroleerd"));
  EXPECT_TRUE(stale.overdue);
  EXPECT_TRUE(contains(stale.text, "lang niet gecontroleerd")) << stale.text;
  EXPECT_TRUE(contains(stale.text, "DUO")) << stale.text;
}

TEST(FundingWording, without_a_next_check_a_scheme_is_overdue_after_a_year) {
  EXPECT_FALSE(testing::ask_one("SF_HO", "2027-11-21").overdue);
  EXPECT_TRUE(testing::ask_one("SF_HO", "2027-11-22").overdue);
}

TEST(FundingWording, sources_that_contradict_each_other_are_told) {
  // The age limit of the levenlanglerenkrediet is 57 in one source and 56 in another, from the study year 2024-25 on.
  const SchemeVerdict before = testing::ask_one("LLK", "2024-07-31");
  const SchemeVerdict since = testing::ask_one("LLK", "2024-08-01");
  EXPECT_FALSE(before.conflicting);
  EXPECT_TRUE(since.conflicting);
  EXPECT_TRUE(contains(since.text, "bronnen spreken elkaar tegen")) << since.text;
  EXPECT_TRUE(testing::ask_one("DOORZAAM_VOUCHER", "2026-11-21").conflicting);
  EXPECT_FALSE(testing::ask_one("STAP", "2026-11-21").conflicting) << "it has ended: nothing to contradict";
}

TEST(FundingWording, a_window_that_is_over_is_told) {
  const SchemeVerdict verdict = testing::ask_one(
      "PRAKTIJKLEREN", "2026-09-18",
      {{"employer.sbb_leerbedrijf", true}, {"course.path", std::string("mbo_bbl")}, {"course.crebo_or_croho", true}});
  EXPECT_EQ(verdict.eligibility, Verdict::yes);
  EXPECT_EQ(verdict.window, Window::closed);
  EXPECT_TRUE(contains(verdict.text, "De aanvraagtijd is voorbij")) << verdict.text;
}

TEST(FundingWording, a_scheme_that_ended_says_so) {
  const SchemeVerdict last_day = testing::ask_one("STAP", "2023-12-31");
  const SchemeVerdict after = testing::ask_one("STAP", "2024-01-01");
  EXPECT_FALSE(last_day.ended);
  EXPECT_TRUE(after.ended);
  EXPECT_TRUE(contains(after.text, "Bestaat niet meer")) << after.text;
}

}  // namespace
}  // namespace leerwijzer
