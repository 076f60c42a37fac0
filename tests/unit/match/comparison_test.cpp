// Offers side by side: one file of tests/cases/comparison for each rule.
#include "engine/match/comparison.hpp"

#include "engine/core/text.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/person_desk.hpp"

#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <algorithm>

namespace leerwijzer {
namespace {

namespace json = boost::json;
using testing::bare_offer;
using testing::day;

std::string text_of(const json::value& value) { return std::string(value.as_string()); }

std::vector<std::string> case_names() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(testing::root() / "tests/cases/comparison"))
    names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

Run run_of(const json::object& given) {
  Run run;
  run.start_kind = StartKind::fixed;
  if (const auto* kind = given.if_contains("kind")) run.start_kind = *value_of<StartKind>(text_of(*kind));
  if (const auto* status = given.if_contains("status")) run.status = *value_of<RunStatus>(text_of(*status));
  if (const auto* start = given.if_contains("start")) run.start = parse_iso_date(text_of(*start)).value();
  if (const auto* until = given.if_contains("enrolUntil")) run.enrol_until = parse_iso_date(text_of(*until)).value();
  return run;
}

ComparedOffer offer_of(const json::object& given, std::int64_t id) {
  ComparedOffer one;
  one.offer = bare_offer(id, text_of(given.at("title")));
  if (const auto* price = given.if_contains("price"))
    one.price.gross = CentsInterval{Cents{price->as_int64()}, Cents{price->as_int64()}};
  if (const auto* confirmed = given.if_contains("confirmed")) one.price.confirmed = confirmed->as_bool();
  one.price.per_year = given.contains("perYear");
  if (const auto* net = given.if_contains("net"))
    one.net = CentsInterval{Cents{net->at(0).as_int64()}, Cents{net->at(1).as_int64()}};
  if (const auto* level = given.if_contains("level"))
    one.offer.level = {*value_of<NlqfLevel>(text_of(*level)), *value_of<LevelBasis>(text_of(given.at("levelBasis")))};
  if (const auto* months = given.if_contains("months")) one.offer.duration_months = months->to_number<double>();
  if (const auto* km = given.if_contains("km")) one.distance_km = km->to_number<double>();
  if (const auto* modes = given.if_contains("modes"))
    for (const auto& mode : modes->as_array()) one.offer.modes.push_back(*value_of<DeliveryMode>(text_of(mode)));
  if (const auto* runs = given.if_contains("runs"))
    for (const auto& run : runs->as_array()) one.offer.runs.push_back(run_of(run.as_object()));
  if (const auto* closes = given.if_contains("closes"))
    for (std::int64_t i = 0; i < closes->as_int64(); ++i) one.closes.push_back({SkillId{i + 1}, 1.0, "x"});
  if (const auto* outcomes = given.if_contains("outcomes"))
    for (std::int64_t i = 0; i < outcomes->as_int64(); ++i) one.offer.outcomes.push_back({"x", "nl", {}, 0.0});
  return one;
}

/// With a space where the text keeps an amount on one line.
std::string spaced(std::string text) {
  for (std::size_t at = text.find("\xC2\xA0"); at != std::string::npos; at = text.find("\xC2\xA0"))
    text.replace(at, 2, " ");
  return text;
}

const ComparisonRow* row_named(const Comparison& comparison, std::string_view name) {
  for (const ComparisonRow& row : comparison.rows) {
    if (name_of(row.question) == name) return &row;
  }
  return nullptr;
}

class ComparisonCase : public ::testing::TestWithParam<std::string> {};

TEST_P(ComparisonCase, is_answered_as_written) {
  const json::object given =
      json::parse(testing::read_file(testing::root() / "tests/cases/comparison" / (GetParam() + ".json"))).as_object();
  SCOPED_TRACE(text_of(given.at("why")));
  ComparisonContext context{0, given.contains("hasPlace"), day(2026, 11, 21)};
  if (const auto* gap = given.if_contains("gap")) context.gap = static_cast<std::size_t>(gap->as_int64());
  std::vector<ComparedOffer> offers;
  for (const auto& one : given.at("offers").as_array())
    offers.push_back(offer_of(one.as_object(), static_cast<std::int64_t>(offers.size()) + 1));
  const std::size_t count = offers.size();
  const Comparison comparison = compare(std::move(offers), context);
  for (const auto& [name, expect] : given.at("rows").as_object()) {
    const ComparisonRow* row = row_named(comparison, name);
    ASSERT_NE(row, nullptr) << name;
    ASSERT_EQ(row->cells.size(), count);
    EXPECT_FALSE(row->title.empty());
    for (std::size_t i = 0; i < count; ++i)
      EXPECT_EQ(spaced(row->cells[i].text), text_of(expect.at("texts").at(i))) << name;
    std::vector<std::size_t> best;
    for (const auto& one : expect.at("best").as_array()) best.push_back(static_cast<std::size_t>(one.as_int64()));
    EXPECT_EQ(row->best, best) << name;
  }
  if (const auto* none = given.if_contains("noRows")) {
    for (const auto& name : none->as_array()) EXPECT_EQ(row_named(comparison, text_of(name)), nullptr) << name;
  }
  for (const auto& [place, questions] : given.at("ask").as_object()) {
    const auto& asked = comparison.to_ask.at(std::stoul(std::string(place)));
    for (const auto& question : questions.as_array())
      EXPECT_NE(std::find(asked.begin(), asked.end(), text_of(question)), asked.end()) << question;
  }
}

INSTANTIATE_TEST_SUITE_P(Cases, ComparisonCase, ::testing::ValuesIn(case_names()),
                         [](const auto& named) { return named.param; });

TEST(Comparison, asks_of_a_school_exactly_what_is_not_known) {
  ComparedOffer known = offer_of(json::parse(R"({"title": "A", "price": 1000, "net": [1000, 1000], "level": "3",
    "levelBasis": "stated", "months": 3, "modes": ["on-site"], "runs": [{"start": "2027-02-08", "enrolUntil": "2027-01-01"}]})")
                                     .as_object(),
                                 1);
  const Comparison comparison = compare({known, {bare_offer(2, "B"), {}, {}, {}, {}}}, {0, false, day(2026, 11, 21)});
  EXPECT_TRUE(comparison.to_ask.at(0).empty());
  std::size_t unknown = 0;
  for (const ComparisonRow& row : comparison.rows) unknown += row.cells.at(1).known ? 0 : 1;
  EXPECT_EQ(comparison.to_ask.at(1).size() + 1, unknown) << "what is left of the price is not for the school to say";
}

}  // namespace
}  // namespace leerwijzer
