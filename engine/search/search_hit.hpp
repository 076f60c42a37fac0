// A document of the index as a hit of an answer. Includes Xapian; private to engine/search.
#pragma once

#include "engine/search/search_index.hpp"

#include <xapian.h>

#include <optional>

namespace leerwijzer {

/// The offer that is stored with the document, with its distance to the centre. Throws ErrorException (corrupt,
/// schema_mismatch) and Xapian's exceptions.
[[nodiscard]] SearchHit hit_of(const Xapian::Document& document, double score, const std::optional<GeoPoint>& centre);

}  // namespace leerwijzer
