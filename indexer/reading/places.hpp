// Dutch addresses as catalogues write them.
#pragma once

#include "indexer/reading/record_report.hpp"

#include "engine/domain/offer.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace leerwijzer {

/// "3731 ga" gives "3731GA", "3731" stays; empty when it is no Dutch postcode.
[[nodiscard]] std::string normal_postcode(std::string_view text);

/// Fills the postcode; an ill-formed one is reported and left out.
void read_postcode(std::string_view raw, std::string_view path, Location& location, RecordReport& report);

/// Fills the point where both numbers are there and lie in or near the Netherlands; else reports.
void read_point(std::optional<double> latitude, std::optional<double> longitude, std::string_view path,
                Location& location, RecordReport& report);

[[nodiscard]] bool is_empty(const Location& location) noexcept;

/// Adds a place that is not there yet.
void add_location(std::vector<Location>& locations, Location location);

}  // namespace leerwijzer
