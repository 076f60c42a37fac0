#include "engine/language/spelling.hpp"

#include "engine/core/edit_distance.hpp"

#include <algorithm>

namespace leerwijzer {
namespace {

constexpr std::size_t k_shortest = 4;
constexpr std::size_t k_longest = 40;
constexpr std::size_t k_two_errors_from = 8;

}  // namespace

Spelling::Spelling(std::vector<std::pair<std::string, double>> vocabulary) : words_(std::move(vocabulary)) {
  std::sort(words_.begin(), words_.end());
}

bool Spelling::knows(std::string_view folded) const {
  const auto at = std::lower_bound(words_.begin(), words_.end(), folded,
                                   [](const auto& entry, std::string_view word) { return entry.first < word; });
  return at != words_.end() && at->first == folded;
}

std::optional<std::string> Spelling::correction(std::string_view folded) const {
  if (folded.size() < k_shortest || folded.size() > k_longest || knows(folded)) return std::nullopt;
  if (!std::all_of(folded.begin(), folded.end(), [](char c) { return c >= 'a' && c <= 'z'; })) return std::nullopt;
  std::size_t nearest = folded.size() >= k_two_errors_from ? 2 : 1;
  const std::pair<std::string, double>* best = nullptr;
  for (const auto& entry : words_) {
    const std::size_t distance = edit_distance(folded, entry.first, nearest);
    if (distance > nearest) continue;
    if (best == nullptr || distance < nearest || entry.second > best->second) best = &entry;
    nearest = distance;
  }
  if (best == nullptr) return std::nullopt;
  return best->first;
}

}  // namespace leerwijzer
