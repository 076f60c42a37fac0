// Digests that tell whether anything of a stored offer or provider changed.
#pragma once

#include "engine/domain/feed.hpp"
#include "engine/domain/offer.hpp"

#include <string>
#include <string_view>

namespace leerwijzer {

/// Over everything that is stored of the offer, the skill links of its outcomes and the key of its
/// provider included; not over the ids of the offer, its source and its runs, and not over the
/// provider's name.
[[nodiscard]] std::string body_hash(const Offer& offer, std::string_view provider_key);

/// A rename of the provider changes this without reading the offer again.
[[nodiscard]] std::string content_hash(std::string_view body_hash, std::string_view provider_name);

[[nodiscard]] std::string content_hash(const Provider& provider);

}  // namespace leerwijzer
