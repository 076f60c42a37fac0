// A kept plan against the catalogue and the rules of now: one file of tests/cases/plans for each.
#include "engine/match/plan_recheck.hpp"
#include "tests/support/offers.hpp"
#include "tests/support/paths.hpp"

#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

namespace leerwijzer {
namespace {

namespace json = boost::json;

std::filesystem::path folder() { return testing::root() / "tests/cases/plans"; }

std::vector<std::string> case_names() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder())) names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

json::object read_case(const std::string& name) {
  std::ifstream in(folder() / (name + ".json"));
  std::stringstream text;
  text << in.rdbuf();
  return json::parse(text.str()).as_object();
}

std::string text_of(const json::value& value) { return std::string(value.as_string()); }
Date date_of(const json::value& value) { return parse_iso_date(text_of(value)).value(); }

PlannedStep step_of(const json::object& from) {
  PlannedStep step;
  step.offer = {from.at("offerId").as_int64()};
  step.run = text_of(from.at("run"));
  step.title = text_of(from.at("title"));
  step.provider = {from.at("provider").at("id").as_int64()};
  step.provider_name = text_of(from.at("provider").at("name"));
  step.start_kind = text_of(from.at("startKind"));
  step.start = date_of(from.at("start"));
  step.end = date_of(from.at("end"));
  step.enrol_until = date_of(from.at("enrolUntil"));
  step.state = value_of<StepState>(text_of(from.at("state"))).value();
  if (const auto* gross = from.at("price").as_object().if_contains("gross"))
    step.gross = CentsInterval{{gross->at("min").as_int64()}, {gross->at("max").as_int64()}};
  return step;
}

std::optional<Offer> offer_of(const json::value& from) {
  if (from.is_null()) return std::nullopt;
  Offer offer;
  offer.id = {1};
  offer.texts.push_back({TextField::title, "nl", text_of(from.at("title"))});
  if (!from.at("price").is_null()) {
    Cost cost;
    cost.kind = CostKind::total;
    cost.vat_basis = VatBasis::exempt;
    cost.amount = Cents{from.at("price").as_int64()};
    offer.costs.push_back(cost);
  }
  const json::object& given = from.at("run").as_object();
  Run run;
  run.key = text_of(given.at("key"));
  run.start_kind = StartKind::fixed;
  run.start = date_of(given.at("start"));
  run.end = date_of(given.at("end"));
  run.enrol_until = date_of(given.at("enrolUntil"));
  run.status = value_of<RunStatus>(text_of(given.at("status"))).value();
  offer.runs.push_back(run);
  return offer;
}

std::vector<SeenScheme> schemes_of(const json::array& from) {
  std::vector<SeenScheme> schemes;
  for (const auto& one : from)
    schemes.push_back({text_of(one.at("scheme")), text_of(one.at("name")),
                       value_of<SchemeStanding>(text_of(one.at("standing"))).value()});
  return schemes;
}

json::value as_json(const RemarkValue& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return json::value(json::string(*text));
  if (const auto* price = std::get_if<CentsInterval>(&value))
    return json::object{{"min", price->min.value}, {"max", price->max.value}};
  return nullptr;
}

void expect_remark(const PlanRemark& remark, const json::object& expected) {
  EXPECT_EQ(name_of(remark.kind), text_of(expected.at("code")));
  EXPECT_EQ(remark.step, 0U);
  EXPECT_FALSE(remark.text.empty());
  if (const auto* old = expected.if_contains("old")) {
    EXPECT_EQ(as_json(remark.before), *old);
  }
  if (const auto* now = expected.if_contains("new")) {
    EXPECT_EQ(as_json(remark.now), *now);
  }
  if (const auto* scheme = expected.if_contains("scheme")) {
    EXPECT_EQ(remark.scheme, text_of(*scheme));
  }
  if (const auto* text = expected.if_contains("text")) {
    EXPECT_NE(remark.text.find(text_of(*text)), std::string::npos) << remark.text;
  }
}

class PlanRecheck : public ::testing::TestWithParam<std::string> {};

TEST_P(PlanRecheck, tells_what_changed_and_nothing_else) {
  const json::object one = read_case(GetParam());
  StoredPlan plan;
  plan.steps = {step_of(one.at("step").as_object())};
  StepNow now;
  now.offer = offer_of(one.at("offer"));
  if (const auto* there = one.if_contains("providerThere")) now.provider_there = there->as_bool();
  SeenMoney seen;
  if (const auto* then = one.if_contains("schemesThen")) {
    seen.on = parse_iso_date("2026-11-01").value();
    seen.steps = {schemes_of(then->as_array())};
  }
  if (const auto* schemes = one.if_contains("schemesNow"); schemes != nullptr && !schemes->is_null())
    now.schemes = schemes_of(schemes->as_array());
  const auto remarks = recheck(plan, seen, std::vector{now}, date_of(one.at("today")));
  const json::array& expected = one.at("expect").as_array();
  ASSERT_EQ(remarks.size(), expected.size()) << text_of(one.at("about"));
  for (std::size_t i = 0; i < remarks.size(); ++i) expect_remark(remarks[i], expected[i].as_object());
}

INSTANTIATE_TEST_SUITE_P(Cases, PlanRecheck, ::testing::ValuesIn(case_names()),
                         [](const auto& one) { return one.param; });

TEST(PlanRecheckCases, have_one_for_every_kind_of_remark) {
  std::set<std::string> covered;
  for (const std::string& name : case_names()) {
    const json::object one = read_case(name);
    for (const auto& remark : one.at("expect").as_array()) covered.insert(text_of(remark.at("code")));
  }
  for (const auto& [kind, name] : EnumNames<PlanRemarkKind>::names)
    EXPECT_TRUE(covered.contains(std::string(name))) << name;
}

TEST(PlanDeadlines, follow_the_state_of_each_step) {
  const Date today = parse_iso_date("2026-11-21").value();
  StoredPlan plan;
  plan.steps = {step_of(read_case("nothing_changed").at("step").as_object())};
  const auto kinds = [&] {
    std::vector<std::string> names;
    for (const PlanDeadline& one : deadlines_of(plan, today)) names.emplace_back(name_of(one.kind));
    return names;
  };
  EXPECT_EQ(kinds(), (std::vector<std::string>{"enrol", "start", "end"}));
  plan.steps[0].state = StepState::applied;
  EXPECT_EQ(kinds(), (std::vector<std::string>{"start", "end"}));
  plan.steps[0].state = StepState::started;
  EXPECT_EQ(kinds(), (std::vector<std::string>{"end"}));
  plan.steps[0].state = StepState::done;
  EXPECT_TRUE(kinds().empty());
}

}  // namespace
}  // namespace leerwijzer
