// One search on one open database: the query, its ranking, and the answer. Includes Xapian; private to
// engine/search.
#pragma once

#include "engine/search/reader_pool.hpp"
#include "engine/search/search_index.hpp"

namespace leerwijzer {

/// Throws ErrorException and Xapian's exceptions.
[[nodiscard]] SearchAnswer run_search(const Reader& reader, const SearchQuery& query);

[[nodiscard]] std::vector<SearchHit> run_similar(const Reader& reader, OfferId offer, std::size_t limit, Date today);

[[nodiscard]] std::vector<std::pair<OfferId, std::string>> run_suggest(const Reader& reader, std::string_view prefix,
                                                                       std::size_t limit);

}  // namespace leerwijzer
