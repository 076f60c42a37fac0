// A generation that is built in shards is the generation that one writer would have made, whatever the number of
// offers, shards and threads; and nothing of it shows before it is published.
#include "engine/search/sharded_build.hpp"
#include "engine/search/generations.hpp"
#include "tests/support/search_offers.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace leerwijzer {
namespace {

using testing::OfferIndex;
using testing::TemporaryFolder;

/// Offers with ids that have holes, and words, prices, places and starts drawn from a few of each.
std::vector<Offer> random_offers(std::mt19937& random, std::size_t count) {
  static constexpr auto k_words = std::to_array<std::string_view>(
      {"lassen", "heftruck", "verzorgende", "boekhouden", "python", "excel", "leraar", "timmeren", "avondopleiding"});
  const auto draw = [&](std::size_t most) { return static_cast<std::size_t>(random() % most); };
  std::vector<Offer> offers;
  std::int64_t id = 0;
  for (std::size_t i = 0; i < count; ++i) {
    id += 1 + static_cast<std::int64_t>(draw(4) == 0 ? draw(1'500) : 0);
    const std::string title =
        "Cursus " + std::string(k_words[draw(k_words.size())]) + " " + std::string(k_words[draw(k_words.size())]);
    Offer offer = testing::bare_offer(id, title);
    offer.texts.push_back(
        {TextField::description, "nl", "U leert " + std::string(k_words[draw(k_words.size())]) + "."});
    offer.provider = ProviderId{1 + static_cast<std::int64_t>(draw(5))};
    if (draw(2) == 0) offer.level = {static_cast<NlqfLevel>(draw(8)), LevelBasis::stated};
    if (draw(2) == 0) offer.costs = {testing::price_of(static_cast<std::int64_t>(draw(100'000)))};
    if (draw(2) == 0)
      offer.locations = {testing::place_at("Utrecht", {52.0 + 0.01 * static_cast<double>(draw(50)), 5.1})};
    if (draw(2) == 0) offer.runs = {testing::run_from(testing::day(2027, 1 + static_cast<unsigned>(draw(12)), 1))};
    offers.push_back(std::move(offer));
  }
  return offers;
}

void build(const std::filesystem::path& folder, const std::vector<Offer>& offers,
           ShardedBuildSettings settings = {.threads = 3, .offers_in_shard = 7, .shards_merged_at_once = 3}) {
  ShardedBuild build = ShardedBuild::start(folder, settings).value();
  for (std::size_t from = 0; from < offers.size(); from += 10) {
    build.add(std::span(offers).subspan(from, std::min<std::size_t>(10, offers.size() - from)));
  }
  IndexWriter writer = build.finish();
  writer.commit(ChangeNumber{1});
  writer.publish();
}

SearchQuery query_of(const std::string& text, std::optional<double> radius_km = {}, std::optional<Cents> price = {}) {
  SearchQuery query;
  query.text = text;
  query.limit = 100;
  query.today = testing::day(2026, 11, 21);
  query.filters.max_price = price;
  if (radius_km) {
    query.filters.centre = GeoPoint{52.1, 5.1};
    query.filters.radius_km = radius_km;
  }
  return query;
}

void expect_same_answers(const std::filesystem::path& one, const std::filesystem::path& other) {
  const SearchIndex a = SearchIndex::open({one, 1}).value();
  const SearchIndex b = SearchIndex::open({other, 1}).value();
  EXPECT_EQ(a.document_count(), b.document_count());
  for (const SearchQuery& query :
       {query_of(""), query_of("lassen"), query_of("heftruk"), query_of("python excel"), query_of("verzorgenden", 20.0),
        query_of("cursus boekhouden", {}, Cents{50'000}), query_of("avond opleiding lassen timmeren")}) {
    const SearchAnswer left = a.search(query).value();
    const SearchAnswer right = b.search(query).value();
    EXPECT_EQ(left.total, right.total) << query.text;
    EXPECT_EQ(left.did_you_mean, right.did_you_mean) << query.text;
    ASSERT_EQ(left.hits.size(), right.hits.size()) << query.text;
    for (std::size_t i = 0; i < left.hits.size(); ++i) {
      EXPECT_EQ(left.hits[i].offer, right.hits[i].offer) << query.text;
      EXPECT_DOUBLE_EQ(left.hits[i].score, right.hits[i].score) << query.text;
      EXPECT_EQ(left.hits[i].distance_km, right.hits[i].distance_km) << query.text;
      EXPECT_EQ(left.hits[i].matched, right.hits[i].matched) << query.text;
    }
    ASSERT_EQ(left.facets.size(), right.facets.size());
    for (const auto& [name, counts] : left.facets) {
      const auto& others = right.facets.at(name);
      ASSERT_EQ(counts.size(), others.size()) << name;
      for (std::size_t i = 0; i < counts.size(); ++i) {
        EXPECT_EQ(counts[i].value, others[i].value) << name;
        EXPECT_EQ(counts[i].count, others[i].count) << name;
      }
    }
  }
}

std::vector<std::string> names_in(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) names.push_back(entry.path().filename());
  std::sort(names.begin(), names.end());
  return names;
}

TEST(ShardedBuild, answers_as_an_index_of_one_writer_does) {
  std::mt19937 random(20261122);
  for (const std::size_t count : {0U, 1U, 6U, 7U, 8U, 40U, 200U}) {
    SCOPED_TRACE(count);
    const std::vector<Offer> offers = random_offers(random, count);
    const TemporaryFolder one;
    const TemporaryFolder other;
    testing::write_index(one.path(), offers);
    build(other.path(), offers);
    expect_same_answers(one.path(), other.path());
    EXPECT_TRUE(verify_index(other.path()).has_value());
  }
}

TEST(ShardedBuild, documents_keep_the_ids_of_their_offers) {
  std::mt19937 random(4);
  const std::vector<Offer> offers = random_offers(random, 60);
  const TemporaryFolder folder;
  build(folder.path(), offers);
  std::vector<std::pair<OfferId, std::string>> expected;
  for (const Offer& offer : offers) expected.emplace_back(offer.id, offer.content_hash);
  EXPECT_EQ(IndexWriter::open(folder.path()).value().fingerprints(), expected);
}

TEST(ShardedBuild, is_the_same_whatever_the_threads_and_shards) {
  std::mt19937 random(11);
  const std::vector<Offer> offers = random_offers(random, 90);
  const TemporaryFolder one;
  build(one.path(), offers, {.threads = 1, .offers_in_shard = 1000});
  for (const ShardedBuildSettings& settings :
       {ShardedBuildSettings{.threads = 8, .offers_in_shard = 1, .shards_merged_at_once = 2},
        ShardedBuildSettings{.threads = 2, .offers_in_shard = 30}}) {
    const TemporaryFolder other;
    build(other.path(), offers, settings);
    expect_same_answers(one.path(), other.path());
  }
}

TEST(ShardedBuild, what_it_built_can_be_changed_by_the_writer_that_goes_on) {
  std::mt19937 random(5);
  const std::vector<Offer> offers = random_offers(random, 30);
  const TemporaryFolder folder;
  build(folder.path(), offers);
  {
    IndexWriter writer = IndexWriter::open(folder.path()).value();
    writer.remove(offers.front().id);
    writer.upsert(testing::bare_offer(offers.back().id.value, "Tegelzetten"));
    writer.upsert(testing::bare_offer(offers.back().id.value + 1, "Tegelzetten voor gevorderden"));
    writer.commit(ChangeNumber{2});
  }
  const SearchIndex index = SearchIndex::open({folder.path(), 1}).value();
  EXPECT_EQ(index.document_count(), offers.size());
  EXPECT_EQ(index.search(query_of("tegelzetten")).value().total, 2U);
  EXPECT_EQ(index.version().value().change, ChangeNumber{2});
}

TEST(ShardedBuild, readers_keep_the_current_generation_until_the_new_one_is_published) {
  const TemporaryFolder folder;
  testing::write_index(folder.path(), {testing::bare_offer(1, "Lassen")});
  const SearchIndex index = SearchIndex::open({folder.path(), 1}).value();
  ShardedBuild build = ShardedBuild::start(folder.path()).value();
  const Offer offer = testing::bare_offer(1, "Heftruck");
  build.add(std::span(&offer, 1));
  IndexWriter writer = build.finish();
  writer.commit(ChangeNumber{2});
  EXPECT_EQ(index.search(query_of("lassen")).value().total, 1U);
  writer.publish();
  EXPECT_EQ(index.search(query_of("heftruck")).value().total, 1U);
  EXPECT_EQ(index.search(query_of("lassen")).value().total, 0U);
}

TEST(ShardedBuild, one_that_is_given_up_leaves_nothing_but_the_current_generation) {
  const TemporaryFolder folder;
  testing::write_index(folder.path(), {testing::bare_offer(1, "Lassen")});
  const std::vector<std::string> before = names_in(folder.path());
  {
    std::mt19937 random(6);
    const std::vector<Offer> offers = random_offers(random, 30);
    ShardedBuild build = ShardedBuild::start(folder.path(), {.threads = 2, .offers_in_shard = 4}).value();
    build.add(offers);
  }
  EXPECT_EQ(names_in(folder.path()), before);
  EXPECT_EQ(SearchIndex::open({folder.path(), 1}).value().document_count(), 1U);
}

TEST(ShardedBuild, what_a_crash_left_is_removed_and_was_never_read) {
  const TemporaryFolder folder;
  testing::write_index(folder.path(), {testing::bare_offer(1, "Lassen")});
  std::filesystem::create_directories(folder.path() / "building" / "1");
  testing::write_index(folder.path() / "building" / "2", {testing::bare_offer(1, "Heftruck")});
  EXPECT_EQ(SearchIndex::open({folder.path(), 1}).value().search(query_of("lassen")).value().total, 1U);
  build(folder.path(), {testing::bare_offer(3, "Timmeren")});
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "building"));
  EXPECT_EQ(SearchIndex::open({folder.path(), 1}).value().search(query_of("timmeren")).value().total, 1U);
}

TEST(ShardedBuild, another_writer_is_told_to_wait) {
  const TemporaryFolder folder;
  const ShardedBuild build = ShardedBuild::start(folder.path()).value();
  EXPECT_EQ(IndexWriter::open(folder.path()).error().code, ErrorCode::conflict);
  EXPECT_EQ(ShardedBuild::start(folder.path()).error().code, ErrorCode::conflict);
}

TEST(ShardedBuild, what_a_thread_meets_comes_out_and_the_current_generation_stays) {
  const TemporaryFolder folder;
  testing::write_index(folder.path(), {testing::bare_offer(1, "Lassen")});
  {
    ShardedBuild build = ShardedBuild::start(folder.path(), {.threads = 2, .offers_in_shard = 1}).value();
    const std::vector<Offer> offers = {testing::bare_offer(1, "Lassen"),
                                       testing::bare_offer(5'000'000'000, "Heftruck")};
    EXPECT_THROW(
        {
          build.add(offers);
          static_cast<void>(build.finish());
        },
        ErrorException);
  }
  EXPECT_EQ(generations_in(folder.path()).size(), 1U);
  EXPECT_EQ(SearchIndex::open({folder.path(), 1}).value().document_count(), 1U);
}

TEST(ShardedBuild, refuses_another_order_than_that_of_the_ids) {
  const TemporaryFolder folder;
  ShardedBuild build = ShardedBuild::start(folder.path()).value();
  const std::vector<Offer> offers = {testing::bare_offer(2, "Lassen"), testing::bare_offer(1, "Heftruck")};
  EXPECT_THROW(build.add(offers), ErrorException);
}

}  // namespace
}  // namespace leerwijzer
