// OEAPI v6, HOVI, KiesMBO and EDU-DEX JSON beyond what tests/cases/feeds shows: that every feed is recognised as one
// format, that twins agree, and that the examples of the specifications are read.
#include "indexer/reading/json_items.hpp"
#include "indexer/reading/moments.hpp"
#include "indexer/reading/url_part.hpp"
#include "tests/support/feeds.hpp"

#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <map>

namespace leerwijzer::testing {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

/// The formats that are as certain of a place as the most certain one.
std::vector<std::string> most_certain(const fs::path& path) {
  auto place = local_place(path.string());
  if (!place) throw ErrorException(place.error());
  int certainty = 1;
  std::vector<std::string> best;
  for (const FeedFormat* format : feed_formats()) {
    const int found = format->detect(**place);
    if (found > certainty) best.clear();
    if (found >= certainty) best.emplace_back(format->name);
    certainty = std::max(certainty, found);
  }
  return best;
}

TEST(Detection, takes_each_feed_case_for_exactly_one_format) {
  for (const auto& entry : fs::directory_iterator(root() / "tests" / "cases" / "feeds")) {
    if (!fs::exists(entry.path() / "expected.json")) continue;
    const json::value expected = json::parse(read_file(entry.path() / "expected.json"));
    for (const auto& file : fs::directory_iterator(entry.path())) {
      // A feed with names of its own is known by its profile, not by its content.
      if (file.path().stem() != "feed" || expected.at("format").as_string() == "mapped") continue;
      EXPECT_EQ(most_certain(file.path()), std::vector<std::string>{std::string(expected.at("format").as_string())})
          << entry.path().filename();
    }
  }
}

TEST(Detection, takes_each_shared_feed_for_exactly_one_format) {
  const fs::path feeds = shared() / "feeds";
  if (!fs::exists(feeds)) GTEST_SKIP() << "no shared feeds beside the project";
  std::vector<fs::path> files = {feeds / "ooapi" / "samples-v5", feeds / "ooapi" / "surfeduhub-gateway-envelope-0.json",
                                 feeds / "ooapi" / "wur-courses.json",
                                 feeds / "edudex" / "directory-frankframework-NamespacedXPath-input.xml",
                                 feeds / "xcri-cap" / "adamsmith.xcricap"};
  for (const char* folder : {"rio/csv", "schemaorg"}) {
    for (const auto& entry : fs::directory_iterator(feeds / folder)) files.push_back(entry.path());
  }
  for (const fs::path& file : files) {
    // Lists with names of their own, made from the register by others, need a mapping profile.
    const bool list = file.filename().string().starts_with("dutch_wo_bachelor");
    EXPECT_EQ(most_certain(file).size(), list ? 0U : 1U) << file;
  }
  EXPECT_EQ(most_certain(files[0]), std::vector<std::string>{"ooapi-v5"});
  EXPECT_EQ(most_certain(files[1]), std::vector<std::string>{"ooapi-v5"});
  EXPECT_EQ(most_certain(files[3]), std::vector<std::string>{"edudex-xml"});
}

TEST(Detection, of_courses_alone_goes_by_the_names_that_only_one_version_has) {
  const FeedFolder folder;
  EXPECT_EQ(most_certain(folder.write("a.json", R"([{"courseId":"c","name":[],"organization":"o"}])")),
            std::vector<std::string>{"ooapi-v5"});
  EXPECT_EQ(most_certain(folder.write("b.json", R"([{"courseId":"c","name":[],"organisationId":"o"}])")),
            std::vector<std::string>{"ooapi-v6"});
  EXPECT_EQ(most_certain(folder.write("c.json", R"([{"courseId":"c","name":[]}])")),
            std::vector<std::string>{"ooapi-v5"})
      << "nothing tells";
}

/// The examples of a member of an OpenAPI specification, put together as the service would answer.
json::object answer_of(const fs::path& specification, std::string_view path) {
  const json::value api = json::parse(read_file(specification));
  const json::object& content = api.at("paths").at(path).at("get").at("responses").at("200").at("content").as_object();
  json::object answer;
  for (const auto& member : content) {
    if (const auto* example = member.value().as_object().if_contains("example")) answer[member.key()] = *example;
  }
  return answer;
}

TEST(KiesmboShared, example_of_the_specification_gives_an_offer_for_each_path_of_each_study) {
  const fs::path specification = shared() / "feeds" / "hovi-kiesmbo" / "kiesmbo-v2.openapi.json";
  if (!fs::exists(specification)) GTEST_SKIP() << "no shared feeds beside the project";
  const json::object answer = answer_of(specification, "/api/v2/export");
  std::size_t paths = 0;
  for (const json::value& school : answer.at("schools").as_array()) {
    for (const json::value& location : school.at("locations").as_array()) {
      for (const json::value& study : location.at("studies").as_array())
        paths += study.at("learningPaths").as_array().size();
    }
  }
  ASSERT_GT(paths, 4U);
  const ReadFeed feed = read_feed_text("feed.json", json::serialize(answer), "kiesmbo-v2");
  EXPECT_TRUE(feed.end.complete) << feed.end.reason;
  EXPECT_EQ(feed.offers().size(), paths);
  EXPECT_TRUE(feed.says("duration-is-a-date")) << "the example itself has \"2025-03-04\" for 3-4 years";
  for (const Offer* offer : feed.offers()) {
    EXPECT_FALSE(title_of(*offer).empty());
    EXPECT_EQ(offer->level.basis, LevelBasis::register_);
    EXPECT_FALSE(offer->duration_months.has_value());
    EXPECT_EQ(offer->locations.size(), 1U);
    for (const auto& run : offer->runs) EXPECT_FALSE(run.start.has_value());
  }
}

TEST(KiesmboShared, export_of_studies_alone_offers_nothing_and_says_so) {
  const fs::path specification = shared() / "feeds" / "hovi-kiesmbo" / "kiesmbo-v2.openapi.json";
  if (!fs::exists(specification)) GTEST_SKIP() << "no shared feeds beside the project";
  const json::object answer = answer_of(specification, "/api/v2/studiesexport");
  const ReadFeed feed = read_feed_text("feed.json", json::serialize(answer), "kiesmbo-v2");
  EXPECT_TRUE(feed.offers().empty());
  EXPECT_EQ(feed.records.size(), answer.at("studies").as_array().size());
  EXPECT_TRUE(feed.says("no-schools"));
}

/// An object with the example of every property of a schema of OEAPI, as far as one is given.
json::object example_of(const json::value& api, const json::value& schema, int depth = 0) {
  json::object example;
  const json::value* described = &schema;
  if (const auto* reference = schema.as_object().if_contains("$ref")) {
    const std::string_view path = reference->as_string();
    described = &api.at("components").at("schemas").at(path.substr(path.rfind('/') + 1));
  }
  if (const auto* parts = described->as_object().if_contains("allOf"); parts != nullptr && depth < 4) {
    for (const json::value& part : parts->as_array()) {
      for (auto& member : example_of(api, part, depth + 1)) example[member.key()] = member.value();
    }
  }
  if (const auto* properties = described->as_object().if_contains("properties")) {
    for (const auto& member : properties->as_object()) {
      if (const auto* one = member.value().as_object().if_contains("example")) example[member.key()] = *one;
    }
  }
  return example;
}

TEST(OeapiShared, examples_of_the_specification_are_read_as_a_programme_with_its_offering) {
  const fs::path specification = shared() / "feeds" / "ooapi" / "ooapi-v6.0.openapi.json";
  if (!fs::exists(specification)) GTEST_SKIP() << "no shared feeds beside the project";
  const json::value api = json::parse(read_file(specification));
  const json::value& schemas = api.at("components").at("schemas");
  json::object programme = example_of(api, schemas.at("Programme"));
  json::object offering = example_of(api, schemas.at("ProgrammeOffering"));
  const json::object organisation = example_of(api, schemas.at("Organisation"));
  programme["programmeId"] = "p-1";
  programme["organisationId"] = organisation.at("organisationId");
  offering["programmeOfferingId"] = "r-1";
  offering["programmeId"] = "p-1";
  offering["priceInformation"] = json::array{example_of(api, schemas.at("Cost"))};
  const std::string text = json::serialize(json::array{organisation, programme, offering});
  const ReadFeed feed = read_feed_text("feed.json", text, "ooapi-v6");
  EXPECT_TRUE(feed.end.complete) << feed.end.reason;
  const Offer* offer = feed.offer("p-1");
  ASSERT_NE(offer, nullptr);
  EXPECT_EQ(title_of(*offer, "en"), "Biology");
  ASSERT_EQ(offer->runs.size(), 1U);
  EXPECT_EQ(offer->runs[0].key, "r-1");
  EXPECT_TRUE(offer->runs[0].start.has_value());
  EXPECT_TRUE(std::any_of(offer->codes.begin(), offer->codes.end(), [](const OfferCode& code) {
    return code.scheme == CodeScheme::croho && code.value == "59312";
  }));
}

/// The smallest programme that both forms of EDU-DEX can say.
constexpr const char* k_twin_xml = R"(<program xmlns="http://www.edudex.nl/schema/program">
<programClassification><orgUnitId>s</orgUnitId><programId>P</programId><programForm>part-time</programForm>
<programLevel>bachelor</programLevel><programDuration unit="day">10</programDuration></programClassification>
<programDescriptions><programName xml:lang="nl">Naam</programName><programName xml:lang="en">Name</programName>
<programDescriptionText xml:lang="nl">Tekst.</programDescriptionText></programDescriptions>
<programSchedule><genericProgramRun><cost><costType>tuition fee</costType><amount>900.00</amount>
<amountIsFinal>true</amountIsFinal><amountVAT>189.00</amountVAT><currency>eur</currency>
<isRequiredCost>true</isRequiredCost></cost></genericProgramRun><programRun><id>r</id><startDate>
<date>2026-09-07</date><isFinal>true</isFinal></startDate><location><city>Utrecht</city></location></programRun>
</programSchedule></program>)";
constexpr const char* k_twin_json = R"({"programClassification":{"orgUnitId":"s","programId":"P",
"programForm":["part-time"],"programLevel":"bachelor","programDuration":{"days":10}},
"programDescriptions":{"programName":{"nl":"Naam","en":"Name"},"programDescriptionText":{"nl":"Tekst."}},
"programSchedule":{"genericProgramRun":{"cost":[{"costType":"tuition fee","amount":"900.00","amountIsFinal":true,
"amountVAT":"189.00","currency":"EUR","isRequiredCost":true}]},"programRun":[{"id":"r",
"startDate":{"date":"2026-09-07","isFinal":true},"location":{"city":"Utrecht"}}]}})";

