// The expectations of a story about plans.
#include "engine/core/date.hpp"
#include "tests/e2e/story_expectations.hpp"
#include "tests/e2e/story_words.hpp"

#include <cmath>

namespace leerwijzer::testing {
namespace {

namespace json = boost::json;

/// Days from one ISO date to another; fails the test for what is no date.
int days_from(const std::string& from, const std::string& to) {
  const auto first = parse_iso_date(from);
  const auto second = parse_iso_date(to);
  EXPECT_TRUE(first && second) << from << " to " << to;
  return first && second ? days_between(*first, *second) : 0;
}

/// Every limit that the person said, looked at step by step; what is unknown is not beyond it.
void expect_limits_kept(const json::object& learner, const json::value& plan, const std::string& today) {
  const json::value limits(learner);
  const auto budget = number_at(limits, "/budgetCents");
  const auto months = number_at(limits, "/maxMonths");
  const auto travel = number_at(limits, "/maxTravelKm");
  const auto hours = number_at(limits, "/hoursPerWeek");
  const std::string from = text_at(limits, "/startFrom");
  const std::string name = text_at(plan, "/name");
  if (budget) {
    EXPECT_LE(number_at(plan, "/price/net/max").value_or(0), *budget) << name;
  }
  for (const json::value& step : list_at(plan, "/steps")) {
    const std::string title = name + ": " + text_at(step, "/title");
    const std::string start = text_at(step, "/start");
    EXPECT_GE(days_from(today, start), 0) << title;
    EXPECT_GE(days_from(start, text_at(step, "/end")), 0) << title;
    if (!from.empty()) {
      EXPECT_GE(days_from(from, start), 0) << title;
    }
    if (months) {
      EXPECT_LE(days_from(today, text_at(step, "/end")), std::ceil(*months * 30.5) + 1) << title;
    }
    if (travel && !step.at("online").as_bool()) {
      EXPECT_LE(number_at(step, "/distanceKm").value_or(0), *travel) << title;
    }
    if (hours) {
      EXPECT_LE(number_at(step, "/hoursPerWeek").value_or(0), *hours + 0.5) << title;
    }
    if (const std::string enrol = text_at(step, "/enrolUntil"); !enrol.empty()) {
      EXPECT_GE(days_from(today, enrol), 0) << title;
    }
  }
  EXPECT_TRUE(list_at(plan, "/beyond").empty()) << name;
}

bool has_step(const json::array& plans, const json::array& titles) {
  return std::any_of(plans.begin(), plans.end(), [&](const json::value& plan) {
    const json::array& steps = list_at(plan, "/steps");
    return std::any_of(steps.begin(), steps.end(),
                       [&](const json::value& step) { return holds_part(text_at(step, "/title"), titles); });
  });
}

std::string steps_of(const json::array& plans) {
  std::string all;
  for (const json::value& plan : plans) {
    all += "\n  " + text_at(plan, "/name") + ":";
    for (const json::value& step : list_at(plan, "/steps")) all += " [" + text_at(step, "/title") + "]";
  }
  return all;
}

}  // namespace

void expect_plans(const json::object& expect, const json::object& request, const json::value& answer) {
  knows_all(expect, {"minPlans", "titles", "notTitles", "coveredShareAtLeast", "relax", "noPlans"}, "plan");
  const json::array& plans = list_at(answer, "/plans");
  const std::string today = text_at(answer, "/provenance/today");
  if (expect.contains("noPlans")) {
    EXPECT_TRUE(plans.empty()) << steps_of(plans);
  }
  if (expect.contains("minPlans")) {
    EXPECT_GE(static_cast<std::int64_t>(plans.size()), expect.at("minPlans").as_int64()) << text_at(answer, "/text");
  }
  const json::value* learner = request.if_contains("learner");
  for (const json::value& plan : plans) {
    EXPECT_FALSE(list_at(plan, "/steps").empty()) << "a plan without a step is no plan";
    if (learner != nullptr) expect_limits_kept(learner->as_object(), plan, today);
  }
  if (expect.contains("titles")) {
    EXPECT_TRUE(has_step(plans, expect.at("titles").as_array())) << json::serialize(expect) << steps_of(plans);
  }
  if (expect.contains("notTitles")) {
    EXPECT_FALSE(has_step(plans, expect.at("notTitles").as_array())) << json::serialize(expect) << steps_of(plans);
  }
  if (expect.contains("coveredShareAtLeast")) {
    double most = 0;
    for (const json::value& plan : plans) most = std::max(most, number_at(plan, "/coveredShare").value_or(0));
    EXPECT_GE(most, expect.at("coveredShareAtLeast").to_number<double>()) << steps_of(plans);
  }
  if (expect.contains("relax")) {
    const json::array& given = list_at(answer, "/relax");
    EXPECT_TRUE(std::any_of(given.begin(), given.end(), [&](const json::value& one) {
      return holds(expect.at("relax").as_array(), text_at(one, "/limit"));
    })) << json::serialize(given);
  }
}

}  // namespace leerwijzer::testing
