#include "engine/taxonomy/near_words.hpp"

#include "engine/taxonomy/inverted_lists.hpp"

#include <Eigen/Dense>

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace leerwijzer {
namespace {

using Matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

constexpr float k_by_letters = 0.9F;
constexpr float k_by_use = 0.8F;
constexpr float k_by_name = 0.7F;
constexpr float k_name_root = 0.4F;  ///< chances of other names are small numbers
constexpr float k_steepness = 1.5F;
constexpr float k_least = 0.15F;  ///< words that are less alike say nothing
constexpr std::size_t k_most = 64;
constexpr Eigen::Index k_rows_at_once = 256;

}  // namespace

float likeness_of_letters(float cosine) { return k_by_letters * std::pow(std::clamp(cosine, 0.0F, 1.0F), k_steepness); }

WordLinks near_words(const std::vector<VocabularyWord>& vocabulary, const LatentSpace::Rows& rows,
                     const std::vector<WordLinks::Entry>& other_names) {
  const auto count = static_cast<Eigen::Index>(vocabulary.size());
  const Eigen::Map<const Matrix> use(rows.values.data(), count, static_cast<Eigen::Index>(rows.dimensions));
  std::vector<Features> grams;
  std::unordered_map<std::uint64_t, std::size_t> place;
  for (std::size_t i = 0; i < vocabulary.size(); ++i) {
    grams.push_back(grams_of({vocabulary[i].written}, 2, 4));
    place.emplace(vocabulary[i].feature, i);
  }
  const InvertedLists letters(grams);
  std::vector<std::vector<std::pair<std::size_t, float>>> named(vocabulary.size());
  for (const WordLinks::Entry& entry : other_names) {
    const auto from = place.find(entry.from);
    const auto to = place.find(entry.to.word);
    if (from != place.end() && to != place.end()) named[from->second].emplace_back(to->second, entry.to.strength);
  }
  std::vector<WordLinks::Entry> entries;
  std::vector<float> likeness(vocabulary.size());
  for (Eigen::Index first = 0; first < count; first += k_rows_at_once) {
    const Eigen::Index some = std::min(k_rows_at_once, count - first);
    const Matrix cosines = use.middleRows(first, some) * use.transpose();
    for (Eigen::Index row = 0; row < some; ++row) {
      const auto word = static_cast<std::size_t>(first + row);
      std::fill(likeness.begin(), likeness.end(), 0.0F);
      letters.add_cosines(grams[word], likeness);
      for (std::size_t other = 0; other < likeness.size(); ++other) {
        const float cosine = std::clamp(cosines(row, static_cast<Eigen::Index>(other)), 0.0F, 1.0F);
        likeness[other] = std::max(likeness_of_letters(likeness[other]), k_by_use * std::pow(cosine, k_steepness));
      }
      for (const auto& [other, chance] : named[word])
        likeness[other] = std::max(likeness[other], k_by_name * std::pow(std::min(1.0F, chance), k_name_root));
      std::vector<WordLinks::Entry> near;
      for (std::size_t other = 0; other < likeness.size(); ++other) {
        if (other != word && likeness[other] >= k_least)
          near.push_back({vocabulary[word].feature, {vocabulary[other].feature, std::min(1.0F, likeness[other])}});
      }
      const auto stronger = [](const auto& a, const auto& b) {
        return a.to.strength != b.to.strength ? a.to.strength > b.to.strength : a.to.word < b.to.word;
      };
      const std::size_t kept = std::min(k_most, near.size());
      std::partial_sort(near.begin(), near.begin() + static_cast<std::ptrdiff_t>(kept), near.end(), stronger);
      entries.insert(entries.end(), near.begin(), near.begin() + static_cast<std::ptrdiff_t>(kept));
    }
  }
  return WordLinks(std::move(entries), k_most);
}

}  // namespace leerwijzer
