// The order of an answer: what to sort by, from the columns; and which of the best offers come first on the pages.
// Includes Xapian; private to engine/search.
#pragma once

#include "engine/search/filters.hpp"
#include "engine/search/search_index.hpp"

#include <xapian.h>

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

namespace leerwijzer {

/// Best offers among which providers are spread and near-duplicates are put below the others.
inline constexpr std::size_t k_spread_window = 200;

/// Keys in the order that was asked for; nothing for order of relevance. What has no value, or lies at no known
/// distance, is last. The filter must outlive it.
[[nodiscard]] std::unique_ptr<Xapian::KeyMaker> key_maker(const SearchQuery& query, const ColumnFilter& filter);

/// Ranks of the matches in the order in which they are shown: of the best, an offer with the provider and the title of
/// a better one comes after the others, and no provider holds more than three of ten places in a row. The order does
/// not depend on how it is cut into pages.
[[nodiscard]] std::vector<std::size_t> spread_order(const Xapian::MSet& matches, const Columns& columns);

/// A place in a list: behind `rank` offers, the last of which is `last`.
struct ListPlace {
  std::size_t rank = 0;
  Xapian::docid last = 0;
};
[[nodiscard]] SearchPosition position_of(ListPlace place);

/// Nothing for a text that position_of() did not make.
[[nodiscard]] std::optional<ListPlace> place_of(const SearchPosition& position);

}  // namespace leerwijzer
