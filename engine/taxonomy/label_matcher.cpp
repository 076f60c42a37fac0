#include "engine/taxonomy/label_matcher.hpp"

#include "engine/core/text.hpp"
#include "engine/language/synonyms.hpp"
#include "engine/language/words.hpp"
#include "engine/taxonomy/inverted_lists.hpp"
#include "engine/taxonomy/translation_model.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>

namespace leerwijzer {
namespace {

constexpr std::size_t k_longest_query = 500;  ///< bytes
constexpr double k_lowest_confidence = 0.06;  ///< a fused score of about 0.15; nonsense stays under it
constexpr double k_other_language = 0.97;     ///< factor for a label that is not Dutch
constexpr double k_by_synonym = 0.93;         ///< factor for a meaning found through a synonym
constexpr double k_by_correction = 0.88;      ///< factor for a meaning found by putting spelling right
constexpr std::size_t k_most_variants = 8;

/// Confidence of a label that is the query itself, by how it is the same.
struct SameAs {
  double preferred;
  double alternative;
};
constexpr SameAs k_same_text = {1.0, 0.97};
constexpr SameAs k_same_words = {0.94, 0.92};  ///< but for gender, brackets, inflection, stop words
constexpr SameAs k_same_bag = {0.88, 0.86};    ///< but for the order of words

/// The fused score: n-grams see spelling and compounds, translation sees other words for the same.
constexpr double k_gram_share = 0.4;   ///< of n-grams; the rest is translation
constexpr double k_literal = 0.6;      ///< chance that a word is said literally and not in other words
constexpr double k_boost = 4.0;        ///< how much more a word counts in a label than by chance
constexpr double k_other_name = 0.03;  ///< what a concept loses whose own name is far off

/// Fused score to confidence: half of k_most_inexact at k_half.
constexpr double k_most_inexact = 0.9;
constexpr double k_half = 0.6;
constexpr double k_steepness = 6.0;

std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 1469598103934665603ULL;  // FNV-1a, 64 bits
  for (char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return hash;
}

/// Character 3- to 5-grams of each word with its bounds; up to five bytes fit in a number as they are.
std::vector<std::uint64_t> grams_of(const std::vector<std::string>& words) {
  std::vector<std::uint64_t> grams;
  for (const std::string& word : words) {
    const std::string bounded = "_" + word + "_";
    for (std::size_t length = 3; length <= 5; ++length) {
      for (std::size_t at = 0; at + length <= bounded.size(); ++at) {
        std::uint64_t gram = length;
        for (std::size_t i = at; i < at + length; ++i) gram = (gram << 8U) | static_cast<unsigned char>(bounded[i]);
        grams.push_back(gram);
      }
    }
  }
  return grams;
}

std::vector<std::string> conflated(const std::vector<std::string>& words) {
  std::vector<std::string> out;
  for (const std::string& word : words) out.push_back(conflate(word));
  return out;
}

std::vector<std::uint64_t> features_of(const std::vector<std::string>& stems) {
  std::vector<std::uint64_t> features;
  for (const std::string& stem : stems) features.push_back(hash_of(stem));
  return features;
}

std::string bag_of(std::vector<std::string> stems) {
  std::sort(stems.begin(), stems.end());
  stems.erase(std::unique(stems.begin(), stems.end()), stems.end());
  return join(stems, " ");
}

using LabelsByKey = std::unordered_map<std::string, std::vector<std::uint32_t>>;

}  // namespace

struct LabelMatcher::Index {
  std::vector<MatchableLabel> labels;
  std::size_t concepts = 0;
  const TitleNormaliser* titles = nullptr;
  LabelsByKey by_text;
  LabelsByKey by_words;
  LabelsByKey by_bag;
  std::unique_ptr<InvertedLists> grams;
  std::unique_ptr<InvertedLists> words;
  std::unique_ptr<TranslationModel> translation;
  std::vector<std::uint32_t> word_counts;  ///< distinct words of each label

  /// Best confidence of each concept so far.
  struct Best {
    double confidence = 0.0;
    std::uint32_t label = 0;
    double preferred = 0.0;  ///< fused score of its preferred label
  };
  using BestByConcept = std::vector<Best>;

  /// Distinct words of a text as features, in order.
  [[nodiscard]] std::vector<std::uint64_t> distinct_words(std::string_view text) const {
    std::vector<std::uint64_t> features =
        features_of(conflated(titles->words(truncate_utf8(text, k_longest_query), Filler::drop)));
    std::sort(features.begin(), features.end());
    features.erase(std::unique(features.begin(), features.end()), features.end());
    return features;
  }

