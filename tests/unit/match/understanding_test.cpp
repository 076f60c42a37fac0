// A search line as it is understood: conditions as filters, the rest as the subject.
#include "engine/match/understanding.hpp"

#include "tests/support/regions.hpp"
#include "tests/support/search_offers.hpp"
#include "tests/support/taxonomy.hpp"

#include <gtest/gtest.h>

namespace leerwijzer::testing {
namespace {

class Understanding : public ::testing::Test {
 protected:
  UnderstoodSearch read(const std::string& text, const SearchFilters& filters = {},
                        const std::vector<ConstraintKind>& as_words = {}) const {
    return understand(text, filters, as_words, shipped_taxonomy(), shipped_geography(), day(2026, 11, 21));
  }
};

TEST_F(Understanding, takes_conditions_out_of_the_words) {
  const UnderstoodSearch search = read("mbo 4 zorg avond in Amersfoort");
  EXPECT_EQ(search.subject, "zorg");
  EXPECT_EQ(search.filters.levels, std::vector{NlqfLevel::level_4});
  EXPECT_EQ(search.filters.dayparts, std::vector{Daypart::evening});
  ASSERT_TRUE(search.filters.centre.has_value());
  EXPECT_EQ(search.filters.radius_km, 25.0);
  ASSERT_EQ(search.words.size(), 3U);
  EXPECT_EQ(search.words[0].typed, "mbo 4");
  EXPECT_EQ(search.words[0].text, "niveau 4");
  EXPECT_EQ(search.words[2].text, "in of bij Amersfoort");
}

TEST_F(Understanding, leaves_words_alone_that_somebody_wants_as_words) {
  const UnderstoodSearch search = read("excel online", {}, {ConstraintKind::mode});
  EXPECT_EQ(search.subject, "excel online");
  EXPECT_TRUE(search.filters.modes.empty());
  EXPECT_TRUE(search.words.empty());
}

TEST_F(Understanding, never_overrules_a_filter_that_was_set) {
  SearchFilters filters;
  filters.levels = {NlqfLevel::level_2};
  const UnderstoodSearch search = read("mbo 4 zorg", filters);
  EXPECT_EQ(search.filters.levels, std::vector{NlqfLevel::level_2});
  EXPECT_EQ(search.subject, "mbo 4 zorg");
}

TEST_F(Understanding, of_a_month_is_the_next_one) {
  EXPECT_EQ(read("lassen in januari").filters.starts_from, day(2027, 1, 1));
  EXPECT_EQ(read("lassen in januari").filters.starts_before, day(2027, 1, 31));
  EXPECT_EQ(read("lassen vanaf november").filters.starts_from, day(2026, 11, 1));
  EXPECT_FALSE(read("lassen vanaf november").filters.starts_before.has_value());
}

TEST_F(Understanding, of_gratis_is_a_price_of_nothing) {
  EXPECT_EQ(read("gratis computercursus").filters.max_price, Cents{0});
  EXPECT_EQ(read("cursus tot 500 euro").filters.max_price, Cents{50'000});
}

TEST_F(Understanding, knows_what_the_subject_means) {
  EXPECT_FALSE(read("verzorgende").related_skills().empty());
  EXPECT_TRUE(read("").related_skills().empty());
  EXPECT_TRUE(read("xqzwv").related_skills().empty());
}

TEST_F(Understanding, takes_any_text) {
  for (const std::string& text : {std::string(10'000, 'a'), std::string("\xF0\x9F\x98\x80 mbo"), std::string("\"(*)\""),
                                  std::string("in in in in"), std::string("mbo ") + std::string(300, '4')})
    EXPECT_LE(read(text).subject.size(), text.size() + 1);
}

}  // namespace
}  // namespace leerwijzer::testing
