// Offers that an answer shows in a list: told by the endpoint, counted by the application, also when the answer is
// given again. They travel with the answer as a header that never leaves the program.
#pragma once

#include "api/endpoint.hpp"

#include <vector>

namespace leerwijzer {

void tell_shown(Answer& answer, const std::vector<OfferId>& offers);

/// Takes them from its headers; empty where none were told.
[[nodiscard]] std::vector<OfferId> take_shown(TextPairs& headers);

}  // namespace leerwijzer
