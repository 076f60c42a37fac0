// An editor sees what a change of a scheme file changes before it is published.
#include "indexer/importing/scheme_diff.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/unit/funding/small_rules.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace leerwijzer {
namespace {

using testing::changed;
using testing::date_of;
using testing::small_scheme;

const Date k_today = date_of("2026-11-28");

RuleSet set_of(const std::string& scheme) { return rule_set("a", {{"ONE.json", scheme}}).value(); }

TEST(SchemeDiff, the_same_rules_written_differently_differ_in_nothing) {
  const RuleSet set = set_of(std::string(testing::k_small_scheme));
  EXPECT_TRUE(changes_between(set, set_of(" " + std::string(testing::k_small_scheme) + "\n"), k_today).empty());
}

TEST(SchemeDiff, a_parameter_that_was_in_force_is_named_and_rewrites_the_past) {
  const auto changes = changes_between(set_of(std::string(testing::k_small_scheme)),
                                       set_of(small_scheme("/parameters/0/value", "56")), k_today);
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_EQ(changes[0].scheme, "ONE");
  EXPECT_EQ(changes[0].what, "parameter one.age from 2020-01-01: value");
  EXPECT_EQ(changes[0].before, "57");
  EXPECT_EQ(changes[0].after, "56");
  EXPECT_TRUE(changes[0].rewrites_past);
}

TEST(SchemeDiff, a_next_period_and_a_later_check_rewrite_nothing) {
  std::string next = small_scheme("/parameters/0/validTo", R"("2027-01-01")");
  next = changed(next, "/versions/0/checkedAt", R"("2026-11-28")");
  next = changed(next, "/parameters", boost::json::serialize([&] {
                   boost::json::array list = boost::json::parse(next).at("parameters").as_array();
                   boost::json::object added = list.at(0).as_object();
                   added["validFrom"] = "2027-01-01";
                   added["validTo"] = nullptr;
                   list.push_back(added);
                   return list;
                 }()));
  const auto changes = changes_between(set_of(std::string(testing::k_small_scheme)), set_of(next), k_today);
  ASSERT_EQ(changes.size(), 3U);
  for (const SchemeChange& change : changes) EXPECT_FALSE(change.rewrites_past) << change.what;
}

TEST(SchemeDiff, a_part_of_a_rule_is_named_by_its_pointer) {
  const auto changes = changes_between(set_of(std::string(testing::k_small_scheme)),
                                       set_of(small_scheme("/versions/0/rule/all/1/value", R"(["wo"])")), k_today);
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_EQ(changes[0].what, "version from 2020-01-01: rule/all/1/value");
  EXPECT_TRUE(changes[0].rewrites_past);
}

TEST(SchemeDiff, a_scheme_that_is_new_or_gone_is_one_change) {
  const RuleSet one = set_of(std::string(testing::k_small_scheme));
  const RuleSet none = rule_set("none", {}).value();
  EXPECT_EQ(changes_between(none, one, k_today).at(0).before, "");
  EXPECT_EQ(changes_between(one, none, k_today).at(0).after, "");
}

std::vector<SchemeCase> cases_in(const std::string& text) {
  const testing::TemporaryFolder folder;
  std::ofstream(folder.path() / "ONE.json") << text;
  return read_scheme_cases(folder.path()).value();
}

constexpr const char* k_cases = R"({"scheme": "ONE", "cases": [
  {"name": "57 exactly", "date": "2026-11-28", "expect": "no",
   "facts": {"person.age_on_course_start": 57, "course.path": "wo", "course.recognised_nl": true}},
  {"name": "40", "date": "2026-11-28", "expect": "yes",
   "facts": {"person.age_on_course_start": 40, "course.path": "wo", "course.recognised_nl": true}}]})";

TEST(SchemeDiff, cases_whose_verdict_changes_are_named_with_what_they_expect) {
  const auto cases = cases_in(k_cases);
  const auto changes = case_changes(cases, set_of(std::string(testing::k_small_scheme)),
                                    set_of(small_scheme("/parameters/0/value", "58")), Cents{200'000});
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_EQ(changes[0].one->name, "57 exactly");
  EXPECT_TRUE(changes[0].verdict_changed);
  EXPECT_TRUE(changes[0].unexpected);
  EXPECT_EQ(changes[0].before, "no, window open");
}

TEST(SchemeDiff, a_share_of_the_price_shows_as_an_amount) {
  const auto cases = cases_in(k_cases);
  const auto changes = case_changes(cases, set_of(std::string(testing::k_small_scheme)),
                                    set_of(small_scheme("/versions/0/pays/percentage", "0.25")), Cents{200'000});
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_EQ(changes[0].one->name, "40");
  EXPECT_FALSE(changes[0].verdict_changed);
  EXPECT_NE(changes[0].after.find("500"), std::string::npos) << changes[0].after;
}

TEST(SchemeDiff, of_the_shipped_cases_none_changes_against_the_shipped_rules_and_each_is_as_expected) {
  const RuleSet shipped = rule_set("shipped", testing::read_scheme_files()).value();
  const auto cases = read_scheme_cases(testing::root() / "tests" / "cases" / "funding").value();
  EXPECT_GT(cases.size(), 200U);
  EXPECT_TRUE(case_changes(cases, shipped, shipped, Cents{200'000}).empty());
}

TEST(SchemeDiff, a_fault_in_a_file_of_cases_is_named) {
  const testing::TemporaryFolder folder;
  std::ofstream(folder.path() / "ONE.json") << R"({"scheme": "ONE", "cases": [{"name": "x", "facts": {}}]})";
  const auto cases = read_scheme_cases(folder.path());
  ASSERT_FALSE(cases);
  EXPECT_EQ(cases.error().where, "ONE.json#/cases/0");
}

}  // namespace
}  // namespace leerwijzer
