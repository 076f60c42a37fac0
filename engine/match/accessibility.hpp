// Can somebody with these needs take part? Read from what the school writes about accessibility, and from nothing
// else: what it does not write is unknown, and is to be asked. Private to engine/match.
#pragma once

#include "engine/domain/learner.hpp"
#include "engine/domain/offer.hpp"
#include "engine/match/matcher.hpp"

#include <string>
#include <string_view>

namespace leerwijzer {

struct AccessFit {
  ReasonStatus status = ReasonStatus::unknown;
  std::string text;  ///< Dutch, B1
};

/// Met when every need is; failed when the school rules one out; else unknown. `online_ok`: a person may follow it
/// from home, which takes away the need for a building without stairs.
[[nodiscard]] AccessFit accessibility_of(const Offer& offer, const std::vector<AccessNeed>& needs, bool online_ok);

/// What a text says of one need: met, failed ("niet", "geen" in the same clause), or unknown where it is silent.
[[nodiscard]] ReasonStatus access_in_text(std::string_view text, AccessNeed need);

}  // namespace leerwijzer