TEST(EdudexTwins, give_the_same_offer) {
  const ReadFeed xml = read_feed_text("feed.xml", k_twin_xml, "edudex-xml");
  const ReadFeed twin = read_feed_text("feed.json", k_twin_json, "edudex-json");
  ASSERT_EQ(xml.offers().size(), 1U);
  ASSERT_EQ(twin.offers().size(), 1U);
  EXPECT_EQ(*xml.offers()[0], *twin.offers()[0]);
  EXPECT_EQ(catalogue_price(*twin.offers()[0]).gross, (CentsInterval{Cents{108900}, Cents{108900}}));
}

TEST(Moments, are_days_in_the_netherlands) {
  EXPECT_EQ(dutch_day_of_moment("2026-08-31T22:00:00Z"), "2026-09-01") << "summer time";
  EXPECT_EQ(dutch_day_of_moment("2026-01-31T22:30:00Z"), "2026-01-31");
  EXPECT_EQ(dutch_day_of_moment("2026-01-31T23:00:00.000Z"), "2026-02-01") << "winter time";
  EXPECT_EQ(dutch_day_of_moment("2026-09-01T00:00:00+02:00"), "2026-09-01");
  EXPECT_EQ(dutch_day_of_moment("2026-09-01T01:00:00-0500"), "2026-09-01");
  EXPECT_EQ(dutch_day_of_moment("2026-09-01"), "2026-09-01");
  EXPECT_EQ(dutch_day_of_moment("01-09-2026"), "01-09-2026");
  EXPECT_EQ(dutch_day_of_moment("2026-09-01T09:00"), "2026-09-01T09:00") << "no zone: the day as it stands";
  EXPECT_EQ(dutch_day_of_moment("2026-99-99T09:00:00Z"), "2026-99-99T09:00:00Z");
  EXPECT_EQ(dutch_day_of_moment("T"), "T");
}

