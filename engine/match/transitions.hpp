// From one occupation on: where it leads, for GET /v1/occupations/{id}/transitions.
#pragma once

#include "engine/advice/geography.hpp"
#include "engine/match/pathways.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace leerwijzer {

struct TransitionsRequest {
  OccupationId from;
  std::string sector;  ///< only work in it; empty: any
  Likes likes;
  std::optional<double> can_or_want;
  std::optional<FoundPlace> place;
  std::optional<double> max_travel_km;
  std::size_t limit = 10;
  Date today{};
};

struct TransitionsAnswer {
  std::vector<NextOccupation> occupations;  ///< best first
  std::vector<Pathway> paths;
  std::vector<std::pair<std::string, std::string>> notes;  ///< parameter, and what was not understood
};

/// For somebody who has the essential skills of the occupation and nothing else. Courses are looked up in `index`;
/// where there is none, or it does not answer, that part of the score is left out. Fails with invalid_input for likes
/// by a URI that does not exist. `shortage` must outlive the answer.
[[nodiscard]] Result<TransitionsAnswer> transitions_from(const Taxonomy& taxonomy, const SearchIndex* index,
                                                         const ShortageTable* shortage,
                                                         const TransitionsRequest& request);

}  // namespace leerwijzer
