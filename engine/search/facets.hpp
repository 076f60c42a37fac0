// Counting what the offers found have in common. Includes Xapian; private to engine/search.
#pragma once

#include "engine/search/search_index.hpp"

#include <xapian.h>

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace leerwijzer {

/// Sees every offer that matches. Offers with the same values are counted as one entry and taken
/// apart at the end, so that a match costs one look-up.
class FacetSpy : public Xapian::MatchSpy {
 public:
  void operator()(const Xapian::Document& document, double weight) override;

  /// Counts by facet with Dutch labels: levels in their order, others by count. An offer without a
  /// value counts as "unknown"; one with several modes or languages counts for each.
  [[nodiscard]] std::map<std::string, std::vector<FacetCount>> facets() const;

 private:
  std::unordered_map<std::string, std::size_t> counts_;
};

}  // namespace leerwijzer
