// How complete a record is, from 0 to 1: the share of what a person needs to choose that the
// provider told (title, description of 40 words or more, price, a start ahead, place or online,
// level, outcomes, duration, contact or web address). Equal weights; source: the criteria that
// publishing institutions are shown in the report.
#pragma once

#include "engine/core/date.hpp"
#include "engine/domain/offer.hpp"

namespace leerwijzer {

[[nodiscard]] double completeness(const Offer& offer);

}  // namespace leerwijzer
