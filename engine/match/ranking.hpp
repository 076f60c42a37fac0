// Ranking candidates: every score is a sum of named parts. Private to engine/match.
#pragma once

#include "engine/match/constraints.hpp"

#include <vector>

namespace leerwijzer {

struct RankingInput {
  const MatchRequest* request = nullptr;
  const Taxonomy* taxonomy = nullptr;
  const SkillsGap* gap = nullptr;
  const UnderstoodGoal* goal = nullptr;
  bool by_words = false;  ///< words were searched for, so that what matched them counts
  std::vector<Candidate> candidates;
};

struct Ranking {
  std::vector<MatchedOffer> offers;  ///< best first, at most request.limit
  std::size_t fitting = 0;           ///< candidates without a failed constraint
  std::vector<Relaxation> relax;     ///< most gained first
};

/// Greedy by marginal gain: a skill that an offer above teaches already counts half for the next.
/// No provider holds more than a third of the list while others fit; the same title of one
/// provider comes once. An offer that fails a hard constraint is left out, and one of which that is unknown stands
/// below those that meet it. At equal score the order is neutral: providers in an order that the day decides, first
/// those that the list holds least of, so that over a year each is first as often as any other. The order of the
/// candidates plays no part.
[[nodiscard]] Ranking rank(const RankingInput& input);

}  // namespace leerwijzer
