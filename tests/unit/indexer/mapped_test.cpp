// Mapping profiles: strict where an operator writes, liberal where a feed does.
#include "indexer/formats/mapped/profile.hpp"
#include "indexer/reading/json_items.hpp"
#include "tests/support/feeds.hpp"

#include <gtest/gtest.h>

#include <map>

namespace leerwijzer::testing {
namespace {

TEST(MappingProfile, that_is_not_right_is_refused_at_its_place) {
  const std::string good = R"("key":"id","title":"name")";
  for (const auto& [text, where] : std::vector<std::pair<std::string, std::string>>{
           {R"([])", "/"},
           {R"({"fields":{)" + good + "}}", "/format"},
           {R"({"format":"xml","fields":{}})", "/format"},
           {R"({"format":"json"})", "/fields"},
           {R"({"format":"json","fields":{"key":"id"}})", "/fields"},
           {R"({"format":"json","colour":1,"fields":{)" + good + "}}", "/colour"},
           {R"({"format":"json","records":"data","fields":{)" + good + "}}", "/records"},
           {R"({"format":"csv","records":"/data","fields":{)" + good + "}}", "/records"},
           {R"({"format":"json","fields":{)" + good + R"(,"kleur":"x"}})", "/fields/kleur"},
           {R"({"format":"json","fields":{)" + good + R"(,"titel":"x"}})", "/fields/titel"},
           {R"({"format":"json","fields":{)" + good + R"(,"price":{}}})", "/fields/price"},
           {R"({"format":"json","fields":{)" + good + R"(,"price":{"from":"a","constant":"b"}}})", "/fields/price"},
           {R"({"format":"json","fields":{)" + good + R"(,"price":{"form":"a"}}})", "/fields/price/form"},
           {R"({"format":"json","fields":{)" + good + R"(,"price":{"from":["a",1]}}})", "/fields/price/from/1"},
           {R"({"format":"json","fields":{)" + good + R"(,"level":{"from":"a","values":{"x":2}}}})",
            "/fields/level/values/x"},
           {R"({"format":"json","fields":{)" + good + R"(,"level":{"from":"a","onlyKnown":true}}})",
            "/fields/level/onlyKnown"},
           {R"({"format":"json","fields":{)" + good + R"(,"price":{"from":"a","language":"en"}}})",
            "/fields/price/language"},
           {R"({"format":"json","fields":{)" + good + R"(,"summary":[{"from":"a"}]}})", "/fields/summary/0"}}) {
    const auto profile = parse_mapping_profile(text);
    ASSERT_FALSE(profile.has_value()) << text;
    EXPECT_EQ(profile.error().code, ErrorCode::invalid_input);
    EXPECT_EQ(profile.error().where, where) << text << " gives " << describe(profile.error());
  }
  EXPECT_FALSE(parse_mapping_profile("{").has_value());
  EXPECT_TRUE(parse_mapping_profile(R"({"format":"json","fields":{)" + good + "}}").has_value());
}

TEST(MappingProfile, names_members_by_paths) {
  EXPECT_EQ(names_on_path("a/b"), (std::vector<std::string>{"a/b"}));
  EXPECT_EQ(names_on_path("/a/*/b~1c"), (std::vector<std::string>{"a", "*", "b/c"}));
}

TEST(MappedFeed, without_a_profile_says_how_to_write_one) {
  try {
    static_cast<void>(read_feed_text("feed.json", "[]", "mapped"));
    FAIL() << "it was read";
  } catch (const ErrorException& refused) {
    EXPECT_NE(refused.error().hint.find("--profile"), std::string::npos);
  }
  const FeedFolder folder;
  auto place = local_place(folder.write("feed.txt", "Cursuscode;Cursus\nA;B\n").string());
  const auto detected = detect_feed_format(**place);
  ASSERT_FALSE(detected.has_value());
  EXPECT_NE(detected.error().hint.find("--profile"), std::string::npos);
}

TEST(MappingProfiles, that_are_shipped_are_right) {
  std::size_t profiles = 0;
  for (const auto& entry : std::filesystem::directory_iterator(root() / "schema" / "profiles")) {
    if (entry.path().extension() != ".json") continue;
    const auto profile = parse_mapping_profile(read_file(entry.path()));
    EXPECT_TRUE(profile.has_value()) << entry.path() << ": " << describe(profile.error());
    ++profiles;
  }
  EXPECT_GE(profiles, 1U);
}

std::vector<std::string> items_at(const std::string& text, const std::vector<std::string>& path,
                                  JsonDocumentEnd* end = nullptr) {
  auto stream = stream_of_text(text);
  std::vector<std::string> items;
  const auto read = read_json_items_at(*stream, path, 1'000, [&](JsonItem item) { items.push_back(item.text); });
  if (end != nullptr) *end = *read;
  return items;
}

TEST(JsonItemsAt, are_those_at_the_path_only) {
  using Items = std::vector<std::string>;
  const std::string text = R"({"a":{"list":[0],"x":"]"},"b":[{"list":[1,2]},{"n":{}},{"list":[{"k":"}"}]}],"c":7})";
  EXPECT_EQ(items_at(text, {"a", "list"}), (Items{"0"}));
  EXPECT_EQ(items_at(text, {"b", "*", "list"}), (Items{"1", "2", R"({"k":"}"})"}));
  EXPECT_EQ(items_at(text, {"c"}), (Items{"7"}));
  EXPECT_EQ(items_at(text, {"*", "list"}), (Items{"0"}));
  for (const auto& path : {std::vector<std::string>{"nowhere"}, {"c", "deeper"}, {"b", "list"}}) {
    JsonDocumentEnd end;
    EXPECT_TRUE(items_at(text, path, &end).empty());
    EXPECT_FALSE(end.whole);
  }
  for (std::size_t cut = 0; cut < text.size(); ++cut) {
    JsonDocumentEnd end;
    static_cast<void>(items_at(text.substr(0, cut), {"b", "*", "list"}, &end));
    EXPECT_FALSE(end.whole) << text.substr(0, cut);
  }
}

