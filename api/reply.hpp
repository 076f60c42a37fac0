// What nearly every endpoint does at its end: naming where an answer comes from, and rendering it.
#pragma once

#include "api/endpoint.hpp"
#include "api/wire/writers.hpp"

#include <boost/json/object.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace leerwijzer {

/// Throws ErrorException with unavailable while the reference data is not loaded.
[[nodiscard]] const Snapshot& snapshot_of(const Call& call);

/// `index` is asked for when it is not given; an index that does not answer is left out.
[[nodiscard]] Provenance provenance_of(const Call& call, std::optional<IndexVersion> index = std::nullopt);

/// Adds where it comes from, and renders it.
[[nodiscard]] Answer render(boost::json::object document, const Provenance& provenance, int cache_seconds = 0);

/// Where a person or an offer search is centred, from `postcode` and `municipality`. A form that is no
/// postcode and a name that does not exist throw InvalidInput naming the parameter; a postcode
/// that is not in the data gives nothing.
[[nodiscard]] std::optional<FoundPlace> place_of(const Call& call);

/// The address of this call from its first page, with one parameter more.
[[nodiscard]] std::string same_address(const Call& call, std::string_view key, std::string_view value);

/// The address of the next page; empty when this is the last.
[[nodiscard]] std::string next_page(const Call& call, std::size_t page, std::size_t page_size, std::size_t total);

/// The offer with the id in the path, as it is shown. Throws ErrorException: not_found, or unavailable.
[[nodiscard]] TracedOffer offer_in_path(const Call& call);

/// The occupation with the id in the path. Throws ErrorException with not_found.
[[nodiscard]] const Occupation& occupation_in_path(const Call& call);

/// What the learner of nobody in particular would pay for an offer.
[[nodiscard]] std::optional<CentsInterval> net_for_anyone(const Call& call, const Offer& offer,
                                                          const CataloguePrice& price);

}  // namespace leerwijzer
