#include "engine/taxonomy/inverted_lists.hpp"

#include <algorithm>
#include <cmath>

namespace leerwijzer {
namespace {

/// Distinct features with their counts, in order.
std::vector<std::pair<std::uint64_t, float>> counted(std::span<const std::uint64_t> features) {
  std::vector<std::uint64_t> sorted(features.begin(), features.end());
  std::sort(sorted.begin(), sorted.end());
  std::vector<std::pair<std::uint64_t, float>> counts;
  for (std::uint64_t feature : sorted) {
    if (counts.empty() || counts.back().first != feature) counts.emplace_back(feature, 0.0F);
    counts.back().second += 1.0F;
  }
  return counts;
}

}  // namespace

InvertedLists::InvertedLists(const std::vector<std::vector<std::uint64_t>>& features) {
  std::vector<std::vector<std::pair<std::uint64_t, float>>> rows;
  rows.reserve(features.size());
  std::size_t total = 0;
  for (const auto& row : features) {
    rows.push_back(counted(row));
    total += rows.back().size();
    for (const auto& entry : rows.back()) ++lists_[entry.first].end;
  }
  const double labels = static_cast<double>(std::max<std::size_t>(1, features.size()));
  idf_of_unknown_ = 1.0 + std::log(labels);
  std::uint32_t at = 0;
  for (auto& [feature, list] : lists_) {
    const std::uint32_t count = list.end;
    list.idf = static_cast<float>(1.0 + std::log(labels / count));
    list.begin = list.end = at;
    at += count;
  }
  labels_.resize(total);
  weights_.resize(total);
  for (std::size_t label = 0; label < rows.size(); ++label) {
    for (const auto& [feature, weight] : weighted(features[label])) {
      List& list = lists_.at(feature);
      labels_[list.end] = static_cast<std::uint32_t>(label);
      weights_[list.end] = weight;
      ++list.end;
    }
  }
}

std::vector<std::pair<std::uint64_t, float>> InvertedLists::weighted(std::span<const std::uint64_t> features) const {
  auto entries = counted(features);
  double squares = 0.0;
  for (auto& [feature, weight] : entries) {
    weight = static_cast<float>((1.0 + std::log(weight)) * idf(feature));
    squares += static_cast<double>(weight) * weight;
  }
  const auto length = static_cast<float>(std::sqrt(squares));
  for (auto& entry : entries) entry.second /= length;
  return entries;
}

double InvertedLists::idf(std::uint64_t feature) const {
  const auto found = lists_.find(feature);
  return found == lists_.end() ? idf_of_unknown_ : static_cast<double>(found->second.idf);
}

std::span<const std::uint32_t> InvertedLists::labels_with(std::uint64_t feature) const {
  const auto found = lists_.find(feature);
  if (found == lists_.end()) return {};
  return std::span(labels_).subspan(found->second.begin, found->second.end - found->second.begin);
}

void InvertedLists::add_cosines(std::span<const std::uint64_t> query, std::span<float> scores) const {
  for (const auto& [feature, weight] : weighted(query)) {
    const auto found = lists_.find(feature);
    if (found == lists_.end()) continue;
    for (std::uint32_t i = found->second.begin; i < found->second.end; ++i) scores[labels_[i]] += weight * weights_[i];
  }
}

void InvertedLists::add_cosines(std::span<const std::pair<std::uint64_t, float>> query, std::span<float> scores) const {
  double squares = 0.0;
  for (const auto& [feature, weight] : query) {
    const double telling = static_cast<double>(weight) * idf(feature);
    squares += telling * telling;
  }
  if (squares <= 0.0) return;
  const double length = std::sqrt(squares);
  for (const auto& [feature, weight] : query) {
    const auto found = lists_.find(feature);
    if (found == lists_.end()) continue;
    const auto share = static_cast<float>(static_cast<double>(weight) * idf(feature) / length);
    for (std::uint32_t i = found->second.begin; i < found->second.end; ++i) scores[labels_[i]] += share * weights_[i];
  }
}

}  // namespace leerwijzer
