// The learner stories of tests/cases/matching as a set: that there are enough of them, and that nobody
// is left out. What each of them expects is asked of the running platform in tests/e2e.
#include "api/wire/vocabulary.hpp"
#include "engine/domain/level.hpp"
#include "engine/domain/sector.hpp"
#include "tests/support/paths.hpp"

#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <map>
#include <set>

namespace leerwijzer {
namespace {

namespace json = boost::json;

const std::map<std::string, json::value>& stories() {
  static const auto k_all = [] {
    std::map<std::string, json::value> all;
    for (const auto& entry : std::filesystem::directory_iterator(testing::root() / "tests/cases/matching")) {
      if (entry.path().extension() != ".json") continue;
      all.emplace(entry.path().stem().string(), json::parse(testing::read_file(entry.path())));
    }
    return all;
  }();
  return k_all;
}

/// Every text at those places of the stories; a list gives each of its items.
std::set<std::string> said_at(std::initializer_list<std::string_view> pointers) {
  std::set<std::string> said;
  for (const auto& [name, story] : stories()) {
    for (const std::string_view pointer : pointers) {
      boost::system::error_code missing;
      const json::value* found = story.find_pointer(pointer, missing);
      if (found == nullptr) continue;
      const json::array list = found->is_array() ? found->get_array() : json::array{*found};
      for (const json::value& one : list) {
        if (one.is_string()) said.emplace(one.get_string());
      }
    }
  }
  return said;
}

/// How many stories say something at that place.
std::size_t stories_with(std::string_view pointer) {
  return static_cast<std::size_t>(std::count_if(stories().begin(), stories().end(), [&](const auto& story) {
    boost::system::error_code missing;
    return story.second.find_pointer(pointer, missing) != nullptr;
  }));
}

TEST(Stories, are_at_least_120_and_each_expects_something) {
  EXPECT_GE(stories().size(), 120U);
  for (const auto& [name, story] : stories()) {
    const json::object& said = story.as_object();
    EXPECT_TRUE(said.contains("who") && !said.at("who").as_string().empty()) << name;
    EXPECT_TRUE(said.contains("request")) << name;
    const bool refused = said.contains("refusal");
    EXPECT_NE(refused, said.contains("expect")) << name << " expects an answer or a refusal, one of the two";
    // The advice point alone is no expectation of a match.
    if (!refused) {
      EXPECT_GE(said.at("expect").as_object().size(), 2U) << name;
    }
  }
}

TEST(Stories, are_all_different) {
  std::map<std::string, std::string> asked;
  for (const auto& [name, story] : stories()) {
    const auto [before, is_new] = asked.emplace(json::serialize(story.at("request")), name);
    EXPECT_TRUE(is_new) << name << " asks the same as " << before->second;
  }
}

TEST(Stories, lead_to_every_sector) {
  const auto expected = said_at({"/expect/top/sectors"});
  for (const Sector& sector : sectors()) EXPECT_TRUE(expected.contains(std::string(sector.code))) << sector.code;
}

TEST(Stories, are_told_by_people_in_every_situation) {
  const auto situations = said_at({"/request/learner/situation"});
  for (const std::string_view one : situation_names()) EXPECT_TRUE(situations.contains(std::string(one))) << one;
}

TEST(Stories, are_told_by_people_of_every_level) {
  const auto levels = said_at({"/request/learner/education/nlqf"});
  for (const auto& [level, name] : EnumNames<NlqfLevel>::names) {
    EXPECT_TRUE(levels.contains(std::string(name))) << name;
  }
}

TEST(Stories, come_from_towns_and_villages) {
  const auto municipalities = said_at({"/request/learner/municipality"});
  EXPECT_GE(municipalities.size(), 10U);
  for (const char* rural : {"De Ronde Venen", "Vijfheerenlanden", "Eemnes", "Nijkerk", "Renswoude", "Lopik"}) {
    EXPECT_TRUE(municipalities.contains(rural)) << rural;
  }
  EXPECT_GE(said_at({"/request/learner/postcode"}).size(), 25U);
  EXPECT_GE(said_at({"/expect/advice/region"}).size(), 5U);
}

TEST(Stories, name_every_limit_and_every_kind_of_goal) {
  for (const char* limit : {"maxTravelKm", "onlineOk", "hoursPerWeek", "dayparts", "startFrom", "maxMonths",
                            "budgetCents", "languages", "birthYear", "skills", "occupations"}) {
    EXPECT_GE(stories_with("/request/learner/" + std::string(limit)), 1U) << limit;
  }
  for (const char* goal : {"occupation", "skills", "text", "sector", "open"}) {
    EXPECT_GE(stories_with("/request/goal/" + std::string(goal)), 1U) << goal;
  }
  const auto kinds = said_at({"/expect/goal/kind"});
  EXPECT_TRUE(kinds.contains("open") && kinds.contains("sector") && kinds.contains("skills") && kinds.contains("text"));
  EXPECT_GE(stories_with("/expect/mustNotAppear"), 30U) << "what must not appear matters as much as what must";
  EXPECT_GE(stories_with("/expect/plan"), 5U);
  EXPECT_GE(stories_with("/refusal"), 5U);
}

}  // namespace
}  // namespace leerwijzer
