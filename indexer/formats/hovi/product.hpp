// One form (full-time, part-time, dual) of a HOVI product as an offer, and the organisations and locations around it.
#pragma once

#include "indexer/formats/hovi/words.hpp"
#include "indexer/reading/json_fields.hpp"

#include "engine/domain/feed.hpp"
#include "engine/domain/offer.hpp"

#include <map>
#include <string>
#include <vector>

namespace leerwijzer {

/// What products refer to.
struct HoviContext {
  Date today{};
  std::map<std::string, Location> places;        ///< by locationId
  std::map<std::string, std::string> addresses;  ///< mail addresses by contactId
  HoviWords words;
};

/// `form` is one of productForms; nullptr where the product has none.
[[nodiscard]] Offer read_hovi_offer(const JsonFields& product, const JsonFields* form, const HoviContext& context,
                                    RecordReport& report);

/// Why a product may not be shown; empty when it may.
[[nodiscard]] std::string hovi_reason_to_hide(const JsonFields& product, Date today);

/// The tuition of the academic year that begins next or runs now, by the year, and the other costs. Of several
/// tuition fees one is required: what a student from the Netherlands pays who has a right to the statutory fee; the
/// others are kept as not required.
[[nodiscard]] std::vector<Cost> read_hovi_costs(const JsonFields& form, const HoviContext& context);

[[nodiscard]] Provider read_hovi_organization(const JsonFields& organization, RecordReport& report);

/// visitorAddress; HOVI has no coordinates.
[[nodiscard]] Location read_hovi_location(const JsonFields& location);

}  // namespace leerwijzer