TEST(SharedMappedFeed, of_lists_that_others_made_from_the_register_gives_an_offer_a_row) {
  const std::filesystem::path folder = shared() / "feeds" / "rio" / "csv";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no shared feeds beside the project";
  const auto offers_of = [&](const char* file, const std::string& key, const std::string& title) {
    const std::string profile = R"({"format": "csv", "fields": {"key": ")" + key + R"(", "title": ")" + title +
                                R"(", "provider": "institution", "croho": "official_programme_code"}})";
    const auto place = local_place((folder / file).string());
    const ReadFeed feed = read_feed(**place, "mapped", feed_today(), profile);
    EXPECT_TRUE(feed.end.complete) << feed.end.reason;
    return feed.offers().size();
  };
  EXPECT_EQ(offers_of("dutch_wo_bachelor_fulltime_longlist.csv", "rio_programme_unit_code", "programme"), 345U);
  EXPECT_EQ(offers_of("dutch_wo_bachelor_fulltime_offerings.csv", "offered_programme_code", "offered_name"), 522U);
}

TEST(SharedMappedFeed, of_wageningen_gives_every_course) {
  const std::filesystem::path file = shared() / "feeds" / "ooapi" / "wur-courses.json";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "no shared feeds beside the project";
  auto place = local_place(file.string());
  ASSERT_TRUE(place.has_value());
  const ReadFeed feed =
      read_feed(**place, "mapped", feed_today(), read_file(root() / "schema" / "profiles" / "wageningen-courses.json"));
  EXPECT_TRUE(feed.end.complete) << feed.end.reason;
  ASSERT_EQ(feed.offers().size(), 1451U);
  EXPECT_FALSE(feed.says("profile-name-not-met"));
  EXPECT_FALSE(feed.says("unknown-sector"));
  std::map<std::string, int> sectors;
  std::map<std::string, int> languages;
  int described = 0;
  int with_outcomes = 0;
  for (const Offer* offer : feed.offers()) {
    ++sectors[offer->sector];
    ++languages[offer->languages.empty() ? "" : offer->languages.front()];
    described += text_of(*offer, TextField::description).empty() ? 0 : 1;
    with_outcomes += offer->outcomes.empty() ? 0 : 1;
    EXPECT_FALSE(title_of(*offer).empty()) << offer->key;
    EXPECT_EQ(offer->runs.size(), 1U) << "the file holds no periods";
  }
  EXPECT_EQ(sectors, (std::map<std::string, int>{{"", 31}, {"groen", 1147}, {"onderwijs", 250}, {"techniek", 23}}));
  // The language of instruction that nobody states is unknown.
  EXPECT_EQ(languages, (std::map<std::string, int>{{"en", 1191}, {"", 260}}));
  EXPECT_GT(described, 1200);
  EXPECT_GT(with_outcomes, 1100);
  const Offer* course = feed.offer("10781");
  ASSERT_NE(course, nullptr);
  EXPECT_EQ(title_of(*course), "Sociology in Development: Towards a Critical Perspective");
  EXPECT_EQ(course->texts.front().language, "en");
  ASSERT_EQ(course->outcomes.size(), 5U);
  EXPECT_TRUE(course->outcomes[0].text.starts_with("discuss and appraise the work of a major sociological"));
  EXPECT_FALSE(course->level.nlqf.has_value());
  EXPECT_EQ(feed.records.front().provider_key, "wageningen university & research");
}

}  // namespace
}  // namespace leerwijzer::testing
