#include "engine/advice/referral_rules.hpp"

#include "engine/advice/geography.hpp"
#include "tests/support/regions.hpp"

#include <gtest/gtest.h>

#include <map>

namespace leerwijzer {
namespace {

const std::string k_everyone = R"({"id": "e", "priority": 9, "everyone": true, "follows": "residence",
  "referTo": ["werkcentrum"], "reason": "Voor iedereen.", "source": "s", "confidence": "c"})";

std::string rule_with(const std::string& key, const std::string& value) {
  std::map<std::string, std::string> members = {{"id", "\"a\""},
                                                {"priority", "1"},
                                                {"rule", R"({"fact": "person.age", "op": "<", "value": 27})"},
                                                {"follows", "\"residence\""},
                                                {"referTo", R"(["uwv"])"},
                                                {"reason", "\"Omdat.\""},
                                                {"whenUnknown", "\"Als u jong bent, dan.\""},
                                                {"source", "\"s\""},
                                                {"confidence", "\"c\""}};
  if (!key.empty()) members[key] = value;
  std::string text;
  for (const auto& [name, part] : members) text += (text.empty() ? "" : ", ") + ("\"" + name + "\": " + part);
  return "{" + text + "}";
}

std::string file_of(const std::string& rules) { return "{\"rules\": [" + rules + "]}"; }

std::string fault_at(const std::string& rules) {
  const auto compiled = ReferralRules::compile(file_of(rules), "f.json");
  return compiled ? "none" : compiled.error().where;
}

TEST(ReferralRules, that_are_sound_load) {
  const auto compiled = ReferralRules::compile(file_of(rule_with("", "") + ", " + k_everyone), "f.json");
  ASSERT_TRUE(compiled.has_value()) << describe(compiled.error());
  EXPECT_EQ(compiled->rules().size(), 2U);
}

struct Fault {
  const char* key;
  const char* value;
  const char* where;
};

class ReferralRuleFault : public ::testing::TestWithParam<Fault> {};

TEST_P(ReferralRuleFault, names_the_file_and_the_place) {
  const Fault& fault = GetParam();
  EXPECT_EQ(fault_at(rule_with(fault.key, fault.value) + ", " + k_everyone),
            std::string("f.json#/rules/0") + fault.where);
}

INSTANTIATE_TEST_SUITE_P(
    Each, ReferralRuleFault,
    ::testing::Values(Fault{"colour", "1", "/colour"}, Fault{"id", "\"\"", "/id"},
                      Fault{"priority", "1.5", "/priority"},
                      Fault{"rule", R"({"fact": "person.agee", "op": "<", "value": 27})", "/rule/fact"},
                      Fault{"rule", R"({"fact": "person.age", "op": "=<", "value": 27})", "/rule/op"},
                      Fault{"rule", R"({"fact": "person.age", "op": "<", "value": true})", "/rule/value"},
                      Fault{"rule", R"({"fact": "person.age", "op": "<", "param": "LLK.max"})", "/rule/param"},
                      Fault{"rule", R"({"any": []})", "/rule/any"},
                      Fault{"rule", R"({"all": [{"fact": "goal.sector", "op": "==", "value": "tech"}]})",
                            "/rule/all/0/value"},
                      Fault{"everyone", "true", ""}, Fault{"follows", "\"work\"", "/follows"},
                      Fault{"referTo", R"(["rmt"])", "/referTo/0"}, Fault{"referTo", "[]", "/referTo"},
                      Fault{"reason", "\"Omdat\"", "/reason"}, Fault{"whenUnknown", "\"Wie jong is.\"", "/whenUnknown"},
                      Fault{"otherwise", R"({"referTo": ["x"], "reason": "Zo."})", "/otherwise/referTo/0"},
                      Fault{"validFrom", "\"2026-02-30\"", "/validFrom"}, Fault{"source", "\"\"", "/source"}));

TEST(ReferralRules, that_could_never_decide_are_refused) {
  EXPECT_EQ(fault_at(k_everyone + ", " + rule_with("priority", "10")), "f.json#/rules/1");
  EXPECT_EQ(fault_at(rule_with("", "")), "f.json#/rules");
  EXPECT_EQ(fault_at(rule_with("", "") + ", " + rule_with("id", "\"b\"") + ", " + k_everyone),
            "f.json#/rules/1/priority");
  EXPECT_EQ(fault_at(rule_with("", "") + ", " + rule_with("priority", "2") + ", " + k_everyone), "f.json#/rules/1/id");
}

TEST(ReferralRules, in_another_form_are_refused) {
  for (const char* text : {"", "[]", "{", "{\"rules\": {}}", "{\"rules\": [1]}", "null", "{\"rules\": []}"}) {
    EXPECT_FALSE(ReferralRules::compile(text, "f.json").has_value()) << text;
  }
  EXPECT_TRUE(ReferralRules::stored("").has_value());
  EXPECT_FALSE(ReferralRules::stored("[]").has_value());
}

