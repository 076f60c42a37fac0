#include "engine/search/search_index.hpp"

#include "tests/support/search_offers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace leerwijzer {
namespace {

using testing::bare_offer;
using ::testing::Contains;
using testing::day;
using ::testing::Each;
using ::testing::ElementsAre;
using testing::ids;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::offer_with;
using testing::OfferIndex;
using testing::place_at;
using testing::price_of;
using testing::run_from;
using ::testing::UnorderedElementsAre;

const Date k_today = day(2026, 11, 21);
const GeoPoint k_utrecht{52.0907, 5.1214};
const GeoPoint k_amersfoort{52.1561, 5.3878};
const GeoPoint k_groningen{53.2194, 6.5665};

std::vector<std::int64_t> found(const OfferIndex& index, const SearchFilters& filters) {
  SearchQuery query;
  query.filters = filters;
  return ids(index.search(query));
}

// Filters

TEST(SearchFilter, an_unknown_value_is_compatible_but_ranks_below_a_known_fit) {
  const OfferIndex index({bare_offer(1, "Onbekend"),
                          offer_with(2, "Drie", [](Offer& o) { o.level.nlqf = NlqfLevel::level_3; }),
                          offer_with(3, "Vier", [](Offer& o) { o.level.nlqf = NlqfLevel::level_4; })});
  SearchFilters filters;
  filters.levels = {NlqfLevel::level_4};
  EXPECT_THAT(found(index, filters), ElementsAre(3, 1));
  filters.known_only = true;
  EXPECT_THAT(found(index, filters), ElementsAre(3));
}

TEST(SearchFilter, every_field_filters) {
  const auto full = [](Offer& o) {
    o.sector = "techniek";
    o.modes = {DeliveryMode::blended};
    o.kind = OfferKind::certificate;
    o.languages = {"en"};
    o.dayparts = {Daypart::evening};
    o.provider.value = 7;
    o.outcomes = {{"lassen", "nl", SkillId{5}, 1.0}};
  };
  const auto other = [](Offer& o) {
    o.sector = "ict";
    o.modes = {DeliveryMode::on_site};
    o.kind = OfferKind::module;
    o.languages = {"nl"};
    o.dayparts = {Daypart::morning};
    o.provider.value = 8;
    o.outcomes = {{"typen", "nl", SkillId{6}, 1.0}};
  };
  const OfferIndex index({offer_with(1, "Een", full), offer_with(2, "Twee", other)});
  std::vector<SearchFilters> filters(7);
  filters[0].sectors = {"techniek"};
  filters[1].modes = {DeliveryMode::blended};
  filters[2].kinds = {OfferKind::certificate};
  filters[3].languages = {"en"};
  filters[4].dayparts = {Daypart::evening};
  filters[5].providers = {ProviderId{7}};
  filters[6].skills = {SkillId{5}};
  for (const SearchFilters& each : filters) EXPECT_THAT(found(index, each), ElementsAre(1));
  SearchFilters both;
  both.sectors = {"techniek", "ict"};
  EXPECT_THAT(found(index, both), UnorderedElementsAre(1, 2));
}

TEST(SearchFilter, price_is_the_catalogue_price_and_an_unknown_price_stays_in) {
  const OfferIndex index({offer_with(1, "Goedkoop", [](Offer& o) { o.costs = {price_of(10'000)}; }),
                          offer_with(2, "Duur",
                                     [](Offer& o) {
                                       o.costs = {price_of(90'000), price_of(10'000)};
                                     }),
                          bare_offer(3, "Onbekend"),
                          offer_with(4, "Nul dat onbekend kan zijn",
                                     [](Offer& o) {
                                       o.costs = {price_of(0)};
                                       o.costs[0].confirmed = false;
                                     }),
                          offer_with(5, "Gratis", [](Offer& o) { o.costs = {price_of(0)}; })});
  SearchFilters filters;
  filters.max_price = Cents{99'999};
  EXPECT_THAT(found(index, filters), UnorderedElementsAre(1, 3, 4, 5));
  filters.known_only = true;
  EXPECT_THAT(found(index, filters), UnorderedElementsAre(1, 5));
}

TEST(SearchFilter, starts_are_judged_on_the_day_of_the_search) {
  const OfferIndex index({offer_with(1, "Voorbij", [](Offer& o) { o.runs = {run_from(day(2026, 9, 1))}; }),
                          offer_with(2, "Straks",
                                     [](Offer& o) {
                                       o.runs = {run_from(day(2026, 9, 1)), run_from(day(2027, 1, 15))};
                                     }),
                          offer_with(3, "Later", [](Offer& o) { o.runs = {run_from(day(2027, 9, 1))}; }),
                          bare_offer(4, "Onbekend"), offer_with(5, "Altijd", [](Offer& o) {
                            o.runs = {leerwijzer::Run{}};
                            o.runs[0].start_kind = StartKind::rolling;
                          })});
  EXPECT_THAT(found(index, {}), UnorderedElementsAre(2, 3, 4, 5));
  SearchFilters filters;
  filters.starts_before = day(2027, 2, 1);
  EXPECT_THAT(found(index, filters), UnorderedElementsAre(2, 4, 5));
  EXPECT_EQ(found(index, filters).back(), 4) << "an unknown start ranks below a known one";
  filters.known_only = true;
  EXPECT_THAT(found(index, filters), UnorderedElementsAre(2, 5));
  SearchFilters later;
  later.starts_from = day(2027, 6, 1);
  EXPECT_THAT(found(index, later), UnorderedElementsAre(3, 4, 5));
  SearchFilters past;
  past.with_past_only = true;
  EXPECT_THAT(found(index, past), UnorderedElementsAre(1, 2, 3, 4, 5));
}

// Place

Offer offer_at(std::int64_t id, const std::string& city, GeoPoint point) {
  return offer_with(id, "Koken in " + city, [&](Offer& o) { o.locations = {place_at(city, point)}; });
}

TEST(SearchPlace, the_radius_keeps_near_online_and_unknown_places) {
  const OfferIndex index({offer_at(1, "Utrecht", k_utrecht), offer_at(2, "Amersfoort", k_amersfoort),
                          offer_at(3, "Groningen", k_groningen),
                          offer_with(4, "Koken online", [](Offer& o) { o.modes = {DeliveryMode::online}; }),
                          bare_offer(5, "Koken ergens")});
  SearchFilters filters;
  filters.centre = k_utrecht;
  filters.radius_km = 30.0;
  EXPECT_THAT(found(index, filters), ElementsAre(1, 2, 4, 5));
  filters.radius_km = 10.0;
  EXPECT_THAT(found(index, filters), ElementsAre(1, 4, 5));
  filters.known_only = true;
  EXPECT_THAT(found(index, filters), ElementsAre(1, 4));
}

TEST(SearchPlace, distance_is_to_the_nearest_place_and_orders) {
  const OfferIndex index(
      {offer_at(1, "Groningen", k_groningen),
       offer_with(2, "Koken",
                  [](Offer& o) {
                    o.locations = {place_at("Groningen", k_groningen), place_at("Amersfoort", k_amersfoort)};
                  }),
       bare_offer(3, "Koken ergens"), offer_at(4, "Utrecht", k_utrecht)});
  SearchQuery query;
  query.filters.centre = k_utrecht;
  query.sort = SearchSort::distance;
  const SearchAnswer answer = index.search(query);
  EXPECT_THAT(ids(answer), ElementsAre(4, 2, 1, 3));
  EXPECT_NEAR(*answer.hits[1].distance_km, distance_km(k_utrecht, k_amersfoort), 0.001);
  EXPECT_FALSE(answer.hits[3].distance_km.has_value());
}

TEST(SearchPlace, online_offers_do_not_crowd_out_near_ones) {
  std::vector<Offer> offers;
  for (int i = 1; i <= 30; ++i) {
    offers.push_back(offer_with(i, "Cursus koken", [&](Offer& o) {
      o.provider.value = i;
      o.modes = {DeliveryMode::online};
    }));
  }
  offers.push_back(offer_with(99, "Cursus koken", [&](Offer& o) {
    o.provider.value = 99;
    o.locations = {place_at("Amersfoort", k_amersfoort)};
  }));
  const OfferIndex index(offers);
  SearchQuery query;
  query.text = "koken";
  query.filters.centre = k_utrecht;
  query.filters.radius_km = 30.0;
  EXPECT_EQ(index.search(query).hits.at(0).offer.id.value, 99);
}

// Order, totals, facets

TEST(SearchOrder, by_price_start_and_title_with_the_unknown_last) {
  const OfferIndex index({bare_offer(1, "Zilver"),
                          offer_with(2, "Brons",
                                     [](Offer& o) {
                                       o.costs = {price_of(2000)};
                                       o.runs = {run_from(day(2027, 5, 1))};
                                     }),
                          offer_with(3, "Goud", [](Offer& o) {
                            o.costs = {price_of(1000)};
                            o.runs = {run_from(day(2027, 9, 1))};
                          })});
  SearchQuery query;
  query.sort = SearchSort::price;
  EXPECT_THAT(ids(index.search(query)), ElementsAre(3, 2, 1));
  query.sort = SearchSort::start;
  EXPECT_THAT(ids(index.search(query)), ElementsAre(2, 3, 1));
  query.sort = SearchSort::title;
  EXPECT_THAT(ids(index.search(query)), ElementsAre(2, 3, 1));
}

TEST(SearchOrder, one_provider_holds_a_third_of_a_page_when_others_fit) {
  std::vector<Offer> offers;
  for (int i = 1; i <= 40; ++i) {
    offers.push_back(offer_with(i, "Engels Engels " + std::to_string(i), [](Offer& o) { o.quality = 1.0; }));
  }
  for (int i = 41; i <= 60; ++i) {
    offers.push_back(offer_with(i, "Engels", [&](Offer& o) { o.provider.value = i; }));
  }
  const OfferIndex index(offers);
  SearchQuery query;
  query.text = "engels";
  query.limit = 9;
  const auto from_first = [](const SearchAnswer& answer) {
    return std::count_if(answer.hits.begin(), answer.hits.end(),
                         [](const SearchHit& hit) { return hit.offer.provider.value == 1; });
  };
  EXPECT_EQ(from_first(index.search(query)), 3);
  query.offset = 9;
  EXPECT_EQ(from_first(index.search(query)), 3);
  query.offset = 54;
  EXPECT_EQ(from_first(index.search(query)), 6) << "the last page has nobody else to show";
  query.offset = 0;
  query.spread_providers = false;
  EXPECT_EQ(from_first(index.search(query)), 9);
}

TEST(SearchOrder, pages_hold_every_offer_once) {
  std::vector<Offer> offers;
  for (int i = 1; i <= 25; ++i)
    offers.push_back(offer_with(i, "Frans", [&](Offer& o) { o.provider.value = 1 + i % 3; }));
  const OfferIndex index(offers);
  std::set<std::int64_t> seen;
  SearchQuery query;
  query.text = "frans";
  query.limit = 10;
  for (query.offset = 0; query.offset < 30; query.offset += 10) {
    const SearchAnswer answer = index.search(query);
    EXPECT_EQ(answer.total, 25U);
    for (std::int64_t id : ids(answer)) EXPECT_TRUE(seen.insert(id).second);
  }
  EXPECT_EQ(seen.size(), 25U);
}

TEST(SearchFacets, count_every_match_and_name_the_unknown) {
  const OfferIndex index({offer_with(1, "Een",
                                     [](Offer& o) {
                                       o.level.nlqf = NlqfLevel::level_4;
                                       o.sector = "ict";
                                       o.languages = {"nl", "en"};
                                     }),
                          offer_with(2, "Twee", [](Offer& o) { o.level.nlqf = NlqfLevel::level_2; }),
                          bare_offer(3, "Drie")});
  SearchQuery query;
  query.limit = 1;
  const SearchAnswer answer = index.search(query);
  EXPECT_EQ(answer.total, 3U);
  for (const char* single : {"level", "sector", "kind", "provider"}) {
    std::size_t sum = 0;
    for (const FacetCount& entry : answer.facets.at(single)) sum += entry.count;
    EXPECT_EQ(sum, 3U) << single;
  }
  const auto& levels = answer.facets.at("level");
  ASSERT_EQ(levels.size(), 3U);
  EXPECT_EQ(levels[0].value, "2");
  EXPECT_EQ(levels[2].value, "unknown");
  EXPECT_EQ(levels[2].label, "Onbekend");
  EXPECT_EQ(answer.facets.at("sector")[1].label, "ICT");
  EXPECT_EQ(answer.facets.at("provider")[0].label, "ROC Voorbeeld");
  EXPECT_EQ(answer.facets.at("language").size(), 3U);
}

// Skills, alike, suggestions

TEST(SearchSkills, any_weighted_skill_makes_an_offer_a_hit_and_the_weights_add_up) {
  const auto teaches = [](std::vector<std::int64_t> skills) {
    return [skills](Offer& o) {
      for (std::int64_t skill : skills) o.outcomes.push_back({"iets", "nl", SkillId{skill}, 1.0});
    };
  };
  const OfferIndex index({offer_with(1, "A", teaches({1})), offer_with(2, "B", teaches({2})),
                          offer_with(3, "C", teaches({1, 2})), offer_with(4, "D", teaches({3}))});
  SearchQuery query;
  query.skill_weights = {{SkillId{1}, 0.9}, {SkillId{2}, 0.3}};
  const SearchAnswer answer = index.search(query);
  EXPECT_THAT(ids(answer), ElementsAre(3, 1, 2));
  EXPECT_DOUBLE_EQ(answer.hits[0].score, 1.0);
  EXPECT_GT(answer.hits[1].score, answer.hits[2].score);
}

TEST(SearchSimilar, is_by_words_and_skills_and_never_the_offer_itself) {
  const auto teaches = [](Offer& o) { o.outcomes = {{"Lasnaden leggen", "nl", SkillId{1}, 1.0}}; };
  const OfferIndex index({offer_with(1, "MIG/MAG lassen basis", teaches), offer_with(2, "TIG lassen", teaches),
                          bare_offer(3, "Bloemschikken"), bare_offer(4, "Lassen voor gevorderden")});
  const auto hits = index.index().similar(OfferId{1}, 10, k_today).value();
  ASSERT_GE(hits.size(), 2U);
  EXPECT_EQ(hits[0].offer.id.value, 2);
  for (const SearchHit& hit : hits) {
    EXPECT_NE(hit.offer.id.value, 1);
    EXPECT_NE(hit.offer.id.value, 3);
  }
  EXPECT_EQ(index.index().similar(OfferId{77}, 10, k_today).error().code, ErrorCode::not_found);
}

TEST(SearchSuggest, titles_hold_a_word_with_the_prefix) {
  const OfferIndex index({bare_offer(1, "Cursussen Verpleging"), bare_offer(2, "Verpleegkundige"),
                          bare_offer(3, "Verpleegkundige"), bare_offer(4, "Koken")});
  const auto titles = index.index().suggest("verpl", 10).value();
  ASSERT_EQ(titles.size(), 2U) << "the same title is suggested once";
  EXPECT_EQ(index.index().suggest("cursussen ver", 10).value().at(0).first.value, 1);
  EXPECT_THAT(index.index().suggest("", 10).value(), IsEmpty());
  EXPECT_THAT(index.index().suggest("zzz", 10).value(), IsEmpty());
}

TEST(SearchLimits, are_refused_with_the_field_that_is_wrong) {
  const OfferIndex index({bare_offer(1, "Koken")});
  SearchQuery query;
  query.offset = 10'001;
  EXPECT_EQ(index.index().search(query).error().where, "offset");
  query.offset = 0;
  query.limit = 501;
  EXPECT_EQ(index.index().search(query).error().where, "limit");
  query.limit = 20;
  query.filters.radius_km = 10.0;
  EXPECT_EQ(index.index().search(query).error().code, ErrorCode::invalid_input);
}

TEST(SearchAnswerOrder, is_the_same_every_time) {
  std::vector<Offer> offers;
  for (int i = 1; i <= 30; ++i) offers.push_back(bare_offer(i, "Spaans"));
  const OfferIndex index(offers);
  const std::vector<std::int64_t> first = ids(index.search("spaans"));
  EXPECT_EQ(first.front(), 1) << "ties go by id";
  EXPECT_EQ(ids(index.search("spaans")), first);
}

}  // namespace
}  // namespace leerwijzer
