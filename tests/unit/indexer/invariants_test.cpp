// Invariants 1 to 5 of the catalogue, for every format: over every feed in tests/cases/feeds, also those to come.
// Invariant 6 needs the database: tests/db/indexer/invariants_test.cpp.
#include "indexer/reading/html.hpp"
#include "tests/support/feed_cases.hpp"

#include <fmt/core.h>
#include <gtest/gtest.h>

#include <regex>
#include <set>

namespace leerwijzer::testing {
namespace {

namespace fs = std::filesystem;

class Invariant : public ::testing::TestWithParam<FeedCaseFile> {
 protected:
  void SetUp() override {
    auto place = local_place(GetParam().feed.string());
    if (!place) throw ErrorException(place.error());
    feed_ = read_feed(**place, GetParam().format, feed_today(), GetParam().profile);
  }
  [[nodiscard]] const std::vector<FeedRecord>& records() const { return feed_.records; }
  [[nodiscard]] std::vector<const Offer*> offers() const { return feed_.offers(); }

  ReadFeed feed_;
};

std::vector<const Cost*> costs_of(const Offer& offer) {
  std::vector<const Cost*> costs;
  for (const Cost& cost : offer.costs) costs.push_back(&cost);
  for (const Run& run : offer.runs) {
    for (const Cost& cost : run.costs) costs.push_back(&cost);
  }
  return costs;
}

TEST_P(Invariant, one_a_missing_price_is_nothing_and_never_zero) {
  for (const Offer* offer : offers()) {
    SCOPED_TRACE(offer->key);
    bool any_amount = false;
    bool stated_zero_or_discount = false;
    for (const Cost* cost : costs_of(*offer)) {
      any_amount = any_amount || cost->amount.has_value();
      stated_zero_or_discount =
          stated_zero_or_discount || cost->kind == CostKind::discount || (cost->amount && cost->amount->value == 0);
    }
    const auto gross = catalogue_price(*offer).gross;
    EXPECT_TRUE(!gross || any_amount) << "a price without any amount";
    EXPECT_TRUE(!gross || gross->min.value > 0 || stated_zero_or_discount) << "a 0 that nobody stated";
  }
}

/// All bytes of a feed; nothing when it is packed, so that its dates cannot be read as they are.
std::optional<std::string> readable_bytes(const fs::path& feed) {
  std::string bytes;
  if (fs::is_directory(feed)) {
    for (const auto& entry : fs::recursive_directory_iterator(feed)) {
      if (entry.is_regular_file()) bytes += read_file(entry.path());
    }
  } else {
    bytes = read_file(feed);
  }
  if (bytes.find('\0') != std::string::npos) return std::nullopt;
  return bytes;
}

bool is_stated(Date date, const std::string& bytes) {
  const int y = static_cast<int>(date.year());
  const auto m = static_cast<unsigned>(date.month());
  const auto d = static_cast<unsigned>(date.day());
  const int serial = days_between(Date{std::chrono::year{1899}, std::chrono::month{12}, std::chrono::day{30}}, date);
  for (const std::string& form : {format_iso(date), fmt::format("{:02}-{:02}-{}", d, m, y),
                                  fmt::format("{}-{}-{}", d, m, y), fmt::format("{}/{}/{}", d, m, y),
                                  fmt::format("{:02}/{:02}/{}", d, m, y), fmt::format("{:02}.{:02}.{}", d, m, y),
                                  fmt::format("{}{:02}{:02}", y, m, d), fmt::format("{}/{:02}/{:02}", y, m, d),
                                  format_dutch(date), std::to_string(serial), std::to_string(serial - 1462)}) {
    if (bytes.find(form) != std::string::npos) return true;
  }
  return false;
}

TEST_P(Invariant, two_no_date_is_invented) {
  const auto bytes = readable_bytes(GetParam().feed);
  for (const Offer* offer : offers()) {
    EXPECT_FALSE(offer->runs.empty()) << offer->key << " has no run, not even of an unknown start";
    std::set<std::string> keys;
    for (const auto& run : offer->runs) {
      SCOPED_TRACE(offer->key + " " + run.key);
      EXPECT_TRUE(keys.insert(run.key).second) << "two runs of one key";
      const bool may_have_dates = run.start_kind == StartKind::fixed || run.start_kind == StartKind::window;
      for (const auto& date : {run.start, run.end, run.window_from, run.window_until}) {
        EXPECT_TRUE(!date || may_have_dates) << name_of(run.start_kind) << " with " << format_iso(*date);
        EXPECT_TRUE(!date || !bytes || is_stated(*date, *bytes)) << format_iso(*date) << " is nowhere in the feed";
      }
      EXPECT_TRUE(run.start_kind != StartKind::fixed || run.start) << "a fixed start without a date";
    }
  }
}

TEST_P(Invariant, three_a_level_carries_its_basis) {
  for (const Offer* offer : offers()) {
    EXPECT_EQ(offer->level.nlqf.has_value(), offer->level.basis != LevelBasis::unknown) << offer->key;
  }
}

TEST_P(Invariant, four_every_record_is_kept_and_every_unknown_value_is_quoted) {
  static const std::regex k_kebab("[a-z0-9]+(-[a-z0-9]+)*");
  for (const FeedRecord& record : records()) {
    SCOPED_TRACE(record.raw.key);
    EXPECT_TRUE(record.offer || record.provider || !record.diagnostics.empty()) << "dropped without a word";
    EXPECT_FALSE(record.offer && record.raw.body.empty()) << "an offer without the record that it came from";
    EXPECT_FALSE(record.offer && record.offer->key.empty());
    for (const Diagnostic& said : record.diagnostics) {
      EXPECT_TRUE(std::regex_match(said.code, k_kebab)) << said.code;
      EXPECT_FALSE(said.message.empty()) << said.code;
      if (said.code.starts_with("unknown-")) {
        EXPECT_NE(said.message.find('"'), std::string::npos)
            << said.code << " does not quote the value: " << said.message;
      }
    }
  }
}

TEST_P(Invariant, five_texts_hold_only_what_may_be_shown_and_are_clean_already) {
  static const std::regex k_tag("<[^>]*>");
  static const std::regex k_allowed(R"(</?(p|b|strong|i|em|ul|ol|li)>|<br>|<a href="[^"<>]*">|</a>)");
  for (const Offer* offer : offers()) {
    for (const OfferText& text : offer->texts) {
      SCOPED_TRACE(offer->key + " " + std::string(name_of(text.field)));
      EXPECT_FALSE(text.text.empty());
      EXPECT_TRUE(text.language.size() == 2) << "language \"" << text.language << '"';
      if (text.field == TextField::title || text.field == TextField::summary) {
        EXPECT_EQ(plain_text(text.text), text.text) << "not clean";
        continue;
      }
      EXPECT_EQ(clean_html(text.text), text.text) << "not clean";
      for (auto tag = std::sregex_iterator(text.text.begin(), text.text.end(), k_tag); tag != std::sregex_iterator();
           ++tag)
        EXPECT_TRUE(std::regex_match(tag->str(), k_allowed)) << tag->str();
    }
    for (const Outcome& outcome : offer->outcomes) EXPECT_EQ(outcome.language.size(), 2U) << outcome.text;
  }
}

TEST_P(Invariant, reading_again_gives_the_same) {
  auto place = local_place(GetParam().feed.string());
  const ReadFeed again = read_feed(**place, GetParam().format, feed_today(), GetParam().profile);
  EXPECT_EQ(again.end.complete, feed_.end.complete);
  EXPECT_EQ(again.end.checksum, feed_.end.checksum);
  ASSERT_EQ(again.records.size(), records().size());
  for (std::size_t i = 0; i < records().size(); ++i) EXPECT_EQ(again.records[i].offer, records()[i].offer);
}

INSTANTIATE_TEST_SUITE_P(Feeds, Invariant, ::testing::ValuesIn(feed_case_files()),
                         [](const auto& one) { return one.param.name; });

}  // namespace
}  // namespace leerwijzer::testing
