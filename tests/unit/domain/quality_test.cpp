// tests/cases/quality/*.json: what is told of an offer, and how each criterion comes out.
#include "engine/domain/quality.hpp"
#include "report/remark_texts.hpp"
#include "tests/support/paths.hpp"

#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

namespace leerwijzer::testing {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

/// Plain Dutch of so many words.
std::string plain_words(std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += i % 6 == 5 ? "les. " : "goed ";
  return text;
}

class CaseReader {
 public:
  explicit CaseReader(const json::object& object) : object_(object) {}
  [[nodiscard]] bool has(const char* name) const { return object_.contains(name); }
  [[nodiscard]] std::string text(const char* name) const {
    return has(name) ? std::string(object_.at(name).as_string()) : std::string{};
  }
  [[nodiscard]] std::int64_t number(const char* name) const {
    return has(name) ? object_.at(name).to_number<std::int64_t>() : 0;
  }

  [[nodiscard]] Offer offer() const {
    Offer offer;
    offer.key = "a";
    if (has("title")) offer.texts.push_back({TextField::title, "nl", text("title")});
    if (has("descriptionWords"))
      offer.texts.push_back(
          {TextField::description, "nl", plain_words(static_cast<std::size_t>(number("descriptionWords")))});
    if (has("kind")) offer.kind = value_of<OfferKind>(text("kind")).value();
    if (has("level")) offer.level.nlqf = value_of<NlqfLevel>(text("level"));
    if (has("levelBasis")) offer.level.basis = value_of<LevelBasis>(text("levelBasis")).value();
    offer.level_raw = text("levelRaw");
    add_price(offer);
    add_run(offer);
    if (has("modes")) {
      for (const json::value& mode : object_.at("modes").as_array())
        offer.modes.push_back(value_of<DeliveryMode>(std::string(mode.as_string())).value());
    }
    if (has("postcode") || has("city")) offer.locations.push_back({"", "", text("postcode"), text("city"), {}});
    for (std::int64_t i = 0; i < number("outcomes"); ++i)
      offer.outcomes.push_back({"lassen", "nl", SkillId{i < number("mapped") ? i + 1 : 0}, 1.0});
    if (has("months")) offer.duration_months = static_cast<double>(number("months"));
    offer.url = text("url");
    offer.contact_email = text("email");
    return offer;
  }

 private:
  void add_price(Offer& offer) const {
    if (!has("price")) return;
    Cost cost;
    cost.amount = Cents{number("price")};
    cost.vat_basis = value_of<VatBasis>(text("vat")).value();
    cost.confirmed = !has("confirmed") || object_.at("confirmed").as_bool();
    offer.costs.push_back(cost);
  }
  void add_run(Offer& offer) const {
    if (!has("start") && !has("startKind")) return;
    Run run;
    run.start_kind = StartKind::fixed;
    if (has("startKind")) run.start_kind = value_of<StartKind>(text("startKind")).value();
    if (has("start")) run.start = parse_iso_date(text("start")).value();
    offer.runs.push_back(run);
  }

  const json::object& object_;
};

QualityMoment moment_of(const json::object& test) {
  QualityMoment moment;
  if (test.contains("today")) moment.today = parse_iso_date(std::string(test.at("today").as_string())).value();
  if (test.contains("daysSinceFetch")) moment.days_since_fetch = test.at("daysSinceFetch").to_number<int>();
  const json::object& offer = test.at("offer").as_object();
  moment.outcomes_checked = !offer.contains("outcomesChecked") || offer.at("outcomesChecked").as_bool();
  return moment;
}

std::string shown(const CriterionScore& score) {
  if (!score.applicable) return "-";
  return score.advice.empty() ? "ok" : std::string(score.advice);
}

class QualityCase : public ::testing::TestWithParam<std::string> {};

TEST_P(QualityCase, comes_out_as_expected) {
  const fs::path file = root() / "tests" / "cases" / "quality" / (GetParam() + ".json");
  const json::object test = json::parse(read_file(file)).as_object();
  const Offer offer = CaseReader(test.at("offer").as_object()).offer();
  const QualityAssessment assessment = assess_quality(offer, moment_of(test));
  for (const auto& [name, expected] : test.at("expect").as_object()) {
    const auto criterion = value_of<Criterion>(std::string_view(name.data(), name.size()));
    ASSERT_TRUE(criterion.has_value()) << name;
    EXPECT_EQ(shown(assessment.scores.at(static_cast<std::size_t>(*criterion))), expected.as_string()) << name;
  }
  if (test.contains("score")) {
    EXPECT_NEAR(assessment.score, test.at("score").to_number<double>(), 1e-9);
  }
  for (const CriterionScore& score : assessment.scores) {
    EXPECT_GE(score.value, 0.0);
    EXPECT_LE(score.value, 1.0);
    EXPECT_EQ(score.advice.empty(), !score.applicable || score.value == 1.0) << name_of(score.criterion);
    EXPECT_TRUE(score.advice.empty() || has_advice_text(score.advice)) << score.advice << " has no words";
    EXPECT_FALSE(criterion_text(score.criterion).name.empty());
  }
}

std::vector<std::string> case_names() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(root() / "tests" / "cases" / "quality")) {
    if (entry.path().extension() == ".json") names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

INSTANTIATE_TEST_SUITE_P(Quality, QualityCase, ::testing::ValuesIn(case_names()),
                         [](const auto& one) { return one.param; });

TEST(Quality, that_is_stored_does_not_change_from_day_to_day) {
  Offer offer;
  offer.texts.push_back({TextField::title, "nl", "Basiscursus lassen"});
  leerwijzer::Run run;
  run.start_kind = StartKind::fixed;
  run.start = parse_iso_date("2026-01-05").value();
  offer.runs.push_back(run);
  const double stored = assess_quality(offer).score;
  EXPECT_EQ(assess_quality(offer, {}).score, stored) << "without a moment nothing depends on a day";
  EXPECT_LT(assess_quality(offer, {parse_iso_date("2026-11-21").value(), {}, true}).score, stored);
}

TEST(Quality, of_a_record_without_anything_is_zero_and_never_more_than_one) {
  EXPECT_EQ(assess_quality(Offer{}).score, 0.0);
}

}  // namespace
}  // namespace leerwijzer::testing
