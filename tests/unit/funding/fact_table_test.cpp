// The vocabulary: complete, worded, and used.
#include "engine/funding/fact_table.hpp"
#include "engine/core/edit_distance.hpp"
#include "engine/core/text.hpp"
#include "tests/unit/funding/shipped_rules.hpp"

#include <gtest/gtest.h>

#include <set>

namespace leerwijzer {
namespace {

TEST(FundingFactTable, every_fact_is_asked_about_by_a_scheme_a_fund_or_a_referral_rule) {
  std::string all = testing::read_file(testing::root() / "schema" / "templates" / "VOORBEELDFONDS.json");
  all += testing::read_file(testing::root() / "schema" / "regions" / "referral-rules.json");
  for (const auto& [name, text] : testing::read_scheme_files()) all += text;
  for (const FactSpec& spec : fact_table()) {
    // Parts of the price are for payments, and for rules to come.
    if (spec.name == "course.exam_cost" || spec.name == "course.price_without_vat") continue;
    EXPECT_TRUE(contains(all, "\"fact\": \"" + std::string(spec.name) + "\"")) << spec.name;
  }
}

TEST(FundingFactTable, every_fact_has_a_question_and_a_clause_for_yes_and_for_no) {
  for (const FactSpec& spec : fact_table()) {
    EXPECT_TRUE(spec.question.ends_with('?') || spec.question.ends_with("kiezen.")) << spec.name;
    EXPECT_FALSE(spec.yes.empty());
    EXPECT_NE(spec.yes, spec.no) << spec.name;
    EXPECT_EQ(contains(spec.yes, "{}"), spec.type != FactType::flag) << spec.name;
    EXPECT_EQ(contains(spec.no, "{}"), spec.type != FactType::flag) << spec.name;
    for (std::string_view text : {spec.question, spec.yes, spec.no}) {
      EXPECT_TRUE(is_clean_utf8(text));
      EXPECT_FALSE(contains(text, "  "));
      EXPECT_FALSE(contains(text, " je ") || contains(text, " jouw ")) << spec.name << ": people are addressed with u";
    }
  }
}

TEST(FundingFactTable, words_are_labelled_and_unique) {
  for (const FactSpec& spec : fact_table()) {
    EXPECT_LE(spec.words.size(), 64U);
    std::set<std::string_view> values;
    for (const FactWord& word : spec.words) {
      EXPECT_FALSE(word.label.empty()) << word.value;
      EXPECT_TRUE(values.insert(word.value).second) << word.value;
      EXPECT_EQ(spec.words[*find_word(spec, word.value)].value, word.value);
    }
    EXPECT_TRUE(spec.words.empty() || spec.type == FactType::word || spec.type == FactType::word_set);
  }
}

TEST(FundingFactTable, income_health_and_nationality_are_sensitive) {
  for (const char* name : {"person.annual_income_eurocent", "person.duo_nationality_ok", "person.schoolbaar"}) {
    EXPECT_TRUE(fact_table()[*find_fact(name)].sensitive) << name;
  }
}

TEST(FundingFactTable, values_are_written_in_dutch) {
  EXPECT_EQ(format_value(FactUnit::years, 57), "57 jaar");
  EXPECT_EQ(format_value(FactUnit::eurocent, 4'000'000), "€\u00A040.000");
  EXPECT_EQ(format_value(FactUnit::ratio, 0.2), "20%");
  EXPECT_EQ(format_value(FactUnit::months, 1), "1 maand");
  EXPECT_EQ(format_value(FactUnit::weeks, 13), "13 weken");
  EXPECT_EQ(format_value(FactUnit::year, 2022), "2022");
  EXPECT_EQ(format_value(FactUnit::hours, 7.5), "7,5 uur");
}

TEST(FundingCheckFacts, an_unknown_name_is_refused_with_the_nearest) {
  const auto checked = testing::shipped_rules().check_facts({{"person.age_on_start", 40.0}});
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error().code, ErrorCode::invalid_input);
  EXPECT_EQ(checked.error().where, "person.age_on_start");
  EXPECT_EQ(checked.error().hint, "Did you mean \"person.age_on_1_aug\"?");
}

TEST(FundingCheckFacts, a_value_of_another_type_is_refused) {
  const std::vector<std::pair<std::string, FactValue>> wrong = {
      {"course.recognised_nl", std::string("yes")},
      {"person.age_on_course_start", true},
      {"course.path", 3.0},
      {"person.statuses", std::string("nug")},
      {"person.age_on_course_start", std::numeric_limits<double>::quiet_NaN()},
      {"person.statuses:nug", 1.0},
      {"course.path:wo", true},
      {"person.age_on_course_start:about", 40.0},
  };
  for (const auto& [name, value] : wrong) {
    const auto checked = testing::shipped_rules().check_facts({{name, value}});
    ASSERT_FALSE(checked) << name;
    EXPECT_EQ(checked.error().where, name);
  }
}

TEST(FundingCheckFacts, a_slip_of_the_pen_is_refused_and_another_word_means_something_else) {
  const auto slip =
      testing::shipped_rules().check_facts({{"person.statuses", std::vector<std::string>{"unemployd_ww"}}});
  ASSERT_FALSE(slip);
  EXPECT_EQ(slip.error().hint, "Did you mean \"unemployed_ww\"?");
  const Facts other = {{"employer.cao_fund", std::string("VISSERIJ")}};
  EXPECT_TRUE(testing::shipped_rules().check_facts(other));
  EXPECT_EQ(testing::ask_one("SOOB_PITSTOP", "2026-11-21", other).eligibility, Verdict::no);
}

TEST(FundingCheckFacts, a_part_that_contradicts_the_whole_is_refused) {
  EXPECT_FALSE(
      testing::shipped_rules().check_facts({{"person.age_on_1_aug", 20.0}, {"person.age_on_1_aug:max", 19.0}}));
  EXPECT_TRUE(testing::shipped_rules().check_facts({{"person.age_on_1_aug", 20.0}, {"person.age_on_1_aug:max", 20.0}}));
  EXPECT_FALSE(testing::shipped_rules().check_facts(
      {{"person.statuses", std::vector<std::string>{"zw"}}, {"person.statuses:zw", false}}));
}

TEST(FundingCheckSchemes, an_unknown_scheme_names_the_nearest) {
  EXPECT_TRUE(testing::shipped_rules().check_schemes(std::vector<std::string>{"LLK", "STAP"}));
  const auto checked = testing::shipped_rules().check_schemes(std::vector<std::string>{"LLK", "SLIM_SCOLING"});
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error().code, ErrorCode::not_found);
  EXPECT_EQ(checked.error().hint, "Did you mean \"SLIM_SCHOLING\"?");
}

}  // namespace
}  // namespace leerwijzer
