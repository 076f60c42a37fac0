// One EDU-DEX programme or institute to the canonical catalogue. The XML format and its JSON twin share this: a JSON
// record is brought into the shape of the XML first (json_element.hpp).
#pragma once

#include "indexer/reading/record_report.hpp"
#include "indexer/reading/xml_element.hpp"

#include "engine/domain/feed.hpp"
#include "engine/domain/offer.hpp"

#include <map>
#include <optional>
#include <string>

namespace leerwijzer {

struct EdudexContext {
  Date today{};
  std::string directory_client;                   ///< clientId in the directory: not to be published
  const std::map<std::string, Location>& places;  ///< of the institute, by id
};

/// Nothing for a programme that is not to be published, with the reason in the report.
[[nodiscard]] std::optional<Offer> read_edudex_program(const XmlElement& program, const EdudexContext& context,
                                                       RecordReport& report);

struct EdudexInstitute {
  Provider provider;
  std::map<std::string, Location> places;
};
[[nodiscard]] EdudexInstitute read_edudex_institute(const XmlElement& institute, const std::string& org_unit,
                                                    RecordReport& report);

/// A location element of a run, a day, or an institute's address.
[[nodiscard]] Location read_edudex_location(const XmlElement& element, const std::string& path, RecordReport& report);

/// The price parts of a run: for each type of cost those of the most specific level that has it (day, module,
/// run, general). With `run` null: the general ones alone.
[[nodiscard]] std::vector<Cost> read_edudex_costs(const XmlElement* run, const XmlElement* general, Date today,
                                                  RecordReport& report);

/// The runs of a programme's schedule; those for clients only are left out and counted in `hidden`.
[[nodiscard]] std::vector<Run> read_edudex_runs(const XmlElement& program, const EdudexContext& context,
                                                RecordReport& report, int& hidden);

}  // namespace leerwijzer
