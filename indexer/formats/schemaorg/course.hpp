// One schema.org Course to an offer, its instances to runs.
#pragma once

#include "indexer/formats/schemaorg/nodes.hpp"
#include "indexer/reading/record_report.hpp"

#include "engine/domain/feed.hpp"
#include "engine/domain/offer.hpp"

namespace leerwijzer {

/// The offer without its key. VAT is unknown unless a price says it; a course without a name has no title.
[[nodiscard]] Offer read_schema_course(const boost::json::object& course, const SchemaNodes& nodes,
                                       RecordReport& report);

/// The provider by name; an empty name when the course and its owner name none.
[[nodiscard]] Provider read_schema_provider(const SchemaNodes::Found& found, const SchemaNodes& nodes,
                                            RecordReport& report);

/// The prices that a node states in `offers`. Offers are alternatives: the first counts, others are optional.
[[nodiscard]] std::vector<Cost> read_schema_costs(const boost::json::object& node, const SchemaNodes& nodes,
                                                  const std::string& path, RecordReport& report);

/// Modes, and the intensity that `courseMode` may name as well.
struct SchemaModes {
  std::vector<DeliveryMode> modes;
  Intensity intensity = Intensity::unknown;
};
[[nodiscard]] SchemaModes read_schema_modes(const boost::json::object& node, const SchemaNodes& nodes,
                                            const std::string& path, RecordReport& report);

/// One instance as a run; workload and schedule go to the offer where it has none.
[[nodiscard]] Run read_schema_instance(const boost::json::object& instance, const SchemaNodes& nodes,
                                       const std::string& path, Offer& offer, RecordReport& report);

}  // namespace leerwijzer
