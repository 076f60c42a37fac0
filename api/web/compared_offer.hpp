// The head of one offer in a comparison, the same for whoever compares.
#pragma once

#include "api/web/templates.hpp"
#include "engine/match/comparison.hpp"

#include <cstddef>

namespace leerwijzer {

/// number (from 1), id, title, school and address of the offer at `place` of the comparison.
[[nodiscard]] PageData compared_offer_data(const Texts& texts, const Comparison& comparison, std::size_t place);

}  // namespace leerwijzer
