// Do the cases in tests/cases/funding reach everything that the rules say? Of every condition of every version there
// is a case that it alone makes a yes, and one that it alone makes a no; every bound has a case on each side; every day
// on which something changes has cases on the day before, the day itself, and the day after.
#include "engine/funding/rule_evaluation.hpp"
#include "engine/funding/rule_worlds.hpp"
#include "tests/unit/funding/facts_json.hpp"
#include "tests/unit/funding/shipped_rules.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>

namespace leerwijzer {
namespace {

namespace json = boost::json;

struct FundingCase {
  std::string name;
  AskedDates dates;
  Facts facts;
  std::string expect;       ///< yes, no, unknown; empty when the case is about something else
  bool has_amount = false;  ///< says what is paid, or that it is not known
};

const CompiledRules& compiled() {
  static const CompiledRules rules = compile_rules(testing::read_scheme_files()).value();
  return rules;
}

std::vector<FundingCase> cases_of(const std::string& scheme) {
  const auto path = testing::root() / "tests" / "cases" / "funding" / (scheme + ".json");
  const json::value file = json::parse(testing::read_file(path));
  std::vector<FundingCase> cases;
  for (const auto& item : file.at("cases").as_array()) {
    const json::object& each = item.as_object();
    FundingCase one;
    one.name = each.at("name").as_string();
    one.dates.today = as_number(testing::date_of(each.at("date").as_string()));
    if (each.contains("courseStart")) {
      one.dates.course_start = as_number(testing::date_of(each.at("courseStart").as_string()));
    }
    one.facts = testing::facts_of(each.at("facts").as_object());
    if (each.contains("expect")) one.expect = each.at("expect").as_string();
    one.has_amount = each.contains("amount");
    cases.push_back(std::move(one));
  }
  return cases;
}

/// The conditions that hold; nothing when one of them is not known, or the case is of another version.
std::optional<std::uint64_t> world_of(const FundingCase& one, const SchemeVersion& version) {
  if (!version.span.contains(one.dates.today)) return std::nullopt;
  Knowledge knowledge{};
  learn_facts(one.facts, knowledge);
  const RuleContext context{compiled(), knowledge, one.dates};
  std::uint64_t world = 0;
  const auto atoms = atoms_of(version.rule);
  for (std::size_t i = 0; i < atoms.size(); ++i) {
    const Verdict verdict = evaluate_rule(*atoms[i], context);
    if (verdict == Verdict::unknown) return std::nullopt;
    if (verdict == Verdict::yes) world |= std::uint64_t{1} << i;
  }
  return world;
}

/// Schemes that do not exist (yet) or have ended for the whole of a version are a no without a rule.
bool asks_nothing(const SchemeVersion& version) {
  const auto atoms = atoms_of(version.rule);
  return version.status == SchemeStatus::ended ||
         (atoms.size() == 1 && fact_table()[atoms.front()->fact].name == "case.never");
}

struct Reached {
  std::uint64_t makes_yes = 0;  ///< by condition: a case expected to be a yes that is a no when it alone is inverted
  std::uint64_t makes_no = 0;
};

Reached reached_by(const std::vector<FundingCase>& cases, const SchemeVersion& version) {
  Reached reached;
  const std::size_t count = atoms_of(version.rule).size();
  for (const FundingCase& one : cases) {
    if (one.expect != "yes" && one.expect != "no") continue;
    const auto world = world_of(one, version);
    if (!world) continue;
    for (std::size_t i = 0; i < count; ++i) {
      const std::uint64_t mark = std::uint64_t{1} << i;
      if (holds_in(version.rule, *world) == holds_in(version.rule, *world ^ mark)) continue;
      (one.expect == "yes" ? reached.makes_yes : reached.makes_no) |= mark;
    }
  }
  return reached;
}

TEST(FundingCaseCoverage, every_condition_alone_makes_a_yes_and_a_no) {
  std::size_t conditions = 0;
  for (const SchemeModel& scheme : compiled().schemes) {
    const auto cases = cases_of(scheme.id);
    for (const SchemeVersion& version : scheme.versions) {
      if (asks_nothing(version)) continue;
      const auto atoms = atoms_of(version.rule);
      const Reached reached = reached_by(cases, version);
      for (std::size_t i = 0; i < atoms.size(); ++i) {
        const std::string about = scheme.id + " from " + std::to_string(version.span.from) + ", condition " +
                                  std::to_string(i) + " on " + std::string(fact_table()[atoms[i]->fact].name);
        EXPECT_TRUE(reached.makes_yes >> i & 1U) << about << ": no case that it alone makes a yes";
        EXPECT_TRUE(reached.makes_no >> i & 1U) << about << ": no case that it alone makes a no";
        ++conditions;
      }
    }
  }
  EXPECT_GT(conditions, 150U);
}

/// The smallest step that matters in a unit.
double step_of(FactUnit unit) { return unit == FactUnit::ratio ? 0.01 : 1.0; }

bool has_value_near(const std::vector<FundingCase>& cases, std::string_view fact, double low, double high,
                    const std::function<bool(const FundingCase&)>& is_meant) {
  return std::any_of(cases.begin(), cases.end(), [&](const FundingCase& one) {
    const auto found = one.facts.find(fact);
    if (found == one.facts.end() || !std::holds_alternative<double>(found->second)) return false;
    const double value = std::get<double>(found->second);
    return value >= low - 1e-9 && value <= high + 1e-9 && !one.expect.empty() && is_meant(one);
  });
}

TEST(FundingCaseCoverage, every_bound_has_a_case_on_each_side) {
  std::size_t bounds = 0;
  for (const SchemeModel& scheme : compiled().schemes) {
    const auto cases = cases_of(scheme.id);
    for (const SchemeVersion& version : scheme.versions) {
      if (asks_nothing(version)) continue;
      for (const RuleNode* atom : atoms_of(version.rule)) {
        const FactSpec& spec = fact_table()[atom->fact];
        if (spec.type != FactType::number) continue;
        std::set<double> values;
        if (!atom->param) values.insert(atom->number);
        if (atom->param) {
          for (const ParameterPeriod& period : compiled().parameters[atom->param->parameter].periods) {
            if (period.span.from < version.span.to && version.span.from < period.span.to) values.insert(period.value);
          }
        }
        for (const double value : values) {
          const auto is_meant = [&](const FundingCase& one) {
            if (!version.span.contains(one.dates.today)) return false;
            return !atom->param || parameter_value(compiled(), *atom->param, one.dates) == value;
          };
          const double step = step_of(spec.unit);
          const bool keeps_bound = atom->op == RuleOp::at_least || atom->op == RuleOp::less;
          const std::string about = scheme.id + ": " + std::string(spec.name) + " at " + format_value(spec.unit, value);
          EXPECT_TRUE(has_value_near(cases, spec.name, value, value, is_meant)) << about;
          EXPECT_TRUE(keeps_bound ? has_value_near(cases, spec.name, value - step, value - step, is_meant)
                                  : has_value_near(cases, spec.name, value + step, value + step, is_meant))
              << about << ", the other side";
          ++bounds;
        }
      }
    }
  }
  EXPECT_GT(bounds, 20U);
}

int shifted(int date, int days) {
  const std::chrono::year_month_day day{std::chrono::year{date / 10000},
                                        std::chrono::month{static_cast<unsigned>(date / 100 % 100)},
                                        std::chrono::day{static_cast<unsigned>(date % 100)}};
  return as_number(plus_days(day, days));
}

constexpr int k_forever = DateSpan{}.to;

/// Days on which a version, a window, or a parameter of the rule on the application date begins or has ended.
std::set<int> change_days(const SchemeModel& scheme) {
  std::set<int> days;
  const auto add = [&](int day) {
    if (day > 19000000 && day < 99999999) days.insert(day);
  };
  for (const SchemeVersion& version : scheme.versions) {
    add(version.span.from);
    add(version.span.to);
    if (version.status == SchemeStatus::ended) continue;
    for (const WindowModel& window : version.windows) {
      if (version.status != SchemeStatus::active || window.type != WindowType::dates) continue;
      if (version.span.contains(window.open)) add(window.open);
      if (window.close < 99999999 && version.span.contains(window.close)) add(shifted(window.close, 1));
    }
    if (asks_nothing(version)) continue;
    for (const RuleNode* atom : atoms_of(version.rule)) {
      if (!atom->param || atom->param->axis != DateAxis::application) continue;
      for (const ParameterPeriod& period : compiled().parameters[atom->param->parameter].periods) {
        for (const int day : {period.span.from, period.span.to}) {
          if (day != k_forever && version.span.contains(day)) add(day);
        }
      }
    }
  }
  return days;
}

TEST(FundingCaseCoverage, every_change_has_a_case_on_the_day_before_the_day_and_the_day_after) {
  std::size_t changes = 0;
  for (const SchemeModel& scheme : compiled().schemes) {
    std::set<int> asked;
    for (const FundingCase& one : cases_of(scheme.id)) asked.insert(one.dates.today);
    for (const int day : change_days(scheme)) {
      for (const int step : {-1, 0, 1}) {
        EXPECT_TRUE(asked.contains(shifted(day, step))) << scheme.id << " on " << shifted(day, step);
      }
      ++changes;
    }
  }
  EXPECT_GT(changes, 30U);
}

TEST(FundingCaseCoverage, a_parameter_of_the_start_of_the_course_has_cases_around_each_change) {
  for (const SchemeModel& scheme : compiled().schemes) {
    std::set<int> starts;
    for (const FundingCase& one : cases_of(scheme.id)) {
      if (one.dates.course_start && !one.expect.empty()) starts.insert(*one.dates.course_start);
    }
    for (const SchemeVersion& version : scheme.versions) {
      for (const RuleNode* atom : atoms_of(version.rule)) {
        if (!atom->param || atom->param->axis != DateAxis::course_start) continue;
        for (const ParameterPeriod& period : compiled().parameters[atom->param->parameter].periods) {
          for (const int step : {-1, 0, 1}) EXPECT_TRUE(starts.contains(shifted(period.span.from, step))) << scheme.id;
        }
      }
    }
  }
}

/// Of the amounts and shares that a payment uses; those of the start of a course are told by cases with a start.
TEST(FundingCaseCoverage, every_change_of_an_amount_has_a_case_on_the_day_before_the_day_and_the_day_after) {
  std::size_t changes = 0;
  for (const SchemeModel& scheme : compiled().schemes) {
    std::set<int> asked;
    for (const FundingCase& one : cases_of(scheme.id)) {
      if (one.has_amount) asked.insert(one.dates.today);
    }
    for (const SchemeVersion& version : scheme.versions) {
      std::set<std::size_t> of_rule;
      for (const RuleNode* atom : atoms_of(version.rule)) {
        if (atom->param) of_rule.insert(atom->param->parameter);
      }
      for (const ParamRef& ref : version.params) {
        if (of_rule.contains(ref.parameter) || ref.axis != DateAxis::application) continue;
        if (scheme.kind == SchemeKind::loan) continue;  // a loan lowers no price
        for (const ParameterPeriod& period : compiled().parameters[ref.parameter].periods) {
          for (const int day : {period.span.from, period.span.to}) {
            for (const int step : {-1, 0, 1}) {
              if (day == k_forever || !version.span.contains(day) || !version.span.contains(shifted(day, step)))
                continue;
              EXPECT_TRUE(asked.contains(shifted(day, step))) << scheme.id << " on " << shifted(day, step);
              ++changes;
            }
          }
        }
      }
    }
  }
  EXPECT_GT(changes, 20U);
}

TEST(FundingCaseCoverage, every_scheme_with_an_open_rule_has_an_unknown_with_its_missing_facts) {
  for (const SchemeModel& scheme : compiled().schemes) {
    const auto path = testing::root() / "tests" / "cases" / "funding" / (scheme.id + ".json");
    const json::value file = json::parse(testing::read_file(path));
    const auto& cases = file.at("cases").as_array();
    const bool has_one = std::any_of(cases.begin(), cases.end(), [](const json::value& one) {
      const json::object& each = one.as_object();
      return each.contains("expect") && each.at("expect") == "unknown" && each.contains("missing") &&
             !each.at("missing").as_array().empty();
    });
    const bool is_closed = std::all_of(scheme.versions.begin(), scheme.versions.end(), asks_nothing);
    EXPECT_TRUE(has_one || is_closed) << scheme.id;
  }
}

}  // namespace
}  // namespace leerwijzer
