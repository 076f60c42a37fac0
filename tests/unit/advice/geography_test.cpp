#include "engine/advice/geography.hpp"

#include "tests/support/paths.hpp"
#include "tests/support/regions.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <sstream>

namespace leerwijzer {
namespace {

using testing::shipped_geography;

const Date k_today{std::chrono::year{2026}, std::chrono::month{11}, std::chrono::day{21}};

AdviceAnswer advise(std::string postcode, std::vector<std::string> situations = {}) {
  AdviceQuestion question;
  question.postcode = std::move(postcode);
  question.situations = std::move(situations);
  question.date = k_today;
  Learner learner;
  learner.situations = question.situations;
  question.facts = advice_facts(learner, nullptr, k_today);
  return shipped_geography().advise(question).value();
}

TEST(Regions, are_thirty_five_with_342_municipalities_each_in_one) {
  std::set<std::string> names;
  std::size_t regions = 0;
  std::size_t municipalities = 0;
  for (const Region* region : shipped_geography().regions()) {
    if (region->slug == "national") continue;
    ++regions;
    municipalities += region->municipalities.size();
    for (const Municipality& one : region->municipalities) names.insert(one.name);
  }
  EXPECT_EQ(regions, 35U);
  EXPECT_EQ(municipalities, 342U);
  EXPECT_EQ(names.size(), 342U);
}

TEST(Regions, equal_the_national_table) {
  const auto table = testing::shared() / "funding" / "labour_regions.csv";
  if (!std::filesystem::exists(table)) GTEST_SKIP() << "no shared folder beside the project";
  std::istringstream lines(testing::read_file(table));
  std::string line;
  std::getline(lines, line);
  std::size_t compared = 0;
  while (std::getline(lines, line)) {
    std::istringstream cells(line);
    std::string number;
    std::string region;
    std::string municipality;
    std::getline(cells, number, ',');
    std::getline(cells, region, ',');
    std::getline(cells, municipality, ',');
    const auto place = shipped_geography().locate_name(municipality, k_today);
    ASSERT_TRUE(place.has_value()) << municipality;
    EXPECT_EQ(place->municipality, municipality);
    const auto regions = shipped_geography().regions();
    const auto found =
        std::find_if(regions.begin(), regions.end(), [&](const Region* r) { return r->slug == place->region; });
    ASSERT_NE(found, regions.end()) << municipality;
    EXPECT_EQ((*found)->number, std::stoi(number)) << municipality;
    ++compared;
  }
  EXPECT_EQ(compared, 342U);
}

TEST(Postcodes, lie_where_the_reference_file_has_them) {
  const auto file = testing::shared() / "data" / "geo" / "4pp.csv";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "no shared folder beside the project";
  std::istringstream lines(testing::read_file(file));
  std::string line;
  std::getline(lines, line);
  std::size_t compared = 0;
  std::size_t far_away = 0;
  while (std::getline(lines, line)) {
    std::vector<std::string> cells;
    std::istringstream in(line);
    for (std::string cell; std::getline(in, cell, ',');) cells.push_back(cell);
    if (cells.size() < 10 || cells.back().find("Adres") == std::string::npos) continue;
    const auto point = shipped_geography().point_of(cells[1]);
    if (!point) continue;
    const GeoPoint reference{std::stod(cells[cells.size() - 3]), std::stod(cells[cells.size() - 2])};
    ++compared;
    if (distance_km(*point, reference) > 2.0) ++far_away;
  }
  EXPECT_GT(compared, 350U);
  EXPECT_EQ(far_away, 0U);
}

struct BorderCase {
  const char* name;
  const char* region;
};

class BorderMunicipality : public ::testing::TestWithParam<BorderCase> {};

TEST_P(BorderMunicipality, belongs_to_a_region_that_the_province_does_not_tell) {
  EXPECT_EQ(shipped_geography().locate_name(GetParam().name, k_today)->region, GetParam().region);
}

INSTANTIATE_TEST_SUITE_P(Regions, BorderMunicipality,
                         ::testing::Values(BorderCase{"De Ronde Venen", "groot-amsterdam"},
                                           BorderCase{"Vijfheerenlanden", "gorinchem"},
                                           BorderCase{"Eemnes", "gooi-en-vechtstreek"},
                                           BorderCase{"Nijkerk", "amersfoort"}, BorderCase{"Utrecht", "midden-utrecht"},
                                           BorderCase{"Vleuten", "midden-utrecht"},
                                           BorderCase{"mijdrecht", "groot-amsterdam"}));

TEST(Postcode, is_read_with_or_without_letters) {
  for (const char* text : {"3511", "3511EP", "3511 ep"}) {
    const auto place = shipped_geography().locate_postcode(text, k_today);
    ASSERT_TRUE(place.has_value()) << text;
    EXPECT_EQ(place->municipality, "Utrecht");
    EXPECT_EQ(place->region_name, "Midden-Utrecht");
  }
}

TEST(Postcode, of_another_form_is_refused_with_an_example) {
  for (const char* text : {"351", "35111", "0511", "abcd", "3511E", "3511 1P", "", "\xF0\x9F\x98\x80"}) {
    const auto place = shipped_geography().locate_postcode(text, k_today);
    ASSERT_FALSE(place.has_value()) << text;
    EXPECT_EQ(place.error().code, ErrorCode::invalid_input);
    EXPECT_NE(place.error().hint.find("3511"), std::string::npos);
  }
}

TEST(PlaceName, misspelt_gets_the_nearest_one) {
  const auto place = shipped_geography().locate_name("Nieuwegijn", k_today);
  ASSERT_FALSE(place.has_value());
  EXPECT_NE(place.error().hint.find("Nieuwegein"), std::string::npos);
}

TEST(Advice, for_1420_is_the_desk_of_groot_amsterdam) {
  const AdviceAnswer answer = advise("1420");
  ASSERT_TRUE(answer.place.has_value());
  EXPECT_EQ(answer.place->municipality, "Uithoorn");
  EXPECT_EQ(answer.place->region, "groot-amsterdam");
}

TEST(Advice, an_employee_goes_to_the_werkcentrum_of_the_region_of_residence) {
  const AdviceAnswer answer = advise("3511", {"employee"});
  ASSERT_FALSE(answer.points.empty());
  EXPECT_EQ(answer.points.front().point.kind, "werkcentrum");
  EXPECT_EQ(answer.points.front().point.region, "midden-utrecht");
  EXPECT_TRUE(answer.points.front().primary);
  EXPECT_FALSE(answer.points.front().reason.empty());
}

struct RoutingCase {
  const char* situation;
  const char* kind;
};

class Routing : public ::testing::TestWithParam<RoutingCase> {};

TEST_P(Routing, follows_who_is_responsible) {
  EXPECT_EQ(advise("3811", {GetParam().situation}).points.front().point.kind, GetParam().kind);
}

INSTANTIATE_TEST_SUITE_P(Advice, Routing,
                         ::testing::Values(RoutingCase{"ww", "uwv"}, RoutingCase{"wajong", "uwv"},
                                           RoutingCase{"bijstand", "municipality"}, RoutingCase{"employer", "wsp"},
                                           RoutingCase{"youth_no_startkwalificatie", "doorstroompunt"},
                                           RoutingCase{"no_startkwalificatie_working", "werkcentrum"},
                                           RoutingCase{"low_basic_skills", "taalhuis"},
                                           RoutingCase{"self_employed", "werkcentrum"}));

TEST(Advice, contact_details_that_nobody_verified_lately_are_not_shown) {
  for (const RoutedAdvicePoint& routed : advise("3811").points) {
    if (!routed.check_first) continue;
    EXPECT_TRUE(routed.point.channels.phone.empty() && routed.point.channels.email.empty()) << routed.point.id;
  }
}

TEST(Advice, an_unknown_postcode_still_gets_the_national_desk_and_says_what_to_do) {
  const AdviceAnswer answer = advise("9999");
  EXPECT_FALSE(answer.place.has_value());
  EXPECT_NE(answer.note.find("9999"), std::string::npos);
  ASSERT_FALSE(answer.points.empty());
  EXPECT_EQ(answer.points.front().point.region, "");
}

TEST(Advice, without_any_place_asks_for_one) {
  const AdviceAnswer answer = advise("");
  EXPECT_NE(answer.note.find("postcode"), std::string::npos);
  EXPECT_FALSE(answer.points.empty());
}

TEST(RegionFile, a_fault_names_the_file_and_the_place_in_it) {
  const auto region = parse_region(R"({"slug":"x","name":"X","postcodes":[["3511",10.0,5.1,"A","B"]]})", "x.json");
  ASSERT_FALSE(region.has_value());
  EXPECT_EQ(region.error().where, "x.json#/postcodes/0");
  EXPECT_FALSE(parse_region("[]", "x.json").has_value());
  EXPECT_FALSE(parse_region("{\"slug\":", "x.json").has_value());
  EXPECT_EQ(parse_region(R"({"slug":"x","name":"X","advicePoints":[{"id":"a","name":"b","kind":"rmt"}]})", "x.json")
                .error()
                .where,
            "x.json#/advicePoints/0/kind");
}

}  // namespace
}  // namespace leerwijzer
