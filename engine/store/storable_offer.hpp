// Makes an offer fit the rules that the database enforces, so that one bad record never costs a
// whole batch. What is put right is told in a diagnostic; what is fine is left as it is.
#pragma once

#include "engine/domain/feed.hpp"
#include "engine/domain/offer.hpp"

#include <vector>

namespace leerwijzer {

/// Diagnostics carry the key of the offer.
[[nodiscard]] std::vector<Diagnostic> make_storable(Offer& offer);

}  // namespace leerwijzer
