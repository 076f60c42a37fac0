// How full a group is, and what it lacks to start, from what a run says of its places.
#pragma once

#include "engine/domain/offer.hpp"
#include "engine/domain/publication.hpp"

#include <optional>
#include <span>
#include <string>

namespace leerwijzer {

struct Cohort {
  std::optional<int> minimum;
  std::optional<int> maximum;
  std::optional<int> enrolled;
  std::optional<int> pending;
  std::optional<int> needed;  ///< before it starts; whoever is not sure yet does not count. Nothing: not known
  bool full = false;
  std::string text;  ///< Dutch, B1; empty when nothing can be said
};

/// Nothing where the run says nothing of a minimum or of who takes part.
[[nodiscard]] std::optional<Cohort> cohort_of(const Run& run);

/// Puts the counts in the runs of those keys; a run that is full by them is shown as full.
void apply_cohorts(Offer& offer, std::span<const RunCohort> cohorts);

}  // namespace leerwijzer
