// One study of KiesMBO at one location of one school, along one learning path, as an offer.
#pragma once

#include "indexer/reading/json_fields.hpp"

#include "engine/domain/feed.hpp"
#include "engine/domain/offer.hpp"

#include <boost/json/object.hpp>

#include <string>

namespace leerwijzer {

/// What an offer is put together from. `study` is empty where the export does not describe the crebo.
struct KiesmboParts {
  const boost::json::object& school;
  const boost::json::object& location;
  const boost::json::object& offered;  ///< the study as the location lists it: paths and start months
  const boost::json::object& study;    ///< title, level, duration and texts of the crebo
};

/// `path` is one of learningPaths ("BOL"), empty where the feed states none. Paths of diagnostics name the part.
[[nodiscard]] Offer read_kiesmbo_offer(const KiesmboParts& parts, const std::string& path, RecordReport& report);

[[nodiscard]] Provider read_kiesmbo_school(const boost::json::object& school, RecordReport& report);

}  // namespace leerwijzer
