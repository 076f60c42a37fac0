// Filters, totals and facets beside a naive count over the offers themselves, for any offers and any filters.
#include "engine/search/starts.hpp"
#include "tests/support/random_offers.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace leerwijzer {
namespace {

using testing::bare_offer;
using testing::day;
using testing::ids;
using testing::offer_with;
using testing::OfferIndex;
using testing::RandomOffers;

const Date k_today = day(2026, 11, 21);

using Values = std::set<std::string>;  // of one offer; empty: unknown
using FacetValues = std::map<std::string, Values>;

template <typename E>
Values names_in(const std::vector<E>& values, const std::vector<Run>& runs, std::vector<E> Run::*of_run) {
  Values names;
  for (E value : values) names.emplace(name_of(value));
  for (const Run& run : runs) {
    for (E value : run.*of_run) names.emplace(name_of(value));
  }
  return names;
}

FacetValues values_of(const Offer& offer) {
  FacetValues values;
  if (offer.level.nlqf) values["level"] = {std::string(name_of(*offer.level.nlqf))};
  if (!offer.sector.empty()) values["sector"] = {offer.sector};
  values["kind"] = {std::string(name_of(offer.kind))};
  if (offer.provider.stored()) values["provider"] = {std::to_string(offer.provider.value)};
  values["mode"] = names_in(offer.modes, offer.runs, &Run::modes);
  values["daypart"] = names_in(offer.dayparts, offer.runs, &Run::dayparts);
  values["language"] = {offer.languages.begin(), offer.languages.end()};
  return values;
}

template <typename E>
Values names(const std::vector<E>& values) {
  Values names;
  for (E value : values) names.emplace(name_of(value));
  return names;
}

FacetValues wanted_by(const SearchFilters& filters) {
  FacetValues wanted = {{"level", names(filters.levels)},
                        {"sector", {filters.sectors.begin(), filters.sectors.end()}},
                        {"kind", names(filters.kinds)},
                        {"mode", names(filters.modes)},
                        {"daypart", names(filters.dayparts)},
                        {"language", {filters.languages.begin(), filters.languages.end()}},
                        {"provider", {}}};
  for (const ProviderId provider : filters.providers) wanted["provider"].insert(std::to_string(provider.value));
  return wanted;
}

/// Facets of which the filter refuses the offer.
std::set<std::string> failed(const Offer& offer, const SearchFilters& filters) {
  FacetValues has = values_of(offer);
  std::set<std::string> failed;
  for (const auto& entry : wanted_by(filters)) {
    const std::string& facet = entry.first;
    const Values& wanted = entry.second;
    if (wanted.empty()) continue;
    const Values& values = has[facet];
    const bool fits = std::any_of(values.begin(), values.end(), [&](const auto& v) { return wanted.contains(v); });
    if (!fits && !(values.empty() && !filters.known_only)) failed.insert(facet);
  }
  return failed;
}

bool allowed_by_price(const Offer& offer, const SearchFilters& filters) {
  if (!filters.max_price) return true;
  const CataloguePrice price = catalogue_price(offer);
  if (!price.gross || (price.gross->min.value == 0 && !price.confirmed)) return !filters.known_only;
  return price.gross->min <= *filters.max_price;
}

bool allowed_by_place(const Offer& offer, const SearchFilters& filters) {
  if (!filters.radius_km || can_be_followed_online(offer)) return true;
  bool any = false;
  for (const Location& place : places_of(offer)) {
    if (!place.point) continue;
    any = true;
    if (distance_km(*filters.centre, *place.point) <= *filters.radius_km) return true;
  }
  return !any && !filters.known_only;
}

bool allowed_by_start(const Offer& offer, const SearchFilters& filters) {
  const bool asked = filters.starts_from || filters.starts_before;
  switch (start_fit(starts_of(offer), {k_today, filters.starts_from, filters.starts_before})) {
    case StartFit::fits: return true;
    case StartFit::unknown: return !asked || !filters.known_only;
    case StartFit::does_not: return false;
    case StartFit::past: return filters.with_past_only && !asked;
  }
  return false;
}

struct Naive {
  std::set<std::int64_t> hits;
  std::map<std::string, std::map<std::string, std::size_t>> facets;
};

Naive count_naively(const std::vector<Offer>& offers, const SearchQuery& query) {
  Naive naive;
  for (const Offer& offer : offers) {
    const bool found = query.text.empty() || title_of(offer).find(query.text) != std::string_view::npos;
    const SearchFilters& filters = query.filters;
    if (!found || !allowed_by_price(offer, filters) || !allowed_by_place(offer, filters) ||
        !allowed_by_start(offer, filters)) {
      continue;
    }
    const std::set<std::string> refused = failed(offer, filters);
    if (refused.empty()) naive.hits.insert(offer.id.value);
    for (const auto& [facet, ignored] : wanted_by({})) {
      const bool counts = refused.empty() || (refused.size() == 1 && refused.contains(facet));
      if (!counts) continue;
      const Values values = values_of(offer)[facet];
      for (const std::string& value : values) ++naive.facets[facet][value];
      if (values.empty()) ++naive.facets[facet]["unknown"];
    }
  }
  return naive;
}

std::map<std::string, std::map<std::string, std::size_t>> counted(const SearchAnswer& answer) {
  std::map<std::string, std::map<std::string, std::size_t>> facets;
  for (const auto& [facet, counts] : answer.facets) {
    for (const FacetCount& entry : counts) facets[facet][entry.value] = entry.count;
  }
  return facets;
}

TEST(SearchFacets, totals_and_counts_are_those_of_the_offers_themselves) {
  RandomOffers random(11);
  std::vector<Offer> offers;
  for (int i = 1; i <= 400; ++i) offers.push_back(random.offer(i));
  const OfferIndex index(offers);
  for (int round = 0; round < 200; ++round) {
    SearchQuery query;
    query.limit = 500;
    query.filters = random.filters();
    if (random.one_in(2)) query.text = "lassen";
    query.correct_spelling = false;
    const SearchAnswer answer = index.search(query);
    const Naive naive = count_naively(offers, query);
    const std::vector<std::int64_t> found = ids(answer);
    std::set<std::int64_t> hits;
    for (const SearchHit& hit : answer.hits) {
      if (!hit.related) hits.insert(hit.offer.id.value);
    }
    EXPECT_EQ(answer.total, naive.hits.size());
    EXPECT_EQ(hits, naive.hits);
    auto expected = naive.facets;
    for (const auto& [facet, ignored] : wanted_by({})) {
      EXPECT_EQ(counted(answer)[facet], expected[facet]) << facet << " in round " << round;
    }
    query.facets = false;
    EXPECT_EQ(ids(index.search(query)), found) << "counting does not change the order";
  }
}

TEST(SearchFacets, leave_their_own_filter_out) {
  const auto at = [](NlqfLevel level, const char* sector) {
    return [level, sector](Offer& o) {
      o.level.nlqf = level;
      o.sector = sector;
    };
  };
  const OfferIndex index(
      {offer_with(1, "A", at(NlqfLevel::level_4, "ict")), offer_with(2, "B", at(NlqfLevel::level_3, "ict")),
       offer_with(3, "C", at(NlqfLevel::level_4, "techniek")), offer_with(4, "D", at(NlqfLevel::level_2, "techniek"))});
  SearchQuery query;
  query.filters.levels = {NlqfLevel::level_4};
  query.filters.sectors = {"ict"};
  const SearchAnswer answer = index.search(query);
  EXPECT_EQ(answer.total, 1U);
  const auto facets = counted(answer);
  using Counts = std::map<std::string, std::size_t>;
  EXPECT_EQ(facets.at("level"), (Counts{{"4", 1}, {"3", 1}}));
  EXPECT_EQ(facets.at("sector"), (Counts{{"ict", 1}, {"techniek", 1}}));
  EXPECT_EQ(facets.at("kind"), (Counts{{"course", 1}}));
}

TEST(SearchFacets, show_the_hundred_largest_providers) {
  std::vector<Offer> offers;
  for (int i = 1; i <= 150; ++i) {
    offers.push_back(offer_with(i, "Koken", [&](Offer& o) { o.provider.value = i <= 20 ? 7 : i; }));
  }
  const SearchAnswer answer = OfferIndex(offers).search("koken");
  EXPECT_EQ(answer.facets.at("provider").size(), 100U);
  EXPECT_EQ(answer.facets.at("provider").front().value, "7");
  EXPECT_EQ(answer.facets.at("provider").front().count, 20U);
}

}  // namespace
}  // namespace leerwijzer
