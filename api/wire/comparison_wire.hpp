// The wire of POST /v1/comparisons.
#pragma once

#include "api/matching.hpp"
#include "api/services.hpp"
#include "engine/match/comparison.hpp"

#include <boost/json/object.hpp>

#include <string_view>

namespace leerwijzer {

/// Strict and complete: throws InvalidInput with every fault at once.
[[nodiscard]] ComparisonCall read_comparison_request(std::string_view body, bool allow_today, Date today);

[[nodiscard]] boost::json::object write_comparison(const Comparison& comparison, const Snapshot& snapshot);

}  // namespace leerwijzer
