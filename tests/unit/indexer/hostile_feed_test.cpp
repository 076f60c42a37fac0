// Feeds that are cut, bent or hostile: never a crash, always a word on what is wrong.
#include "tests/support/feeds.hpp"

#include <gtest/gtest.h>

namespace leerwijzer::testing {
namespace {

namespace fs = std::filesystem;

struct Document {
  const char* name;
  const char* format;
  std::string text;
};

/// One document of each format that is right.
std::vector<Document> good_documents() {
  const fs::path cases = root() / "tests" / "cases" / "feeds";
  return {
      {"feed.csv", "csv", read_file(cases / "csv_semicolons_and_quoted_line_ends" / "feed.csv")},
      {"feed.json", "ooapi-v5", read_file(cases / "ooapi_folder_with_branches_and_runs" / "feed" / "programs.json")},
      {"feed.xml", "edudex-xml", read_file(cases / "edudex_catalogue_price" / "feed" / "p-1.xml")}};
}

/// Reads whatever comes; a reader may refuse, but must not crash and must not be silent about nothing.
void expect_survives(const Document& document, const std::string& text, const std::string& what) {
  try {
    const ReadFeed feed = read_feed_text(document.name, text, document.format);
    for (const FeedRecord& record : feed.records) {
      EXPECT_TRUE(record.offer || record.provider || !record.diagnostics.empty())
          << document.format << ", " << what << ": a record without offer and without a word";
    }
    EXPECT_TRUE(feed.end.complete || !feed.end.reason.empty()) << document.format << ", " << what;
  } catch (const ErrorException& refused) {
    EXPECT_FALSE(refused.error().what.empty()) << document.format << ", " << what;
  }
}

TEST(HostileFeed, cut_at_every_fiftieth_never_passes_for_whole) {
  for (const Document& document : good_documents()) {
    for (std::size_t part = 0; part < 50; ++part) {
      const std::string cut = document.text.substr(0, document.text.size() * part / 50);
      expect_survives(document, cut, "cut at " + std::to_string(part) + "/50");
      if (std::string_view(document.format) != "ooapi-v5") continue;
      const ReadFeed feed = read_feed_text(document.name, cut, document.format);
      EXPECT_FALSE(feed.end.complete) << part << "/50";
    }
  }
}

TEST(HostileFeed, with_bytes_changed_at_every_place_is_survived) {
  for (const Document& document : good_documents()) {
    for (std::size_t at = 0; at < document.text.size(); at += 1 + document.text.size() / 60) {
      for (char byte : {'\0', '\xFF', '<', '"', '{', '\n'}) {
        std::string changed = document.text;
        changed[at] = byte;
        expect_survives(document, changed, "byte " + std::to_string(at));
      }
    }
  }
}

TEST(HostileFeed, of_depth_is_refused) {
  const std::string deep(200'000, '[');
  expect_survives({"feed.json", "ooapi-v5", ""}, deep, "200,000 brackets");
  expect_survives({"feed.json", "ooapi-v5", ""}, "[{\"programId\":\"a\",\"x\":" + deep + "}]", "brackets in a record");
  std::string tags;
  for (int i = 0; i < 100'000; ++i) tags += "<program>";
  expect_survives({"feed.xml", "edudex-xml", ""}, tags, "100,000 tags");
  std::string html =
      "<program><programClassification><programId>d</programId></"
      "programClassification><programDescriptions><programDescriptionHtml><![CDATA[";
  for (int i = 0; i < 30'000; ++i) html += "<div>";
  expect_survives({"feed.xml", "edudex-xml", ""}, html + "]]></programDescriptionHtml></programDescriptions></program>",
                  "nested HTML");
}

TEST(HostileFeed, with_nul_and_invalid_utf8_gives_clean_text) {
  constexpr char k_csv[] = "key,title,provider\nk,T\xC3\x28 \0 x,P\n";
  const std::string csv(k_csv, sizeof k_csv - 1);
  const ReadFeed feed = read_feed_text("feed.csv", csv, "csv");
  ASSERT_EQ(feed.offers().size(), 1U);
  EXPECT_EQ(std::string(title_of(*feed.offers()[0])).find('\0'), std::string::npos);
  const ReadFeed json = read_feed_text("feed.json", "[{\"courseId\":\"c\",\"name\":\"a\\u0000b \xFF\"}]", "ooapi-v5");
  ASSERT_EQ(json.offers().size(), 1U);
  EXPECT_TRUE(json.says("invalid-utf8"));
  EXPECT_EQ(std::string(title_of(*json.offers()[0])).find('\0'), std::string::npos);
}

TEST(HostileFeed, that_is_an_error_page_is_not_complete) {
  const std::string page = "<html><body>Service unavailable</body></html>";
  EXPECT_FALSE(read_feed_text("feed.json", page, "ooapi-v5").end.complete);
  EXPECT_FALSE(read_feed_text("feed.csv", page, "csv").end.complete);
  const ReadFeed xml = read_feed_text("feed.xml", "<html><body>503</body>", "edudex-xml");
  EXPECT_FALSE(xml.end.complete);
}

TEST(HostileFeed, names_of_files_outside_are_refused) {
  const FeedFolder folder;
  folder.write("canary.xml",
               "<program><programClassification><programId>canary</programId></programClassification></program>");
  folder.write("feed/directory.xml",
               "<edudexDirectory><orgUnitId>x</orgUnitId><programResource><programId>a</programId><resourceUrl>../"
               "canary.xml</resourceUrl></programResource>"
               "<programResource><programId>b</programId><resourceUrl>file:///etc/passwd</resourceUrl></"
               "programResource></edudexDirectory>");
  const ReadFeed feed = read_feed_at(folder.path() / "feed", "edudex-xml");
  EXPECT_TRUE(feed.offers().empty());
  EXPECT_TRUE(feed.says("programme-not-read", "x/a"));
  EXPECT_TRUE(feed.says("programme-not-read", "x/b"));
}

}  // namespace
}  // namespace leerwijzer::testing