/// A region with a desk that another takes over on the first of June, and the point where the person lives.
Geography taken_over() {
  Region region = parse_region(R"({"number": 1, "slug": "x", "name": "X",
    "municipalities": [{"name": "A"}], "postcodes": [["1234", 52.0, 5.0, "A", "A"]],
    "advicePoints": [
      {"id": "old", "name": "Oud loket", "kind": "leerwerkloket", "validFrom": "2026-01-01", "validUntil": "2026-06-01",
       "verifiedAt": "2026-01-01", "scope": ["any"], "successor": "new", "point": [52.0, 5.1], "languages": ["nl", "ar"],
       "channels": {"url": "https://oud.example", "phone": "030 1234567"},
       "openingTimes": [{"day": "monday", "opens": "09:00", "closes": "17:30"}]},
      {"id": "new", "name": "Nieuw loket", "kind": "werkcentrum", "validFrom": "2026-06-01", "scope": ["any"]}]})",
                               "x.json")
                      .value();
  const std::string rules = file_of(
      R"({"id": "all", "priority": 1, "everyone": true, "follows": "residence", "referTo": ["werkcentrum", "leerwerkloket"],
          "reason": "Voor iedereen.", "source": "s", "confidence": "c"})");
  return Geography::build({std::move(region)}, ReferralRules::compile(rules, "r.json").value());
}

RoutedAdvicePoint first_on(const Geography& geography, const char* date) {
  AdviceQuestion question;
  question.postcode = "1234";
  question.date = parse_iso_date(date).value();
  const auto points = geography.advise(question).value().points;
  return points.size() == 1 ? points.front() : RoutedAdvicePoint{};
}

TEST(Desk, is_taken_over_by_its_successor_on_the_day_itself) {
  const Geography geography = taken_over();
  const RoutedAdvicePoint before = first_on(geography, "2026-05-31");
  EXPECT_EQ(before.point.id, "old");
  EXPECT_EQ(before.successor_name, "Nieuw loket");
  EXPECT_EQ(before.taken_over, parse_iso_date("2026-06-01").value());
  EXPECT_EQ(first_on(geography, "2026-06-01").point.id, "new");
  EXPECT_EQ(first_on(geography, "2026-06-02").point.id, "new");
  EXPECT_EQ(first_on(geography, "2026-06-02").successor_name, "");
}

TEST(Desk, shows_how_to_reach_it_for_180_days_after_it_was_verified) {
  const Geography geography = taken_over();
  const RoutedAdvicePoint fresh = first_on(geography, "2026-05-31");
  EXPECT_FALSE(fresh.check_first);
  EXPECT_EQ(fresh.point.channels.phone, "030 1234567");
  EXPECT_EQ(fresh.point.languages, (std::vector<std::string>{"nl", "ar"}));
  EXPECT_EQ(fresh.point.opening_times, (std::vector<OpeningTime>{{1, 540, 1050}}));
  ASSERT_TRUE(fresh.distance_km.has_value());
  EXPECT_NEAR(*fresh.distance_km, 6.85, 0.1);

  Region region = *geography.regions().front();
  region.advice_points.front().valid_until.reset();
  const Geography later = Geography::build({region}, ReferralRules::compile(file_of(k_everyone), "r").value());
  const auto desk = [&](const char* date) { return later.desk("old", parse_iso_date(date).value()).value(); };
  EXPECT_FALSE(desk("2026-06-30").check_first);  // 180 days after 1 January
  EXPECT_TRUE(desk("2026-07-01").check_first);
  EXPECT_TRUE(desk("2026-07-01").point.channels.phone.empty());
  EXPECT_TRUE(desk("2026-07-01").point.languages.empty());
  EXPECT_TRUE(desk("2026-07-01").point.opening_times.empty());
  EXPECT_EQ(desk("2026-07-01").point.channels.url, "https://oud.example");
}

TEST(Desk, is_found_by_its_id_while_it_is_valid) {
  const Geography geography = taken_over();
  EXPECT_TRUE(geography.desk("old", parse_iso_date("2026-05-31").value()).has_value());
  EXPECT_FALSE(geography.desk("old", parse_iso_date("2026-06-01").value()).has_value());
  EXPECT_FALSE(geography.desk("nobody", parse_iso_date("2026-05-31").value()).has_value());
}

TEST(RegionFile, faults_in_opening_times_and_points_are_named) {
  const auto where = [](const std::string& part) {
    const auto region = parse_region(
        R"({"slug":"x","name":"X","advicePoints":[{"id":"a","name":"b","kind":"uwv",)" + part + "}]}", "x.json");
    return region ? "none" : region.error().where;
  };
  EXPECT_EQ(where(R"("openingTimes":[{"day":"maandag","opens":"09:00","closes":"17:00"}])"),
            "x.json#/advicePoints/0/openingTimes/0/day");
  EXPECT_EQ(where(R"("openingTimes":[{"day":"monday","opens":"9:00","closes":"17:00"}])"),
            "x.json#/advicePoints/0/openingTimes/0/opens");
  EXPECT_EQ(where(R"("openingTimes":[{"day":"monday","opens":"17:00","closes":"09:00"}])"),
            "x.json#/advicePoints/0/openingTimes/0/closes");
  EXPECT_EQ(where(R"("point":[52.0])"), "x.json#/advicePoints/0/point");
  EXPECT_EQ(where(R"("point":[5.1, 52.0])"), "x.json#/advicePoints/0/point");
  EXPECT_EQ(where(R"("point":["a", 5.1])"), "x.json#/advicePoints/0/point/0");
  EXPECT_EQ(where(R"("openingTimes":[{"day":"sunday","opens":"00:00","closes":"24:00"}])"), "none");
}

}  // namespace
}  // namespace leerwijzer
