// Offers side by side: one row a question that people ask, one cell an offer. What is not known is no answer and is
// never the best; it becomes a question to ask of the school. Sentences are Dutch, B1.
#pragma once

#include "engine/match/matcher.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

inline constexpr std::size_t k_least_compared = 2;
inline constexpr std::size_t k_most_compared = 4;

enum class ComparisonQuestion : std::uint8_t {
  price,
  net_price,
  level,
  start,
  duration,
  distance,
  mode,
  skills,
  enrolment,
  quality
};
template <>
struct EnumNames<ComparisonQuestion> {
  static constexpr auto names = std::to_array<EnumName<ComparisonQuestion>>({
      {ComparisonQuestion::price, "price"},
      {ComparisonQuestion::net_price, "net-price"},
      {ComparisonQuestion::level, "level"},
      {ComparisonQuestion::start, "start"},
      {ComparisonQuestion::duration, "duration"},
      {ComparisonQuestion::distance, "distance"},
      {ComparisonQuestion::mode, "mode"},
      {ComparisonQuestion::skills, "skills"},
      {ComparisonQuestion::enrolment, "enrolment"},
      {ComparisonQuestion::quality, "quality"},
  });
};

/// An offer with what is known of it for this learner and goal.
struct ComparedOffer {
  Offer offer;
  CataloguePrice price;
  std::optional<CentsInterval> net;
  std::optional<double> distance_km;
  std::vector<SkillMatch> closes;  ///< skills of the gap that it teaches
};

struct ComparisonCell {
  bool known = false;
  std::string text;              ///< the answer, or that it is not known
  std::optional<double> number;  ///< of what can be put in an order: euro cents, days, months, kilometres, skills
};

struct ComparisonRow {
  ComparisonQuestion question = ComparisonQuestion::price;
  std::string title;
  std::vector<ComparisonCell> cells;  ///< in the order of the offers
  /// Places of the cells that answer best; empty where none is best, or fewer than two are known.
  std::vector<std::size_t> best;
};

struct Comparison {
  std::vector<ComparedOffer> offers;
  std::vector<ComparisonRow> rows;
  std::vector<std::vector<std::string>> to_ask;  ///< of each offer's school
  MatchAnswer answer;                            ///< goal, gap and versions that the comparison was made with
};

struct ComparisonContext {
  std::size_t gap = 0;     ///< skills that the learner misses; 0: there is no row of skills
  bool has_place = false;  ///< it is known where the learner is; else there is no row of distances
  Date today{};
};

/// Pure: rows and questions of these offers.
[[nodiscard]] Comparison compare(std::vector<ComparedOffer> offers, const ComparisonContext& context);

/// Fails as Matcher::match(), and with not_found, naming the place in the list ("/offerIds/1"), for an offer that is
/// not in the index.
[[nodiscard]] Result<Comparison> compare_for(const Matcher& matcher, const SearchIndex& index, const Taxonomy& taxonomy,
                                             const MatchRequest& request, std::span<const OfferId> ids);

}  // namespace leerwijzer
