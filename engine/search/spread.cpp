#include "engine/search/spread.hpp"

#include <algorithm>
#include <unordered_map>

namespace leerwijzer {

std::vector<std::size_t> spread_providers(const std::vector<std::int64_t>& providers, std::size_t page_size) {
  std::vector<std::size_t> waiting(providers.size());
  for (std::size_t i = 0; i < waiting.size(); ++i) waiting[i] = i;
  const std::size_t most = std::max<std::size_t>(1, page_size / 3);
  std::vector<std::size_t> order;
  while (!waiting.empty()) {
    std::unordered_map<std::int64_t, std::size_t> on_page;
    std::vector<std::size_t> page;
    std::vector<std::size_t> held_back;
    for (std::size_t at : waiting) {
      const bool room = page.size() < page_size;
      const bool fits = providers[at] == 0 || on_page[providers[at]] < most;
      if (room && fits) {
        ++on_page[providers[at]];
        page.push_back(at);
      } else {
        held_back.push_back(at);
      }
    }
    // Nobody else is left to fill the page: those that were held back come after all.
    const std::size_t fill =
        std::min(held_back.size(), std::max(page_size, std::size_t{1}) - std::min(page.size(), page_size));
    page.insert(page.end(), held_back.begin(), held_back.begin() + static_cast<std::ptrdiff_t>(fill));
    held_back.erase(held_back.begin(), held_back.begin() + static_cast<std::ptrdiff_t>(fill));
    order.insert(order.end(), page.begin(), page.end());
    waiting = std::move(held_back);
  }
  return order;
}

}  // namespace leerwijzer
