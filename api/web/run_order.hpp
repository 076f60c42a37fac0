// The order in which a page tells when an offer starts.
#pragma once

#include "engine/domain/offer.hpp"

#include <vector>

namespace leerwijzer {

/// What can still be joined, the first to start first; what has no day comes last, in the order of the school.
[[nodiscard]] std::vector<const Run*> runs_by_start(const Offer& offer, Date today);

}  // namespace leerwijzer
