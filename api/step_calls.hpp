// The four questions one at a time: showing one, and taking its answer.
#pragma once

#include "api/page_calls.hpp"

namespace leerwijzer {

/// With what was told so far, and how many offers fit that.
[[nodiscard]] Answer show_step(const Call& call, const PageSettings& settings, FormStep step);

/// Keeps the answer and goes on to the next question; a fault shows the question again.
[[nodiscard]] Answer take_step(const Call& call, const PageSettings& settings, FormStep step);

}  // namespace leerwijzer
