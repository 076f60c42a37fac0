// Inverted lists from features (n-grams or words, as numbers) to labels with tf-idf weights of
// length one, for cosine scores over all labels at once.
#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

namespace leerwijzer {

class InvertedLists {
 public:
  /// The features of each label, repeated as often as they occur.
  explicit InvertedLists(const std::vector<std::vector<std::uint64_t>>& features);

  /// Adds the cosine of the query with each label to `scores`, which has one place for each label.
  void add_cosines(std::span<const std::uint64_t> query, std::span<float> scores) const;

  /// The same for a query whose features each have a weight.
  void add_cosines(std::span<const std::pair<std::uint64_t, float>> query, std::span<float> scores) const;

  /// Labels that hold the feature, in order.
  [[nodiscard]] std::span<const std::uint32_t> labels_with(std::uint64_t feature) const;

  /// How telling a feature is: log of labels over labels with it; for an unknown one as if one label had it.
  [[nodiscard]] double idf(std::uint64_t feature) const;

 private:
  struct List {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    float idf = 0.0F;
  };
  [[nodiscard]] std::vector<std::pair<std::uint64_t, float>> weighted(std::span<const std::uint64_t> features) const;

  std::unordered_map<std::uint64_t, List> lists_;
  std::vector<std::uint32_t> labels_;
  std::vector<float> weights_;
  double idf_of_unknown_ = 0.0;
};

}  // namespace leerwijzer
