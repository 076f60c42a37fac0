// Counting what the offers found have in common. Each facet leaves its own filter out: an offer that only the filter on
// level refuses is counted among the levels, so that one sees what another level would find. Includes Xapian; private
// to engine/search.
#pragma once

#include "engine/search/filters.hpp"
#include "engine/search/search_index.hpp"

#include <array>
#include <map>
#include <string>
#include <vector>

namespace leerwijzer {

/// Counts by code in flat arrays; codes become labels at the end.
class FacetCounter {
 public:
  explicit FacetCounter(const ColumnDictionaries& names);

  /// Throws ErrorException (corrupt).
  void count(const FilterVerdict& verdict);

  /// Counts by facet with Dutch labels: levels in their order, others by count; of each the 100 largest. An offer
  /// without a value counts as "unknown"; one with several modes, dayparts or languages counts for each.
  [[nodiscard]] std::map<std::string, std::vector<FacetCount>> facets() const;

 private:
  static constexpr std::size_t k_most_values = 100;

  [[nodiscard]] std::vector<FacetCount> provider_counts() const;

  const ColumnDictionaries& names_;
  std::array<std::uint32_t, 256> levels_{};
  std::array<std::uint32_t, 256> kinds_{};
  std::array<std::uint32_t, 256> modes_{};
  std::array<std::uint32_t, 256> dayparts_{};
  std::vector<std::uint32_t> sectors_;
  std::vector<std::uint32_t> languages_;
  std::vector<std::uint32_t> providers_;
};

}  // namespace leerwijzer
