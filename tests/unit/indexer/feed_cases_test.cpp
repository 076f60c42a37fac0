// tests/cases/feeds/<case>/: a feed (feed.csv, feed.json, ... or a folder feed/), expected.json, and where it has field
// names of its own a mapping profile (profile.json). What
// expected.json names must be so; what it leaves out is free. The name of the folder is the name of the test.
#include "tests/support/feed_cases.hpp"

#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <cmath>

namespace leerwijzer::testing {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

json::value text_or_null(const std::optional<Date>& date) {
  return date ? json::value(format_iso(*date)) : json::value(nullptr);
}
json::value cents_or_null(const std::optional<Cents>& cents) {
  return cents ? json::value(cents->value) : json::value(nullptr);
}

template <typename E>
json::array names(const std::vector<E>& values) {
  json::array list;
  for (E value : values) list.push_back(json::string(name_of(value)));
  return list;
}

json::object shown(const Cost& cost) {
  return {{"kind", name_of(cost.kind)},
          {"required", cost.required},
          {"amount", cents_or_null(cost.amount)},
          {"vat", cents_or_null(cost.vat)},
          {"exempt", cents_or_null(cost.amount_exempt)},
          {"vatBasis", name_of(cost.vat_basis)},
          {"period", name_of(cost.period)},
          {"confirmed", cost.confirmed},
          {"payer", cost.payer},
          {"note", cost.note}};
}

json::object shown(const Run& run) {
  json::array costs;
  for (const Cost& cost : run.costs) costs.push_back(shown(cost));
  return {{"key", run.key},
          {"startKind", name_of(run.start_kind)},
          {"start", text_or_null(run.start)},
          {"end", text_or_null(run.end)},
          {"windowFrom", text_or_null(run.window_from)},
          {"windowUntil", text_or_null(run.window_until)},
          {"startText", run.start_text},
          {"enrolUntil", text_or_null(run.enrol_until)},
          {"status", name_of(run.status)},
          {"modes", names(run.modes)},
          {"dayparts", names(run.dayparts)},
          {"city", run.location ? run.location->city : ""},
          {"postcode", run.location ? run.location->postcode : ""},
          {"sessions", run.sessions.size()},
          {"costs", std::move(costs)}};
}

json::object shown(const FeedRecord& record) {
  const Offer& offer = *record.offer;
  const CataloguePrice price = catalogue_price(offer);
  json::array outcomes;
  json::array codes;
  json::array costs;
  json::array runs;
  json::array places;
  json::array languages;
  for (const Outcome& outcome : offer.outcomes) outcomes.push_back(json::string(outcome.text));
  for (const OfferCode& code : offer.codes)
    codes.push_back(json::string(std::string(name_of(code.scheme)) + " " + code.value));
  for (const Cost& cost : offer.costs) costs.push_back(shown(cost));
  for (const Run& run : offer.runs) runs.push_back(shown(run));
  for (const Location& place : offer.locations) places.push_back(json::string(place.city + " " + place.postcode));
  for (const std::string& language : offer.languages) languages.push_back(json::string(language));
  const auto number = [](const std::optional<double>& value) {
    return value ? json::value(std::round(*value * 100.0) / 100.0) : json::value(nullptr);
  };
  return {{"title", title_of(offer)},
          {"description", text_of(offer, TextField::description)},
          {"kind", name_of(offer.kind)},
          {"kindBasis", name_of(offer.kind_basis)},
          {"level", offer.level.nlqf ? json::value(name_of(*offer.level.nlqf)) : json::value(nullptr)},
          {"levelBasis", name_of(offer.level.basis)},
          {"levelRaw", offer.level_raw},
          {"sector", offer.sector},
          {"intensity", name_of(offer.intensity)},
          {"path", name_of(offer.path)},
          {"modes", names(offer.modes)},
          {"dayparts", names(offer.dayparts)},
          {"languages", std::move(languages)},
          {"outcomes", std::move(outcomes)},
          {"codes", std::move(codes)},
          {"costs", std::move(costs)},
          {"runs", std::move(runs)},
          {"places", std::move(places)},
          {"grossMin", price.gross ? json::value(price.gross->min.value) : json::value(nullptr)},
          {"grossMax", price.gross ? json::value(price.gross->max.value) : json::value(nullptr)},
          {"priceConfirmed", price.confirmed},
          {"durationMonths", number(offer.duration_months)},
          {"studyLoadHours", offer.study_load_hours ? json::value(*offer.study_load_hours) : json::value(nullptr)},
          {"hoursPerWeek", number(offer.hours_per_week)},
          {"hoursBasis", name_of(offer.hours_per_week_basis)},
          {"priorLevel", offer.prior_level ? json::value(name_of(*offer.prior_level)) : json::value(nullptr)},
          {"url", offer.url},
          {"email", offer.contact_email},
          {"provider", record.provider_key},
          {"admission", text_of(offer, TextField::admission)}};
}

/// Every member that is expected is so; lists of objects are compared object by object.
void expect_holds(const json::value& expected, const json::value& found, const std::string& path) {
  if (const auto* object = expected.if_object()) {
    ASSERT_TRUE(found.is_object()) << path;
    for (const auto& [name, value] : *object) {
      const auto* member = found.get_object().if_contains(name);
      ASSERT_NE(member, nullptr) << path << "/" << name << " is not something that the test can see";
      expect_holds(value, *member, path + "/" + std::string(name));
    }
  } else if (expected.is_array() && !expected.get_array().empty() && expected.get_array()[0].is_object()) {
    ASSERT_TRUE(found.is_array()) << path;
    ASSERT_EQ(expected.get_array().size(), found.get_array().size()) << path << " is " << json::serialize(found);
    for (std::size_t i = 0; i < expected.get_array().size(); ++i) {
      expect_holds(expected.get_array()[i], found.get_array()[i], path + "/" + std::to_string(i));
    }
  } else if (expected.is_number() && found.is_number()) {
    EXPECT_DOUBLE_EQ(expected.to_number<double>(), found.to_number<double>()) << path;
  } else {
    EXPECT_EQ(json::serialize(expected), json::serialize(found)) << path;
  }
}

class FeedCase : public ::testing::TestWithParam<FeedCaseFile> {};

TEST_P(FeedCase, is_read_as_expected) {
  const FeedCaseFile& one = GetParam();
  const json::object expected = json::parse(read_file(one.feed.parent_path() / "expected.json")).as_object();
  auto place = local_place(one.feed.string());
  ASSERT_TRUE(place.has_value());
  if (one.profile.empty()) {
    const auto detected = detect_feed_format(**place);
    ASSERT_TRUE(detected.has_value()) << describe(detected.error());
    EXPECT_EQ((*detected)->name, one.format);
  }
  const ReadFeed feed = read_feed(**place, one.format, feed_today(), one.profile);
  if (const auto* complete = expected.if_contains("complete")) {
    EXPECT_EQ(feed.end.complete, complete->as_bool()) << feed.end.reason;
  }
  for (const json::value& code : expected.contains("says") ? expected.at("says").as_array() : json::array{}) {
    EXPECT_TRUE(feed.says(std::string(code.as_string()))) << "nobody says " << code;
  }
  for (const json::value& code : expected.contains("silent") ? expected.at("silent").as_array() : json::array{}) {
    EXPECT_FALSE(feed.says(std::string(code.as_string()))) << code << " is said";
  }
  for (const json::value& key :
       expected.contains("withoutOffer") ? expected.at("withoutOffer").as_array() : json::array{}) {
    const FeedRecord* record = feed.record(std::string(key.as_string()));
    ASSERT_NE(record, nullptr) << key;
    EXPECT_FALSE(record->offer.has_value()) << key;
    EXPECT_FALSE(record->diagnostics.empty()) << key;
  }
  if (const auto* count = expected.if_contains("offerCount")) {
    EXPECT_EQ(feed.offers().size(), count->to_number<std::size_t>());
  }
  for (const auto& [key, offer] : expected.contains("offers") ? expected.at("offers").as_object() : json::object{}) {
    const FeedRecord* record = feed.record(std::string(key));
    ASSERT_NE(record, nullptr) << key;
    ASSERT_TRUE(record->offer.has_value()) << key;
    expect_holds(offer, shown(*record), std::string(key));
  }
}

INSTANTIATE_TEST_SUITE_P(Feeds, FeedCase, ::testing::ValuesIn(feed_case_files()),
                         [](const auto& one) { return one.param.name; });

}  // namespace
}  // namespace leerwijzer::testing
