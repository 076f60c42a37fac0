#include "engine/language/compounds.hpp"

#include "engine/language/language_files.hpp"
#include "engine/language/words.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <unordered_map>
#include <unordered_set>

namespace leerwijzer {
namespace {

constexpr std::size_t k_shortest_part = 3;
constexpr std::size_t k_shortest_learned_part = 4;  ///< shorter ones must stand in the shipped list
constexpr std::size_t k_longest_word = 60;
constexpr double k_listed_frequency = 12.0;  ///< of a word of the shipped list
constexpr double k_reluctance = 16.0;        ///< how much dearer than the whole word a split may be

struct Link {
  std::string_view letters;
  double cost;
};
/// Linking letters after a part; the rarer the dearer.
constexpr std::array<Link, 7> k_links = {
    {{"", 0.0}, {"s", 0.5}, {"en", 0.7}, {"n", 1.0}, {"e", 1.5}, {"es", 2.5}, {"er", 2.5}}};

struct StringHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
};

}  // namespace

struct CompoundSplitter::Costs {
  std::unordered_map<std::string, double, StringHash, std::equal_to<>> of;
  std::unordered_set<std::string> never_cut;  ///< conflated
  double unknown = 0.0;

  [[nodiscard]] double cost(std::string_view word) const {
    const auto found = of.find(word);
    return found == of.end() ? std::numeric_limits<double>::infinity() : found->second;
  }
};

CompoundSplitter::CompoundSplitter(const std::vector<std::pair<std::string, double>>& vocabulary) {
  std::unordered_map<std::string, double, StringHash, std::equal_to<>> frequency;
  for (std::string_view word : words_of_language_file("word-parts.txt"))
    frequency[std::string(word)] += k_listed_frequency;
  for (const auto& [word, count] : vocabulary) {
    const bool listed = frequency.contains(word);
    if (word.size() >= k_shortest_learned_part || listed) frequency[word] += count;
  }
  double total = 1.0;
  for (const auto& entry : frequency) total += entry.second;
  auto costs = std::make_unique<Costs>();
  costs->unknown = std::log(total / 0.5);
  for (const auto& [word, count] : frequency) costs->of.emplace(word, std::log(total / count));
  for (std::string_view word : words_of_language_file("whole-words.txt")) costs->never_cut.insert(conflate(word));
  costs_ = std::move(costs);
}

CompoundSplitter::CompoundSplitter(CompoundSplitter&&) noexcept = default;
CompoundSplitter& CompoundSplitter::operator=(CompoundSplitter&&) noexcept = default;
CompoundSplitter::~CompoundSplitter() = default;

const CompoundSplitter& CompoundSplitter::shipped() {
  static const CompoundSplitter splitter;
  return splitter;
}

bool CompoundSplitter::knows(std::string_view folded) const { return costs_->of.contains(folded); }

std::vector<std::string> CompoundSplitter::split(std::string_view folded) const {
  const std::size_t n = folded.size();
  const std::vector<std::string> whole = {std::string(folded)};
  if (n < 2 * k_shortest_part || n > k_longest_word || costs_->never_cut.contains(conflate(folded))) return whole;

  struct Step {
    double cost = std::numeric_limits<double>::infinity();
    std::size_t from = 0;
    std::size_t part_end = 0;
    std::size_t parts = 0;
  };
  std::vector<Step> best(n + 1);
  best[0].cost = 0.0;
  for (std::size_t from = 0; from + k_shortest_part <= n; ++from) {
    if (best[from].cost == std::numeric_limits<double>::infinity()) continue;
    for (std::size_t end = from + k_shortest_part; end <= n; ++end) {
      if (from == 0 && end == n) continue;  // the word itself is no split
      const double part = costs_->cost(folded.substr(from, end - from));
      if (part == std::numeric_limits<double>::infinity()) continue;
      for (const Link& link : k_links) {
        const std::size_t next = end + link.letters.size();
        if (next > n || (next == n && !link.letters.empty()) || folded.substr(end, link.letters.size()) != link.letters)
          continue;
        const double cost = best[from].cost + part + link.cost;
        if (cost < best[next].cost) best[next] = {cost, from, end, best[from].parts + 1};
      }
    }
  }
  const double whole_cost = std::min(costs_->cost(folded), costs_->unknown);
  if (!(best[n].cost < whole_cost + k_reluctance)) return whole;
  std::vector<std::string> parts;
  for (std::size_t at = n; at > 0; at = best[at].from) {
    parts.emplace_back(folded.substr(best[at].from, best[at].part_end - best[at].from));
  }
  std::reverse(parts.begin(), parts.end());
  return parts;
}

}  // namespace leerwijzer
