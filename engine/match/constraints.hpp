// What a person asked of an offer, and whether the offer meets it: met, failed or unknown, each with
// a sentence and a fit from 0 to 1. A constraint that the person did not state is not weighed.
// Private to engine/match.
#pragma once

#include "engine/match/matcher.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

/// The least that bbl takes, working and learning together: 850 hours in a school year of 40 weeks (Wet educatie en
/// beroepsonderwijs, article 7.2.7, paragraph 4).
inline constexpr double k_least_hours_of_bbl = 21;

/// What is known of one candidate when its constraints are weighed.
struct Candidate {
  const SearchHit* hit = nullptr;
  CataloguePrice price;
  std::optional<CentsInterval> net;
};

[[nodiscard]] inline Candidate candidate_of(const MatchCandidates& all, std::size_t hit) {
  return {&all.hits[hit], all.prices[hit], all.nets[hit]};
}

/// One constraint of a learner, weighed on one candidate.
struct ConstraintFit {
  ReasonStatus status = ReasonStatus::unknown;
  double fit = 0.5;  ///< 0 to 1; unknown lies between met and failed
  std::string text;  ///< Dutch, B1
};

struct Constraint {
  Wish wish = Wish::distance;
  double weight = 0.0;  ///< next to the other parts of the score, see ranking.cpp
  bool (*stated)(const MatchRequest& request) = nullptr;
  ConstraintFit (*weigh)(const MatchRequest& request, const Candidate& candidate) = nullptr;
  /// What to say when giving this constraint up lets `gains` more offers in.
  std::string (*relax_text)(const MatchRequest& request, std::size_t gains) = nullptr;
};

/// All constraints, in the order in which reasons are shown.
[[nodiscard]] std::span<const Constraint> constraints() noexcept;

/// Did the person say what is wanted? A limit on travel counts also where the place is not known.
[[nodiscard]] bool is_stated(const Learner& learner, Wish wish);

}  // namespace leerwijzer
