// Going through a list page by page, however deep, and what stands where in it.
#include "tests/support/random_offers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace leerwijzer {
namespace {

using testing::bare_offer;
using testing::day;
using ::testing::ElementsAre;
using testing::ids;
using testing::offer_with;
using testing::OfferIndex;
using testing::place_at;
using testing::RandomOffers;
using testing::run_from;

/// All pages of a list, joined.
std::vector<std::int64_t> paged(const OfferIndex& index, SearchQuery query, std::size_t limit) {
  std::vector<std::int64_t> all;
  query.limit = limit;
  for (;;) {
    const SearchAnswer answer = index.search(query);
    const std::vector<std::int64_t> page = ids(answer);
    all.insert(all.end(), page.begin(), page.end());
    if (!answer.next) return all;
    query.after = answer.next;
  }
}

TEST(SearchPaging, pages_of_any_size_joined_are_one_long_page_in_every_order) {
  RandomOffers random(21);
  std::vector<Offer> offers;
  for (int i = 1; i <= 450; ++i) offers.push_back(random.offer(i));
  const OfferIndex index(offers);
  for (const auto& [sort, name] : EnumNames<SearchSort>::names) {
    SearchQuery query;
    query.sort = sort;
    query.text = sort == SearchSort::title ? "" : "lassen";
    query.filters.centre = GeoPoint{52.09, 5.12};
    query.limit = 500;
    const std::vector<std::int64_t> whole = ids(index.search(query));
    EXPECT_EQ(std::set<std::int64_t>(whole.begin(), whole.end()).size(), whole.size()) << name;
    EXPECT_GT(whole.size(), 100U) << name;
    for (const std::size_t limit : {7U, 20U, 199U}) EXPECT_EQ(paged(index, query, limit), whole) << name;
  }
}

TEST(SearchPaging, goes_deeper_than_pages_by_number) {
  std::vector<Offer> offers;
  for (int i = 1; i <= 10'060; ++i) offers.push_back(bare_offer(i, "Koken"));
  const OfferIndex index(offers);
  SearchQuery query;
  query.limit = 500;
  query.facets = false;
  query.spread_providers = false;
  query.after = SearchPosition{"10050-10050"};
  const SearchAnswer answer = index.search(query);
  EXPECT_EQ(ids(answer), (std::vector<std::int64_t>{10'051, 10'052, 10'053, 10'054, 10'055, 10'056, 10'057, 10'058,
                                                    10'059, 10'060}));
  EXPECT_FALSE(answer.next.has_value());
}

TEST(SearchPaging, follows_its_place_when_offers_came_or_went_before_it) {
  testing::TemporaryFolder folder;
  std::vector<Offer> offers;
  for (int i = 10; i <= 60; ++i) offers.push_back(bare_offer(i, "Koken"));
  testing::write_index(folder.path(), offers);
  const SearchIndex index = SearchIndex::open({folder.path(), 1}).value();
  SearchQuery query;
  query.sort = SearchSort::title;
  query.limit = 10;
  query.today = day(2026, 11, 21);
  query.after = index.search(query).value().next;
  ASSERT_TRUE(query.after.has_value());
  IndexWriter writer = IndexWriter::open(folder.path()).value();
  for (int i = 1; i <= 4; ++i) writer.upsert(bare_offer(i, "Bakken"));
  writer.commit(ChangeNumber{2});
  EXPECT_EQ(ids(index.search(query).value()).front(), 20);
  for (int i = 1; i <= 12; ++i) writer.remove(OfferId{i});
  writer.commit(ChangeNumber{3});
  EXPECT_EQ(ids(index.search(query).value()).front(), 20);
}

TEST(SearchPaging, refuses_a_place_that_is_none) {
  const OfferIndex index({bare_offer(1, "Koken")});
  for (const char* text : {"", "7", "-", "0-1", "x-1", "1-", "1-2x", "99999999999-1", "1--2"}) {
    SearchQuery query;
    query.after = SearchPosition{text};
    const auto answer = index.index().search(query);
    ASSERT_FALSE(answer.has_value()) << text;
    EXPECT_EQ(answer.error().where, "after");
    EXPECT_EQ(answer.error().code, ErrorCode::invalid_input);
  }
}

TEST(SearchOrder, the_same_title_of_the_same_provider_comes_below_the_others) {
  const auto by = [](std::int64_t provider, double quality) {
    return [=](Offer& o) {
      o.provider.value = provider;
      o.quality = quality;
    };
  };
  const OfferIndex index({offer_with(1, "Cursus Koken", by(1, 1.0)), offer_with(2, "cursus koken", by(1, 0.9)),
                          offer_with(3, "Cursus Koken", by(2, 0.5)), offer_with(4, "Cursus koken thuis", by(1, 0.1))});
  EXPECT_THAT(ids(index.search("koken")), ElementsAre(1, 3, 4, 2));
  SearchQuery query;
  query.text = "koken";
  query.spread_providers = false;
  EXPECT_THAT(ids(index.search(query)), ElementsAre(1, 2, 3, 4));
}

TEST(SearchOrder, a_start_soon_ahead_comes_before_one_far_off) {
  const OfferIndex index({offer_with(1, "Koken", [](Offer& o) { o.runs = {run_from(day(2028, 9, 1))}; }),
                          offer_with(2, "Koken", [](Offer& o) {
                            o.provider.value = 2;
                            o.runs = {run_from(day(2026, 12, 1))};
                          })});
  EXPECT_THAT(ids(index.search("koken")), ElementsAre(2, 1));
}

TEST(SearchReplica, without_its_file_of_columns_gives_the_same_answers) {
  RandomOffers random(31);
  std::vector<Offer> offers;
  for (int i = 1; i <= 300; ++i) offers.push_back(random.offer(i));
  testing::TemporaryFolder folder;
  testing::write_index(folder.path(), offers);
  const auto answers = [&] {
    const SearchIndex index = SearchIndex::open({folder.path(), 1}).value();
    RandomOffers filters(5);
    std::vector<std::vector<std::int64_t>> all;
    for (int i = 0; i < 20; ++i) {
      SearchQuery query;
      query.filters = filters.filters();
      query.today = day(2026, 11, 21);
      all.push_back(ids(index.search(query).value()));
    }
    return all;
  };
  const auto before = answers();
  std::filesystem::remove(folder.path() / "gen-1" / "manifest.json");
  std::filesystem::remove(folder.path() / "gen-1" / "columns-1");
  EXPECT_EQ(answers(), before);
  EXPECT_EQ(verify_index(folder.path()).error().code, ErrorCode::not_found);
  IndexWriter writer = IndexWriter::open(folder.path()).value();
  writer.commit(ChangeNumber{2});
  EXPECT_TRUE(verify_index(folder.path()).has_value()) << "the writer makes them anew";
  EXPECT_EQ(answers(), before);
}

TEST(SearchRevisions, verify_compares_every_row_with_its_document) {
  testing::TemporaryFolder folder;
  testing::write_index(folder.path(), {bare_offer(1, "Koken"), bare_offer(2, "Lassen")});
  IndexWriter writer = IndexWriter::open(folder.path()).value();
  for (int i = 0; i < 5; ++i) {
    writer.upsert(bare_offer(2 + i, "Bakken"));
    writer.remove(OfferId{1 + i});
    writer.commit(ChangeNumber{2 + i});
    EXPECT_TRUE(verify_index(folder.path()).has_value());
  }
}

}  // namespace
}  // namespace leerwijzer
