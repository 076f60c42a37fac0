// When one can start an offer, as a value of its document. The first start depends on the day on
// which is asked, so every start that may lie ahead is stored and the question is answered per search.
#pragma once

#include "engine/core/date.hpp"
#include "engine/domain/offer.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace leerwijzer {

struct StartWish {
  Date today{};
  std::optional<Date> from;    ///< not before this date
  std::optional<Date> before;  ///< on or before this date
};

enum class StartFit : std::uint8_t {
  fits,      ///< a known start fits the wish
  unknown,   ///< it may fit: no runs, or runs ahead without a date
  does_not,  ///< starts ahead, none that fits
  past,      ///< every run is over, closed or cancelled
};

[[nodiscard]] std::string encode_starts(const Offer& offer);

/// Any bytes are safe; bytes that cannot be read are an unknown start.
[[nodiscard]] StartFit start_fit(std::string_view starts, const StartWish& wish);

/// First day on which one can start, today for rolling entry; nothing when unknown or past.
[[nodiscard]] std::optional<Date> first_known_start(std::string_view starts, Date today);

}  // namespace leerwijzer
