// One search on one open database: the query, its ranking, and the answer. Includes Xapian; private to
// engine/search.
#pragma once

#include "engine/search/reader_pool.hpp"
#include "engine/search/search_index.hpp"

namespace leerwijzer {

/// Throws ErrorException and Xapian's exceptions.
[[nodiscard]] SearchAnswer run_search(const Reader& reader, const SearchQuery& query);

}  // namespace leerwijzer