TEST(JsonLists, of_other_names_are_told_apart) {
  auto stream = stream_of_text(R"({"a":1,"schools":[{"x":1},{"x":2}],"other":[{"y":1}],"studies":[{"z":1}]})");
  std::vector<std::pair<std::string, std::string>> found;
  const auto end = read_json_items(
      *stream, 1000, [&](const JsonItem& item) { found.emplace_back(item.list, item.text); }, {"schools", "studies"});
  ASSERT_TRUE(end.has_value());
  EXPECT_TRUE(end->whole) << end->reason;
  EXPECT_EQ(found, (std::vector<std::pair<std::string, std::string>>{
                       {"schools", R"({"x":1})"}, {"schools", R"({"x":2})"}, {"studies", R"({"z":1})"}}));
}

TEST(UrlPart, keeps_an_identifier_in_one_part) {
  EXPECT_EQ(url_part("a/b ?c"), "a%2Fb%20%3Fc");
  EXPECT_EQ(url_part("A-1_2.x"), "A-1_2.x");
}

TEST(LocalPlace, cannot_be_asked_a_question) {
  const FeedFolder folder;
  folder.write("a.json", "{}");
  auto place = local_place(folder.path().string());
  ASSERT_TRUE(place.has_value());
  const auto answer = (*place)->ask_below("/programs/bulk", "{}");
  ASSERT_FALSE(answer.has_value());
  EXPECT_EQ(answer.error().code, ErrorCode::unsupported);
}

