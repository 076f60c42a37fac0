#include "engine/search/spread.hpp"

#include <algorithm>
#include <unordered_map>

namespace leerwijzer {
namespace {

constexpr std::size_t k_in_a_row = 10;
constexpr std::size_t k_most = 3;

}  // namespace

std::vector<std::size_t> spread_providers(const std::vector<std::int64_t>& providers) {
  std::vector<std::size_t> waiting(providers.size());
  for (std::size_t i = 0; i < waiting.size(); ++i) waiting[i] = i;
  std::unordered_map<std::int64_t, std::size_t> lately;  // places among the last nine
  std::vector<std::size_t> order;
  order.reserve(providers.size());
  while (!waiting.empty()) {
    auto next = std::find_if(waiting.begin(), waiting.end(),
                             [&](std::size_t at) { return providers[at] == 0 || lately[providers[at]] < k_most; });
    if (next == waiting.end()) next = waiting.begin();  // nobody else is left: those that were held back come after all
    ++lately[providers[*next]];
    order.push_back(*next);
    waiting.erase(next);
    if (order.size() >= k_in_a_row) --lately[providers[order[order.size() - k_in_a_row]]];
  }
  return order;
}

}  // namespace leerwijzer
