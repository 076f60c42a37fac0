// OOAPI v5 objects to the canonical catalogue: programmes and courses with their offerings, and organisations.
#pragma once

#include "indexer/reading/json_fields.hpp"
#include "indexer/reading/record_report.hpp"

#include "engine/domain/feed.hpp"
#include "engine/domain/offer.hpp"

#include <string>
#include <vector>

namespace leerwijzer {

enum class OoapiKind { organization, program, course, offering, other };

/// What an object is, by its identifiers.
[[nodiscard]] OoapiKind ooapi_kind_of(const boost::json::object& object);

/// The object's own identifier; empty when it has none.
[[nodiscard]] std::string ooapi_id_of(const boost::json::object& object, OoapiKind kind);

/// A programme or course with its offerings. Offerings are objects; what is wrong in them is reported
/// under /offerings/<n>.
[[nodiscard]] Offer read_ooapi_offer(const boost::json::object& object, OoapiKind kind,
                                     const std::vector<boost::json::value>& offerings, RecordReport& report);

/// One offering as a run, with its own costs.
[[nodiscard]] Run read_ooapi_run(const JsonFields& offering);

/// The addresses of an object: places of teaching before others; postal, billing and delivery addresses never.
[[nodiscard]] std::vector<Location> read_ooapi_addresses(const JsonFields& fields);

[[nodiscard]] std::vector<Cost> read_ooapi_costs(const JsonFields& offering);

/// modeOfDelivery, with unknown values reported.
[[nodiscard]] std::vector<DeliveryMode> read_ooapi_modes(const JsonFields& fields);

struct OoapiOrganization {
  Provider provider;
  std::string parent;  ///< id of the organisation that it is part of; empty for a root
};
[[nodiscard]] OoapiOrganization read_ooapi_organization(const boost::json::object& object, RecordReport& report);

}  // namespace leerwijzer
