// What a search marks in a text: as it is written there, through the analysis of the index.
#include "engine/search/highlight.hpp"

#include "engine/core/text.hpp"
#include "tests/support/paths.hpp"

#include <gtest/gtest.h>

#include <random>
#include <sstream>

namespace leerwijzer {
namespace {

/// The text with [ and ] around its ranges.
std::string marked(std::string_view text, const std::vector<TextRange>& ranges) {
  std::string out;
  std::size_t at = 0;
  for (const TextRange& range : ranges) {
    out += std::string(text.substr(at, range.from - at)) + "[" +
           std::string(text.substr(range.from, range.to - range.from)) + "]";
    at = range.to;
  }
  return out + std::string(text.substr(at));
}

bool in_order(const std::vector<TextRange>& ranges, std::size_t size) {
  std::size_t at = 0;
  for (const TextRange& range : ranges) {
    if (range.from < at || range.from >= range.to || range.to > size) return false;
    at = range.to;
  }
  return true;
}

TEST(Highlights, mark_what_the_cases_say) {
  std::istringstream lines(testing::read_file(testing::root() / "tests/cases/search/highlights.txt"));
  std::size_t cases = 0;
  for (std::string line; std::getline(lines, line);) {
    const std::size_t bar = line.find('|');
    if (line.starts_with('#') || bar == std::string::npos) continue;
    const std::string query(trim(line.substr(0, bar)));
    const std::string expected(trim(line.substr(bar + 1)));
    std::string text = expected;
    std::erase_if(text, [](char c) { return c == '[' || c == ']'; });
    EXPECT_EQ(marked(text, Highlighter(query).ranges_in(text)), expected) << "for " << query;
    ++cases;
  }
  EXPECT_GT(cases, 10U);
}

TEST(Highlights, any_text_gives_ranges_in_order_that_cut_no_character) {
  const std::vector<std::string> pieces = {
      "las",   "Lasopleiding", "coördinator", "🙂",         "é",       " ",  " ",  "-",
      "(m/v)", "\xff",         "C++",         "\xe2\x82",     "(",       "'s", "ﬁn", "ß",
      ".",     "zij-instroom", "m/v",         "verzorgenden", "\xcc\x81"};
  std::mt19937 random(7);
  for (int i = 0; i < 3000; ++i) {
    std::string text;
    for (std::size_t n = random() % 30; n > 0; --n) text += pieces[random() % pieces.size()];
    const std::string query = pieces[random() % pieces.size()] + " " + pieces[random() % pieces.size()];
    const auto ranges = Highlighter(query).ranges_in(text);
    ASSERT_TRUE(in_order(ranges, text.size())) << text;
    const std::string clean = replace_invalid_utf8(text);
    const auto clean_ranges = Highlighter(query).ranges_in(clean);
    for (const TextRange& range : clean_ranges) {
      EXPECT_TRUE(is_clean_utf8(clean.substr(range.from, range.to - range.from)));
    }
    const Fragment fragment = fragment_of(clean, clean_ranges, 40);
    EXPECT_TRUE(is_clean_utf8(fragment.text));
    EXPECT_TRUE(in_order(fragment.ranges, fragment.text.size()));
    EXPECT_LE(fragment.text.size(), 40U + 2 * std::string(" …").size());
    for (const TextRange& range : fragment.ranges) {
      EXPECT_NE(clean.find(fragment.text.substr(range.from, range.to - range.from)), std::string::npos);
    }
  }
}

TEST(Highlights, a_fragment_shows_the_words_that_were_found_and_is_cut_between_words) {
  std::string text;
  for (int i = 0; i < 40; ++i) text += "algemene woorden over leren ";
  text += "en daarna lassen met staal en lassen met aluminium ";
  for (int i = 0; i < 40; ++i) text += "nog meer algemene woorden ";
  const Fragment fragment = fragment_of(text, Highlighter("lassen").ranges_in(text), 120);
  EXPECT_EQ(fragment.ranges.size(), 2U);
  EXPECT_TRUE(fragment.text.starts_with("… "));
  EXPECT_TRUE(fragment.text.ends_with(" …"));
  for (const TextRange& range : fragment.ranges) {
    EXPECT_EQ(fragment.text.substr(range.from, range.to - range.from), "lassen");
  }
  EXPECT_EQ(fragment_of("kort lassen", {{5, 11}}, 120).text, "kort lassen");
}

TEST(Highlights, come_from_the_description_where_the_summary_says_nothing) {
  Offer offer;
  offer.texts = {{TextField::title, "nl", "Werken met metaal"},
                 {TextField::summary, "nl", "Een korte cursus"},
                 {TextField::description, "nl", "U leert lassen en knippen"}};
  const OfferHighlights highlights = highlights_of(Highlighter("lassen"), offer);
  EXPECT_TRUE(highlights.title.empty());
  EXPECT_EQ(marked(highlights.summary.text, highlights.summary.ranges), "U leert [lassen] en knippen");
  EXPECT_TRUE(highlights_of(Highlighter("dansen"), offer).summary.text.empty());
  EXPECT_TRUE(highlights_of(Highlighter(""), offer).title.empty());
}

}  // namespace
}  // namespace leerwijzer
