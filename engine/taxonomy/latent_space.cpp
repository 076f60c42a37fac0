#include "engine/taxonomy/latent_space.hpp"

#include "engine/taxonomy/model_bytes.hpp"

#include <algorithm>
#include <cmath>

namespace leerwijzer {
namespace {

constexpr float k_steps = 127.0F;

/// The row in bytes; gives what one step is worth.
float pack(std::span<const float> row, std::vector<std::int8_t>& out) {
  float largest = 0.0F;
  for (float value : row) largest = std::max(largest, std::abs(value));
  for (float value : row)
    out.push_back(largest > 0.0F ? static_cast<std::int8_t>(std::lround(value / largest * k_steps)) : std::int8_t{0});
  return largest / k_steps;
}

float length_of(std::span<const std::int8_t> row) {
  std::int64_t squares = 0;
  for (const std::int8_t value : row) squares += static_cast<std::int64_t>(value) * static_cast<std::int64_t>(value);
  return static_cast<float>(std::sqrt(static_cast<double>(squares)));
}

}  // namespace

LatentSpace::LatentSpace(std::vector<std::uint64_t> words, const Rows& word_rows, const Rows& concept_rows)
    : dimensions_(static_cast<std::uint32_t>(word_rows.dimensions)), words_(std::move(words)) {
  const std::span<const float> word_values(word_rows.values);
  for (std::size_t i = 0; i < words_.size(); ++i)
    word_scales_.push_back(pack(word_values.subspan(i * dimensions_, dimensions_), word_values_));
  const std::span<const float> concept_values(concept_rows.values);
  for (std::size_t at = 0; dimensions_ > 0 && at + dimensions_ <= concept_values.size(); at += dimensions_) {
    pack(concept_values.subspan(at, dimensions_), concept_values_);
    const float length = length_of(std::span<const std::int8_t>(concept_values_).subspan(at, dimensions_));
    concept_scales_.push_back(length > 0.0F ? 1.0F / length : 0.0F);
  }
}

bool LatentSpace::cosines(std::span<const std::uint64_t> text, std::span<float> scores) const {
  std::vector<float> sum(dimensions_, 0.0F);
  for (std::uint64_t word : text) {
    const auto found = std::lower_bound(words_.begin(), words_.end(), word);
    if (found == words_.end() || *found != word) continue;
    const auto row = static_cast<std::size_t>(found - words_.begin());
    const std::int8_t* values = &word_values_[row * dimensions_];
    for (std::size_t i = 0; i < dimensions_; ++i) sum[i] += word_scales_[row] * static_cast<float>(values[i]);
  }
  double squares = 0.0;
  for (float value : sum) squares += static_cast<double>(value) * static_cast<double>(value);
  if (squares <= 0.0) return false;
  const auto length = static_cast<float>(std::sqrt(squares));
  for (std::size_t row = 0; row < scores.size() && row < concept_scales_.size(); ++row) {
    const std::int8_t* values = &concept_values_[row * dimensions_];
    float product = 0.0F;
    for (std::size_t i = 0; i < dimensions_; ++i) product += sum[i] * static_cast<float>(values[i]);
    scores[row] = std::max(0.0F, product * concept_scales_[row] / length);
  }
  return true;
}

void LatentSpace::write(ModelWriter& out) const {
  out.array(std::vector<std::uint32_t>{dimensions_});
  out.array(words_);
  out.array(word_values_);
  out.array(word_scales_);
  out.array(concept_values_);
  out.array(concept_scales_);
}

LatentSpace LatentSpace::read(ModelReader& in) {
  LatentSpace space;
  const auto dimensions = in.array<std::uint32_t>();
  in.check(dimensions.size() == 1 && dimensions[0] <= 4096);
  space.dimensions_ = dimensions[0];
  space.words_ = in.array<std::uint64_t>();
  space.word_values_ = in.array<std::int8_t>();
  space.word_scales_ = in.array<float>();
  space.concept_values_ = in.array<std::int8_t>();
  space.concept_scales_ = in.array<float>();
  in.check(std::is_sorted(space.words_.begin(), space.words_.end()));
  in.check(space.word_scales_.size() == space.words_.size());
  in.check(space.word_values_.size() == space.words_.size() * space.dimensions_);
  in.check(space.concept_values_.size() == space.concept_scales_.size() * space.dimensions_);
  const auto finite = [](float value) { return std::isfinite(value); };
  in.check(std::all_of(space.word_scales_.begin(), space.word_scales_.end(), finite));
  in.check(std::all_of(space.concept_scales_.begin(), space.concept_scales_.end(), finite));
  return space;
}

}  // namespace leerwijzer
