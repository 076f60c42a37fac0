// How full the group of a run is, as it is answered.
#pragma once

#include "engine/domain/offer.hpp"

#include <boost/json/value.hpp>

namespace leerwijzer {

/// {minimum, maximum, enrolled, pending, needed, full, text}; null where nothing is known of it.
[[nodiscard]] boost::json::value write_cohort(const Run& run);

}  // namespace leerwijzer