  void offer(BestByConcept& best, std::uint32_t at, double confidence) const {
    const MatchableLabel& entry = labels[at];
    if (!entry.dutch) confidence *= k_other_language;
    Best& now = best[entry.concept_index];
    if (confidence <= now.confidence) return;
    now.confidence = confidence;
    now.label = at;
  }

  void offer_same(BestByConcept& best, const LabelsByKey& map, const std::string& key, SameAs same,
                  double factor) const {
    const auto found = map.find(key);
    if (found == map.end()) return;
    for (std::uint32_t at : found->second) {
      const bool preferred = labels[at].kind == LabelKind::preferred;
      offer(best, at, factor * (preferred ? same.preferred : same.alternative));
    }
  }

  /// Adds to each label how well it explains the words of the query, said literally or in other
  /// words; about 1 for a label that is the query itself.
  void add_translations(const std::vector<std::uint64_t>& query, std::vector<float>& scores) const {
    if (query.empty()) return;
    const auto length = static_cast<double>(query.size());
    std::vector<double> explained(labels.size(), 0.0);
    std::vector<std::uint32_t> touched;
    double most = 0.0;
    for (std::uint64_t word : query) {
      const double scale = k_boost / translation->frequency(word);
      most += std::log1p(scale * k_literal / length);
      const auto add = [&](std::uint64_t said, double probability) {
        for (std::uint32_t at : words->labels_with(said)) {
          if (explained[at] == 0.0) touched.push_back(at);
          explained[at] += probability / std::max(1U, word_counts[at]);
        }
      };
      add(word, k_literal);
      for (const auto& source : translation->sources_of(word)) {
        add(source.word, (1.0 - k_literal) * static_cast<double>(source.probability));
      }
      for (std::uint32_t at : touched) {
        scores[at] += static_cast<float>(std::log1p(scale * explained[at]));
        explained[at] = 0.0;
      }
      touched.clear();
    }
    for (float& score : scores) score = static_cast<float>(static_cast<double>(score) / most);
  }

  /// One alternative label often stands at several concepts; the one whose own name is nearer comes first.
  [[nodiscard]] double confidence_of(const Best& found) const {
    const bool preferred = labels[found.label].kind == LabelKind::preferred;
    return preferred ? found.confidence : found.confidence - k_other_name * (1.0 - found.preferred);
  }

  void resolve_words(BestByConcept& best, const std::vector<std::string>& parts, double factor) const {
    const std::vector<std::string> stems = conflated(parts);
    offer_same(best, by_words, join(stems, " "), k_same_words, factor);
    offer_same(best, by_bag, bag_of(stems), k_same_bag, factor);
    std::vector<float> by_gram(labels.size(), 0.0F);
    std::vector<float> by_word(labels.size(), 0.0F);
    grams->add_cosines(grams_of(parts), by_gram);
    add_translations(features_of(stems), by_word);
    for (std::uint32_t at = 0; at < labels.size(); ++at) {
      if (by_gram[at] <= 0.0F && by_word[at] <= 0.0F) continue;
      const double fused =
          k_gram_share * static_cast<double>(by_gram[at]) + (1.0 - k_gram_share) * static_cast<double>(by_word[at]);
      offer(best, at, factor * k_most_inexact / (1.0 + std::exp(-k_steepness * (fused - k_half))));
      if (labels[at].kind != LabelKind::preferred) continue;
      Best& now = best[labels[at].concept_index];
      now.preferred = std::max(now.preferred, std::min(1.0, fused));
    }
  }
};

LabelMatcher::LabelMatcher(std::vector<MatchableLabel> labels, std::size_t concepts, const TitleNormaliser& titles) {
  auto index = std::make_unique<Index>();
  index->labels = std::move(labels);
  index->concepts = concepts;
  index->titles = &titles;
  std::vector<std::vector<std::uint64_t>> grams;
  std::vector<std::vector<std::uint64_t>> words;
  for (std::uint32_t at = 0; at < index->labels.size(); ++at) {
    const std::string& text = index->labels[at].text;
    const std::vector<std::string> parts = titles.words(text, Filler::keep);
    const std::vector<std::string> stems = conflated(parts);
    index->by_text[fold(collapse_spaces(text))].push_back(at);
    index->by_words[join(stems, " ")].push_back(at);
    index->by_bag[bag_of(stems)].push_back(at);
    grams.push_back(grams_of(parts));
    words.push_back(features_of(stems));
    std::vector<std::uint64_t> distinct = words.back();
    std::sort(distinct.begin(), distinct.end());
    distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
    index->word_counts.push_back(static_cast<std::uint32_t>(distinct.size()));
  }
  index->grams = std::make_unique<InvertedLists>(grams);
  index->words = std::make_unique<InvertedLists>(words);
  std::vector<std::vector<std::vector<std::uint64_t>>> dutch(concepts);
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (index->labels[at].dutch) dutch[index->labels[at].concept_index].push_back(words[at]);
  }
  index->translation = std::make_unique<TranslationModel>(dutch);
  index_ = std::move(index);
}

