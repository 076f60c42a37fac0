// A region's own fund: one file, with a budget that runs out and the advice of a desk as a condition.
#include "tests/unit/funding/small_rules.hpp"

#include <gtest/gtest.h>

namespace leerwijzer {
namespace {

using testing::changed;
using testing::date_of;

std::string template_text() {
  return testing::read_file(testing::root() / "schema" / "templates" / "VOORBEELDFONDS.json");
}

/// The template beside all shipped schemes: nothing else has a list to edit.
FundingRules rules_with_fund() {
  auto files = testing::read_scheme_files();
  files.emplace_back("VOORBEELDFONDS.json", template_text());
  return FundingRules::compile(files).value();
}

FundingQuestion question_of_somebody_with_advice() {
  FundingQuestion question;
  question.date = date_of("2027-02-01");
  question.course_start = date_of("2027-03-01");
  question.price = Cents{200'000};
  question.only = {"VOORBEELDFONDS"};
  question.facts = {{"person.labour_region", FactValue{std::string("Midden-Utrecht")}},
                    {"person.age_on_course_start", FactValue{40.0}},
                    {"case.positive_advice_by", FactValue{std::string("Werkcentrum Midden-Utrecht")}},
                    {"case.course_already_started", FactValue{false}},
                    {"course.kind", FactValue{std::string("other")}}};
  return question;
}

std::vector<FundStanding> standing(BudgetState state) {
  return {{"VOORBEELDFONDS", date_of("2026-01-01"), date_of("2027-01-01"), BudgetState::exhausted},
          {"VOORBEELDFONDS", date_of("2027-01-01"), date_of("2028-01-01"), state}};
}

SchemeVerdict verdict_with(BudgetState state) {
  FundingRules rules = rules_with_fund();
  rules.set_funds(standing(state));
  return rules.evaluate(question_of_somebody_with_advice()).schemes.at(0);
}

TEST(Fund, with_budget_left_the_window_is_open_and_a_training_voucher_pays_its_worth) {
  const SchemeVerdict verdict = verdict_with(BudgetState::open);
  EXPECT_EQ(verdict.eligibility, Verdict::yes);
  EXPECT_EQ(verdict.window, Window::open);
  EXPECT_EQ(verdict.amount, (CentsInterval{Cents{150'000}, Cents{150'000}}));
}

TEST(Fund, a_budget_that_is_gone_closes_the_window_and_says_so) {
  const SchemeVerdict verdict = verdict_with(BudgetState::exhausted);
  EXPECT_EQ(verdict.window, Window::closed);
  EXPECT_EQ(verdict.budget, BudgetState::exhausted);
  EXPECT_NE(verdict.text.find("Het budget is op."), std::string::npos) << verdict.text;
}

TEST(Fund, near_the_end_of_the_budget_the_window_is_unknown) {
  const SchemeVerdict verdict = verdict_with(BudgetState::nearly);
  EXPECT_EQ(verdict.window, Window::unknown);
  EXPECT_NE(verdict.text.find("Het budget is bijna op."), std::string::npos) << verdict.text;
}

TEST(Fund, a_budget_that_nobody_counted_is_unknown_and_a_day_without_budget_is_closed) {
  const FundingRules rules = rules_with_fund();
  FundingQuestion question = question_of_somebody_with_advice();
  EXPECT_EQ(rules.evaluate(question).schemes.at(0).window, Window::unknown);
  question.date = date_of("2028-01-01");
  EXPECT_EQ(rules.evaluate(question).schemes.at(0).window, Window::closed);
}

TEST(Fund, an_old_answer_brings_how_the_fund_stood_then) {
  FundingRules rules = rules_with_fund();
  rules.set_funds(standing(BudgetState::exhausted));
  FundingQuestion question = question_of_somebody_with_advice();
  question.funds = standing(BudgetState::open);
  EXPECT_EQ(rules.evaluate(question).schemes.at(0).window, Window::open);
}

TEST(Fund, without_the_advice_of_one_of_its_desks_it_is_not_a_yes) {
  const FundingRules rules = rules_with_fund();
  FundingQuestion question = question_of_somebody_with_advice();
  question.facts.erase("case.positive_advice_by");
  const SchemeVerdict open = rules.evaluate(question).schemes.at(0);
  EXPECT_EQ(open.eligibility, Verdict::unknown);
  EXPECT_EQ(open.missing, std::vector<std::string>{"case.positive_advice_by"});
  question.facts["case.positive_advice_by"] = FactValue{std::string("Loket Zeeland")};
  EXPECT_EQ(rules.evaluate(question).schemes.at(0).eligibility, Verdict::no);
}

TEST(Fund, orientation_is_worth_less_than_training_and_an_unknown_kind_gives_both) {
  FundingRules rules = rules_with_fund();
  rules.set_funds(standing(BudgetState::open));
  FundingQuestion question = question_of_somebody_with_advice();
  question.facts["course.kind"] = FactValue{std::string("orientation")};
  EXPECT_EQ(rules.evaluate(question).schemes.at(0).amount, (CentsInterval{Cents{50'000}, Cents{50'000}}));
  question.facts.erase("course.kind");
  EXPECT_EQ(rules.evaluate(question).schemes.at(0).amount, (CentsInterval{Cents{50'000}, Cents{150'000}}));
}

TEST(Fund, says_what_its_administration_needs) {
  const auto terms = rules_with_fund().fund("VOORBEELDFONDS");
  ASSERT_TRUE(terms);
  EXPECT_EQ(terms->region, "Midden-Utrecht");
  EXPECT_EQ(terms->desks.size(), 2U);
  ASSERT_EQ(terms->vouchers.size(), 2U);
  EXPECT_EQ(terms->vouchers[0].most, Cents{50'000});
  EXPECT_FALSE(rules_with_fund().fund("LLK"));
}

std::string fault_of(std::string_view pointer, std::string_view value) {
  const auto rules = FundingRules::compile({{"F.json", changed(template_text(), pointer, value)}});
  return rules ? std::string("none") : rules.error().where;
}

TEST(Fund, a_file_that_cannot_be_meant_is_refused_at_its_place) {
  EXPECT_EQ(fault_of("/fund/budget", "1"), "F.json#/fund/budget");
  EXPECT_EQ(fault_of("/fund/budgets/1/from", R"("2026-12-31")"), "F.json#/fund/budgets/1");
  EXPECT_EQ(fault_of("/fund/budgets/0/nearlyGone", "30000001"), "F.json#/fund/budgets/0/nearlyGone");
  EXPECT_EQ(fault_of("/fund/budgets/0/to", R"("2026-01-01")"), "F.json#/fund/budgets/0/to");
  EXPECT_EQ(fault_of("/fund/vouchers/1/kind", R"("orientation")"), "F.json#/fund/vouchers/1/kind");
  EXPECT_EQ(fault_of("/fund/desks", R"(["Een ander loket"])"), "F.json#/fund/desks");
  EXPECT_EQ(fault_of("/versions/0/pays/cap/cases/sailing", "1"), "F.json#/versions/0/pays/cap/cases/sailing");
  EXPECT_EQ(fault_of("/texts/institution", R"("Vraag aan.")"), "F.json#/texts/institution");
}

TEST(FundingForInstitutions, project_grants_are_kept_out_of_a_persons_answer) {
  const std::vector<std::string> grants = testing::shipped_rules().for_institutions();
  EXPECT_EQ(grants, (std::vector<std::string>{"JTF", "LLO_KAT", "UTA_IMPULS"}));
  FundingQuestion question;
  question.date = date_of("2026-11-28");
  question.price = Cents{100'000};
  for (const SchemeVerdict& verdict : testing::shipped_rules().evaluate(question).schemes) {
    EXPECT_FALSE(verdict.for_institutions) << verdict.id;
  }
}

TEST(FundingForInstitutions, the_text_speaks_to_the_institution) {
  FundingQuestion question;
  question.date = date_of("2026-11-28");
  question.facts = {{"case.applicant_type", FactValue{std::string("public_private_consortium")}}};
  const SchemeVerdict verdict = testing::ask_one("UTA_IMPULS", question);
  EXPECT_EQ(verdict.eligibility, Verdict::yes);
  EXPECT_NE(verdict.text.find("samenwerkingsovereenkomst"), std::string::npos) << verdict.text;
}

}  // namespace
}  // namespace leerwijzer
