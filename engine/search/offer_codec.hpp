// The part of an offer that lists and matching need, as compact bytes stored with its document. Texts
// are the title, summary, description and accessibility, plain and cut at 2,000 bytes.
#pragma once

#include "engine/core/error.hpp"
#include "engine/domain/offer.hpp"

#include <string>
#include <string_view>

namespace leerwijzer {

[[nodiscard]] std::string encode_offer(const Offer& offer);

/// Fails with corrupt on anything that encode_offer did not write, and schema_mismatch for the
/// version of another program. Any input is safe.
[[nodiscard]] Result<Offer> decode_offer(std::string_view bytes);

}  // namespace leerwijzer
