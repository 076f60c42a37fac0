// What a search that found little would give without one of its conditions: exact counts, with an
// address to go there.
#pragma once

#include "api/endpoint.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace leerwijzer {

struct OfferQuestion;

struct RelaxedSearch {
  std::string parameter;  ///< of the request; of a condition that `q` says in words, the parameter that it stands for
  std::string without;    ///< what is given up, as it was asked
  std::size_t total = 0;  ///< offers without it
  std::string url;        ///< of this request without it
  std::string text;       ///< Dutch, B1
};

/// Each single condition that gives more than `total` when it is given up, most first. Costs one count a condition.
[[nodiscard]] std::vector<RelaxedSearch> relaxed_searches(const Call& call, const OfferQuestion& question,
                                                          std::size_t total);

}  // namespace leerwijzer