/// One right document of each format, cut at every fiftieth and bent at many places.
TEST(EducationFormats, cut_anywhere_are_never_complete_and_bent_anywhere_never_silent) {
  const fs::path cases = root() / "tests" / "cases" / "feeds";
  const std::map<std::string, std::string> documents = {
      {"ooapi-v6", read_file(cases / "oeapi_folder_with_parts_and_offerings" / "feed" / "programmes.json")},
      {"hovi-v4", read_file(cases / "hovi_product_with_three_forms" / "feed" / "products.json")},
      {"kiesmbo-v2", read_file(cases / "kiesmbo_schools_locations_and_paths" / "feed.json")},
      {"edudex-json", read_file(cases / "edudex_json_levels_costs_and_runs" / "feed" / "more.json")}};
  for (const auto& [format, text] : documents) {
    const std::size_t size = text.find_last_not_of('\n') + 1;
    for (std::size_t part = 0; part < 50; ++part) {
      const ReadFeed feed = read_feed_text("feed.json", text.substr(0, size * part / 50), format);
      EXPECT_FALSE(feed.end.complete) << format << " cut at " << part << "/50";
      EXPECT_FALSE(feed.end.reason.empty()) << format;
    }
    for (std::size_t at = 0; at < text.size(); at += 1 + text.size() / 50) {
      for (char byte : {'\0', '\xFF', '"', '{', ']'}) {
        std::string bent = text;
        bent[at] = byte;
        const ReadFeed feed = read_feed_text("feed.json", bent, format);
        for (const FeedRecord& record : feed.records)
          EXPECT_TRUE(record.offer || record.provider || !record.diagnostics.empty()) << format << " byte " << at;
        EXPECT_TRUE(feed.end.complete || !feed.end.reason.empty()) << format;
      }
    }
  }
}

}  // namespace
}  // namespace leerwijzer::testing
