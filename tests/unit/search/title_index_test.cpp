// Titles as one types: the best first, from the first letter, in any order of words.
#include "engine/search/title_index.hpp"

#include "tests/support/search_offers.hpp"

#include <gtest/gtest.h>

namespace leerwijzer {
namespace {

std::vector<std::string> words_of(const std::vector<const TitleIndex::Title*>& titles) {
  std::vector<std::string> words;
  for (const TitleIndex::Title* one : titles) words.push_back(one->words);
  return words;
}

using Words = std::vector<std::string>;

TEST(TitleIndex, shows_whole_words_then_beginnings_then_what_many_offers_are_called) {
  const TitleIndex titles({{"Lassen voor beginners", 1, 1, 100},
                           {"Opleiding las en snijtechniek", 2, 1, 255},
                           {"Lasser", 3, 900, 100},
                           {"Las MIG/MAG", 4, 1, 0},
                           {"Zorg", 5, 5, 200}});
  EXPECT_EQ(words_of(titles.find("las", 10)),
            (Words{"las mig mag", "opleiding las en snijtechniek", "lasser", "lassen voor beginners"}));
  EXPECT_EQ(words_of(titles.find("l", 2)), (Words{"lasser", "lassen voor beginners"}));
}

TEST(TitleIndex, finds_words_that_stand_apart_and_one_wrong_letter) {
  const TitleIndex titles({{"Las MIG/MAG basis", 1, 1, 0}, {"Verpleegkundige hbo", 2, 1, 0}});
  EXPECT_EQ(words_of(titles.find("mag las", 10)), (Words{"las mig mag basis"}));
  EXPECT_EQ(words_of(titles.find("las bas", 10)), (Words{"las mig mag basis"}));
  EXPECT_EQ(words_of(titles.find("verpleegkunidge", 10)), (Words{"verpleegkundige hbo"}));
  EXPECT_TRUE(titles.find("dansen", 10).empty());
  EXPECT_TRUE(titles.find("", 10).empty());
}

TEST(TitleIndex, keeps_within_its_bound) {
  std::vector<TitleIndex::Title> many;
  for (std::uint32_t i = 0; i < 310'000; ++i) many.push_back({"titel " + std::to_string(i), i + 1, 1, 0});
  many.push_back({"vaak gegeven", 400'000, 500, 255});
  const TitleIndex titles(std::move(many));
  EXPECT_EQ(titles.titles().size(), 300'000U);
  EXPECT_EQ(words_of(titles.find("vaak", 3)), (Words{"vaak gegeven"}));
  EXPECT_LT(titles.bytes(), 60U << 20U);
}

TEST(SuggestedTitles, are_written_as_the_offers_are_and_come_once) {
  const testing::OfferIndex offers({testing::bare_offer(1, "Lasopleiding MIG/MAG"),
                                    testing::bare_offer(2, "Lasopleiding MIG/MAG"), testing::bare_offer(3, "Bloemen")});
  const auto found = offers.index().suggest("l", 5).value();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].second, "Lasopleiding MIG/MAG");
  EXPECT_EQ(offers.index().suggest("mag", 5).value().size(), 1U);
  EXPECT_TRUE(offers.index().suggest("", 5).value().empty());
  EXPECT_TRUE(offers.index().suggest("\xff\xfe*\"(", 5).value().empty());
  EXPECT_TRUE(offers.index().suggest("l", 0).value().empty());
}

TEST(MoreLikeThis, leaves_the_same_course_once_more_out_and_only_looks_ahead) {
  const auto past = testing::offer_with(5, "Lassen met staal en aluminium", [](Offer& offer) {
    offer.provider.value = 3;
    offer.runs = {testing::run_from(testing::day(2026, 1, 5))};
  });
  const auto other = [](std::int64_t id, const std::string& title, std::int64_t provider) {
    return testing::offer_with(id, title, [&](Offer& offer) { offer.provider.value = provider; });
  };
  std::vector<Offer> all = {other(1, "Lassen met staal", 1),
                            other(2, "Lassen met staal", 1),
                            other(3, "Lassen met staal", 2),
                            other(4, "LASSEN met  staal", 2),
                            past,
                            other(6, "Lassen met aluminium", 1)};
  // Words that stand in most offers tell nothing; these make welding rare.
  for (std::int64_t id = 7; id < 40; ++id) all.push_back(other(id, "Bloemen schikken " + std::to_string(id), 4));
  const testing::OfferIndex offers(all);
  std::vector<std::int64_t> ids;
  for (const SearchHit& hit : offers.index().similar({1}, 10, testing::day(2026, 11, 21)).value()) {
    ids.push_back(hit.offer.id.value);
  }
  std::sort(ids.begin(), ids.end());
  EXPECT_EQ(ids, (std::vector<std::int64_t>{3, 6}));
}

}  // namespace
}  // namespace leerwijzer
