// Offers that are like an offer: by its telling words and its skills. Includes Xapian; private to engine/search.
#pragma once

#include "engine/search/reader_pool.hpp"
#include "engine/search/search_index.hpp"

namespace leerwijzer {

/// Best first, at most `limit`, only what has a start ahead; without the offer itself, and of one provider each title
/// once. Throws ErrorException and Xapian's exceptions.
[[nodiscard]] std::vector<SearchHit> run_similar(const Reader& reader, OfferId offer, std::size_t limit, Date today);

}  // namespace leerwijzer
