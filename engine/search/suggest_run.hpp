// Titles of offers as one types. Includes Xapian; private to engine/search.
#pragma once

#include "engine/search/reader_pool.hpp"
#include "engine/search/search_index.hpp"

namespace leerwijzer {

/// Different titles that hold the words, the last of them perhaps unfinished, best first (see TitleIndex::find), at
/// most `limit`. While the first titles of a large index are being gathered: any with such words. Throws ErrorException
/// and Xapian's exceptions.
[[nodiscard]] std::vector<std::pair<OfferId, std::string>> run_suggest(const Reader& reader, std::string_view prefix,
                                                                       std::size_t limit);

}  // namespace leerwijzer
