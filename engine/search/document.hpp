// An offer as a document of the index, by the table of fields. Includes Xapian; private to engine/search.
#pragma once

#include "engine/domain/offer.hpp"
#include "engine/search/column_entry.hpp"

#include <xapian.h>

#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

/// Documents have the number of their offer, so that ties are broken by id and look-up is direct.
/// Throws ErrorException (unsupported) for an id that is not in 1 to 4,294,967,294.
[[nodiscard]] Xapian::docid docid_of(OfferId offer);

[[nodiscard]] Xapian::Document document_of(const Offer& offer);

/// What the columns hold of the document. Throws ErrorException (corrupt).
[[nodiscard]] ColumnEntry column_entry_in(const Xapian::Document& document);

}  // namespace leerwijzer
