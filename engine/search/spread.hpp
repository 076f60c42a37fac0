// Keeping one provider from flooding a page.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace leerwijzer {

/// A new order of positions 0 to providers.size() - 1, which come in order of relevance: of any ten places in a row a
/// provider takes at most three while others have anything to offer. Providers 0 (unknown) are not held back. Otherwise
/// the order is kept.
[[nodiscard]] std::vector<std::size_t> spread_providers(const std::vector<std::int64_t>& providers);

}  // namespace leerwijzer
