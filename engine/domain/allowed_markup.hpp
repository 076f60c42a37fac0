// Texts that a provider writes itself: which markup may be in them. What is not allowed is refused and never quietly
// dropped, because the provider is there to put it right.
#pragma once

#include "engine/core/error.hpp"

#include <string>
#include <string_view>

namespace leerwijzer {

/// The text with bare signs ("<" of "< 18 jaar", "&") written as entities; what is so already stays. Fails with
/// invalid_input, in Dutch, for another tag than p br b strong i em ul ol li a, an attribute other than href of a
/// (http, https or mailto), and for tags that are not closed in order.
[[nodiscard]] Result<std::string> allowed_markup(std::string_view text);

}  // namespace leerwijzer