LabelMatcher::LabelMatcher(LabelMatcher&&) noexcept = default;
LabelMatcher& LabelMatcher::operator=(LabelMatcher&&) noexcept = default;
LabelMatcher::~LabelMatcher() = default;

const MatchableLabel& LabelMatcher::label(std::uint32_t index) const { return index_->labels.at(index); }

std::vector<LabelHit> LabelMatcher::resolve(std::string_view text, std::size_t limit) const {
  text = truncate_utf8(text, k_longest_query);
  std::vector<std::string> folded;
  for (Word& word : words_of(text)) folded.push_back(std::move(word.text));
  if (folded.empty() || index_->labels.empty()) return {};

  Index::BestByConcept best(index_->concepts);
  index_->offer_same(best, index_->by_text, fold(collapse_spaces(text)), k_same_text, 1.0);
  index_->resolve_words(best, index_->titles->words(text, Filler::keep), 1.0);
  const std::vector<std::string> without_filler = index_->titles->words(text, Filler::drop);
  if (without_filler != index_->titles->words(text, Filler::keep)) index_->resolve_words(best, without_filler, 0.98);
  const std::vector<std::string> corrected = index_->titles->corrected(folded);
  if (corrected != folded) index_->resolve_words(best, index_->titles->words(corrected, Filler::drop), k_by_correction);
  for (const auto& variant : Synonyms::shipped().variants(folded, k_most_variants)) {
    index_->resolve_words(best, index_->titles->words(variant, Filler::drop), k_by_synonym);
  }

  std::vector<LabelHit> hits;
  for (std::uint32_t at = 0; at < best.size(); ++at) {
    const double confidence = index_->confidence_of(best[at]);
    if (confidence >= k_lowest_confidence) hits.push_back({at, best[at].label, confidence});
  }
  const auto better = [](const LabelHit& a, const LabelHit& b) {
    return a.confidence != b.confidence ? a.confidence > b.confidence : a.concept_index < b.concept_index;
  };
  const std::size_t kept = std::min(limit, hits.size());
  std::partial_sort(hits.begin(), hits.begin() + static_cast<std::ptrdiff_t>(kept), hits.end(), better);
  hits.resize(kept);
  return hits;
}

std::vector<LabelHit> LabelMatcher::contained_in(std::string_view sentence) const {
  const std::vector<std::uint64_t> features = index_->distinct_words(sentence);
  double meaning = 0.0;
  std::unordered_map<std::uint32_t, std::pair<std::uint32_t, double>> found;  // label: words found, their idf
  for (std::uint64_t feature : features) {
    const double idf = index_->words->idf(feature);
    meaning += idf;
    for (std::uint32_t at : index_->words->labels_with(feature)) {
      auto& entry = found[at];
      ++entry.first;
      entry.second += idf;
    }
  }
  LabelHit best;
  for (const auto& [at, entry] : found) {
    if (entry.first != index_->word_counts[at] || entry.first < 2) continue;
    const double confidence = 0.5 + 0.4 * entry.second / meaning;
    if (confidence > best.confidence || (confidence == best.confidence && at < best.label)) {
      best = {index_->labels[at].concept_index, at, confidence};
    }
  }
  if (best.confidence <= 0.0) return {};
  return {best};
}

double LabelMatcher::share_stated(std::uint32_t label, std::string_view sentence) const {
  const std::vector<std::uint64_t> stated = index_->distinct_words(sentence);
  double all = 0.0;
  double found = 0.0;
  for (std::uint64_t word : index_->distinct_words(index_->labels.at(label).text)) {
    const double idf = index_->words->idf(word);
    all += idf;
    if (std::binary_search(stated.begin(), stated.end(), word)) found += idf;
  }
  return all > 0.0 ? found / all : 0.0;
}

}  // namespace leerwijzer
