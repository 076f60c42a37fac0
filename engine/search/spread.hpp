// Keeping one provider from flooding a page.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace leerwijzer {

/// A new order of positions 0 to providers.size() - 1, which come in order of relevance: page by page,
/// a provider takes at most a third of the places while others have anything to offer. Providers 0
/// (unknown) are not held back. Otherwise the order is kept.
[[nodiscard]] std::vector<std::size_t> spread_providers(const std::vector<std::int64_t>& providers,
                                                        std::size_t page_size);

}  // namespace leerwijzer
