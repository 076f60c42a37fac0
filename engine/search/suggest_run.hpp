// Titles of offers as one types. Includes Xapian; private to engine/search.
#pragma once

#include "engine/search/reader_pool.hpp"
#include "engine/search/search_index.hpp"

namespace leerwijzer {

/// Titles with a word that starts with the last word of the prefix and with all its other words, at most `limit`.
/// Throws ErrorException and Xapian's exceptions.
[[nodiscard]] std::vector<std::pair<OfferId, std::string>> run_suggest(const Reader& reader, std::string_view prefix,
                                                                       std::size_t limit);

}  // namespace leerwijzer
