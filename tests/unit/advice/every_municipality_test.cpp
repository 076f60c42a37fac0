// Over all 342 municipalities: each in one region on any date, and a desk for every situation.
#include "api/wire/vocabulary.hpp"
#include "engine/advice/geography.hpp"
#include "tests/support/regions.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <sstream>

namespace leerwijzer {
namespace {

using testing::shipped_geography;

std::vector<std::string> all_municipalities() {
  std::vector<std::string> names;
  for (const Region* region : shipped_geography().regions()) {
    for (const Municipality& one : region->municipalities) names.push_back(one.name);
  }
  return names;
}

/// The first day of the region table, days on which desks or regions change, and the years around today.
std::set<Date> telling_dates() {
  std::set<Date> dates = {parse_iso_date("2023-01-01").value(), parse_iso_date("2026-11-21").value(),
                          parse_iso_date("2027-01-01").value(), parse_iso_date("2030-06-30").value()};
  const Date first = *dates.begin();
  const auto add = [&](const std::optional<Date>& change) {
    if (!change) return;
    for (const int days : {-1, 0, 1}) {
      const Date near{std::chrono::sys_days(*change) + std::chrono::days(days)};
      if (near >= first) dates.insert(near);
    }
  };
  for (const Region* region : shipped_geography().regions()) {
    for (const Municipality& one : region->municipalities) {
      add(one.valid_from);
      add(one.valid_until);
    }
    for (const AdvicePoint& desk : region->advice_points) {
      add(desk.valid_from);
      add(desk.valid_until);
    }
  }
  return dates;
}

TEST(EveryMunicipality, is_in_exactly_one_region_on_any_date) {
  const auto dates = telling_dates();
  EXPECT_GE(dates.size(), 6U);
  for (const Date date : dates) {
    std::map<std::string, int> regions;
    for (const Region* region : shipped_geography().regions()) {
      for (const Municipality& one : region->municipalities) {
        if ((!one.valid_from || *one.valid_from <= date) && (!one.valid_until || date < *one.valid_until))
          ++regions[one.name];
      }
    }
    EXPECT_EQ(regions.size(), 342U) << format_iso(date);
    for (const auto& [name, count] : regions) EXPECT_EQ(count, 1) << name << " on " << format_iso(date);
  }
}

TEST(EveryMunicipality, gets_a_first_desk_for_every_situation_on_any_date) {
  int asked = 0;
  for (const Date date : telling_dates()) {
    for (const std::string_view situation : situation_names()) {
      Learner learner;
      learner.situations = {std::string(situation)};
      AdviceQuestion question;
      question.situations = learner.situations;
      question.facts = advice_facts(learner, nullptr, date);
      question.date = date;
      for (const std::string& name : all_municipalities()) {
        question.municipality = name;
        const auto answer = shipped_geography().advise(question);
        ASSERT_TRUE(answer.has_value()) << name;
        ASSERT_FALSE(answer->points.empty()) << name << " " << situation << " " << format_iso(date);
        const RoutedAdvicePoint& first = answer->points.front();
        ASSERT_TRUE(first.primary && !first.rule.empty() && !first.reason.empty()) << name << " " << situation;
        ASSERT_EQ(answer->place.value().municipality, name);
        ++asked;
      }
    }
  }
  EXPECT_GE(asked, 342 * 13 * 6);
}

TEST(SharedAdvicePoints, with_a_web_address_are_among_the_desks) {
  const auto table = testing::shared() / "funding" / "advice_points.csv";
  if (!std::filesystem::exists(table)) GTEST_SKIP() << "no shared folder beside the project";
  std::set<std::string> urls;
  for (const Region* region : shipped_geography().regions()) {
    for (const AdvicePoint& desk : region->advice_points) urls.insert(desk.channels.url);
  }
  std::istringstream lines(testing::read_file(table));
  std::string line;
  int compared = 0;
  while (std::getline(lines, line)) {
    const std::size_t from = line.find("https://");
    if (from == std::string::npos) continue;
    const std::string url = line.substr(from, line.find(',', from) - from);
    EXPECT_TRUE(urls.contains(url)) << url;
    ++compared;
  }
  EXPECT_EQ(compared, 4);
}

TEST(SharedReferralRules, that_name_a_desk_are_all_among_the_sources) {
  const auto table = testing::shared() / "funding" / "referral_rules.csv";
  if (!std::filesystem::exists(table)) GTEST_SKIP() << "no shared folder beside the project";
  const std::string ours = testing::read_file(testing::root() / "schema" / "regions" / "referral-rules.json");
  std::istringstream lines(testing::read_file(table));
  std::string line;
  std::getline(lines, line);
  int compared = 0;
  while (std::getline(lines, line)) {
    const std::string number = line.substr(0, line.find(','));
    const bool named = ours.find("rule " + number + "\"") != std::string::npos ||
                       ours.find("rules " + number + " and") != std::string::npos ||
                       ours.find("and " + number + "\"") != std::string::npos;
    EXPECT_TRUE(named) << line;
    ++compared;
  }
  EXPECT_EQ(compared, 10);
}

}  // namespace
}  // namespace leerwijzer
