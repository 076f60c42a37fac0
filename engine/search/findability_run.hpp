// The measurement of findability on one open database. Includes Xapian; private to engine/search.
#pragma once

#include "engine/search/findability.hpp"
#include "engine/search/reader_pool.hpp"

namespace leerwijzer {

/// Throws ErrorException (not_found when the offer is not in the index) and Xapian's exceptions.
[[nodiscard]] RankEffect run_rank_if_known(const Reader& reader, const RankQuestion& question);

}  // namespace leerwijzer
