// Filters as a query. An unknown value is compatible and stays in unless known values alone are
// asked for; a known fit earns a bonus, so that it ranks above an unknown. Includes Xapian; private to
// engine/search.
#pragma once

#include "engine/search/search_index.hpp"
#include "engine/search/starts.hpp"

#include <xapian.h>

#include <string>
#include <vector>

namespace leerwijzer {

/// Bonuses on the scale of BM25 weights, where a rare word in a title is worth about ten.
inline constexpr double k_known_fit_bonus = 3.0;
inline constexpr double k_skill_weight = 8.0;   ///< of a skill with weight 1
inline constexpr double k_quality_bonus = 0.5;  ///< for a record with nothing to improve

/// What nearness earns at that distance; what is online earns none.
[[nodiscard]] double bonus_at_distance(double kilometres);

/// Matches documents whose starts allow what is asked. Reads one value for each candidate.
class StartDecider : public Xapian::MatchDecider {
 public:
  StartDecider(const SearchFilters& filters, Date today);
  bool operator()(const Xapian::Document& document) const override;

 private:
  StartWish wish_;
  bool unknown_fits_ = true;
  bool past_fits_ = false;
};

/// A query that gives each of its documents the same weight.
[[nodiscard]] Xapian::Query with_weight(const Xapian::Query& query, double weight);

/// The filters on terms and values; empty when nothing is filtered.
[[nodiscard]] Xapian::Query filter_query(const SearchFilters& filters);

/// What raises an offer that matches anyway: known fits, nearness, quality. Never widens the result.
[[nodiscard]] Xapian::Query bonus_query(const SearchFilters& filters, Date today);

/// The metric behind all distances in the index: great circle, as distance_km of the domain.
[[nodiscard]] Xapian::GreatCircleMetric metric_of_index();

}  // namespace leerwijzer
