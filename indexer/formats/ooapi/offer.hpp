// OOAPI v5 and OEAPI v6 objects to the canonical catalogue: programmes and courses with their offerings, and
// organisations. The two differ in names and lists more than in meaning, so one reader knows both.
#pragma once

#include "indexer/formats/ooapi/version.hpp"
#include "indexer/reading/json_fields.hpp"
#include "indexer/reading/record_report.hpp"

#include "engine/domain/feed.hpp"
#include "engine/domain/offer.hpp"

#include <string>
#include <vector>

namespace leerwijzer {

/// A component (a lesson, a test) is a part of a course; an outcome is a learning outcome with an id of its own.
enum class OoapiKind { organization, program, course, offering, component, outcome, other };

/// What an object is, by its identifiers.
[[nodiscard]] OoapiKind ooapi_kind_of(const boost::json::object& object);

/// The object's own identifier; empty when it has none.
[[nodiscard]] std::string ooapi_id_of(const boost::json::object& object, OoapiKind kind);

/// The id of the object of that kind (programme, course or organisation) that an object belongs to: an id, or an
/// inline object with one; empty when it names none.
[[nodiscard]] std::string ooapi_relation(const JsonFields& fields, OoapiKind kind);

/// The member that is there, of the names that v5 and v6 give it; the name of v5 when neither is.
[[nodiscard]] std::string_view ooapi_name(const JsonFields& fields, std::string_view v5, std::string_view v6);

/// "full_time", "programmeCode" and "total costs" in one form: small letters, words apart by a space.
[[nodiscard]] std::string ooapi_word(std::string_view raw);

/// What belongs to a programme or course and stands in objects of its own.
struct OoapiParts {
  std::vector<boost::json::value> offerings;  ///< objects; what is wrong in them is reported under /offerings/<n>
  std::vector<boost::json::value> outcomes;   ///< learning outcomes that the object names by id
};

/// A programme or course with its parts.
[[nodiscard]] Offer read_ooapi_offer(const boost::json::object& object, OoapiKind kind, OoapiVersion version,
                                     const OoapiParts& parts, RecordReport& report);

/// One offering as a run, with its own costs.
[[nodiscard]] Run read_ooapi_run(const JsonFields& offering);

/// An offering that is still a draft (state concept) is not shown.
[[nodiscard]] bool is_ooapi_draft(const JsonFields& offering);

/// The addresses of an object: places of teaching before others; postal, billing and delivery addresses never.
[[nodiscard]] std::vector<Location> read_ooapi_addresses(const JsonFields& fields);

[[nodiscard]] std::vector<Cost> read_ooapi_costs(const JsonFields& offering);

/// modeOfDelivery or modesOfDelivery, with unknown values reported.
[[nodiscard]] std::vector<DeliveryMode> read_ooapi_modes(const JsonFields& fields);

struct OoapiOrganization {
  Provider provider;
  std::string parent;  ///< id of the organisation that it is part of; empty for a root
};
[[nodiscard]] OoapiOrganization read_ooapi_organization(const boost::json::object& object, RecordReport& report);

}  // namespace leerwijzer
