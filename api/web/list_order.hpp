// Showing a list in another order, and the addresses of filters. Private to api/web.
#pragma once

#include "api/query.hpp"
#include "engine/match/matcher.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace leerwijzer {

/// "best" keeps the order of the matcher; "price", "start" and "distance" put what is unknown last.
[[nodiscard]] std::vector<const MatchedOffer*> in_order_of(const std::vector<MatchedOffer>& offers,
                                                           std::string_view sort, Date today);

/// "/resultaat?sector=ict"
[[nodiscard]] std::string address_with(std::string_view path, const TextPairs& query);

[[nodiscard]] TextPairs query_without(const TextPairs& query,
                                      const std::function<bool(const std::string&, const std::string&)>& leave);

[[nodiscard]] bool query_has(const TextPairs& query, std::string_view name, std::string_view value);

}  // namespace leerwijzer
