// An offer as a provider writes it: the fields of an offer's answer, as far as it knows them. What is not known is left
// out, never 0 and never empty. Reading names every fault with its JSON pointer, in Dutch; what is written reads back
// as the same draft.
#pragma once

#include "engine/domain/offer.hpp"
#include "engine/domain/publication.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

class ObjectReader;

struct OfferDraft {
  Offer offer;                            ///< without key, provider and skill links
  std::vector<std::string> outcome_uris;  ///< one for each outcome; empty: only words
  bool operator==(const OfferDraft&) const = default;
};

/// Throws InvalidInput.
[[nodiscard]] OfferDraft read_draft(std::string_view body);
/// One that was stored. Throws ErrorException with corrupt.
[[nodiscard]] OfferDraft read_stored_draft(std::string_view text);
[[nodiscard]] boost::json::object write_draft(const OfferDraft& draft);

/// The body of one run, of which the key stands in the address; another key in it is a fault. Throws InvalidInput.
[[nodiscard]] Run read_run_body(std::string_view body, const std::string& key);
/// {"costs": [...]}. Throws InvalidInput.
[[nodiscard]] std::vector<Cost> read_costs_body(std::string_view body);
/// {minimum, maximum, enrolled, pending}. Throws InvalidInput.
[[nodiscard]] CohortCounts read_cohort_body(std::string_view body);

[[nodiscard]] boost::json::object write_draft_run(const Run& run);
[[nodiscard]] boost::json::array write_draft_costs(const std::vector<Cost>& costs);

// Parts, shared by the readers of draft and run.
[[nodiscard]] std::vector<Cost> read_draft_costs(ObjectReader& reader, std::string_view key);
[[nodiscard]] Location read_draft_location(ObjectReader& reader);
/// `default_key`: where the run does not say one.
[[nodiscard]] Run read_draft_run(ObjectReader& reader, const std::string& default_key);
[[nodiscard]] boost::json::object write_draft_location(const Location& location);

/// The form of a key of an offer or a run: letters, digits, dots, dashes, underscores and tildes, at most 100.
[[nodiscard]] bool is_publication_key(std::string_view key) noexcept;
/// An http or https address with a host, without white space.
[[nodiscard]] bool is_page_address(std::string_view url) noexcept;

}  // namespace leerwijzer
