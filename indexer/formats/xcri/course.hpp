// One XCRI-CAP course to an offer, its presentations to runs.
#pragma once

#include "indexer/reading/record_report.hpp"
#include "indexer/reading/xml_records.hpp"

#include "engine/domain/offer.hpp"

#include <string>

namespace leerwijzer {

/// The identifier of a catalogue object: the one without a type of its own, else the first.
[[nodiscard]] std::string xcri_identifier_of(const XmlElement& element);

[[nodiscard]] Offer read_xcri_course(const XmlRecord& record, RecordReport& report);

/// The presentation as a run. `intensity` is what its study mode says.
[[nodiscard]] Run read_xcri_presentation(const XmlElement& presentation, Intensity& intensity, RecordReport& report);

}  // namespace leerwijzer
