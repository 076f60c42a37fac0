#include "engine/taxonomy/translation_model.hpp"

#include <algorithm>

namespace leerwijzer {
namespace {

constexpr int k_rounds = 5;
constexpr float k_least_probability = 0.01F;
constexpr std::size_t k_most_labels = 40;  ///< of one concept; more teach nothing new and cost their square
constexpr std::uint32_t k_nothing = 0;     ///< the word that says nothing, source of words without a match

using WordPair = std::uint64_t;  ///< source word above target word
WordPair pair_of(std::uint32_t source, std::uint32_t target) { return (static_cast<WordPair>(source) << 32U) | target; }

/// A word of a target label with the pairs that may explain it: positions [begin, end) in Corpus::pairs.
struct Target {
  std::uint32_t begin;
  std::uint32_t end;
};

struct Corpus {
  std::vector<WordPair> known;       ///< distinct pairs, sorted
  std::vector<std::uint32_t> pairs;  ///< positions in `known`
  std::vector<Target> targets;
};

using Labels = std::vector<std::vector<std::uint32_t>>;

/// Labels of one concept in the language that is known and in the language that is asked.
struct Bilingual {
  Labels sources;
  Labels targets;
};

void add_targets(Corpus& corpus, std::vector<WordPair>& all, const std::vector<std::uint32_t>& source,
                 const std::vector<std::uint32_t>& target) {
  for (std::uint32_t word : target) {
    const auto begin = static_cast<std::uint32_t>(all.size());
    all.push_back(pair_of(k_nothing, word));
    for (std::uint32_t from : source) all.push_back(pair_of(from, word));
    corpus.targets.push_back({begin, static_cast<std::uint32_t>(all.size())});
  }
}

Corpus with_pairs(Corpus corpus, const std::vector<WordPair>& all) {
  corpus.known = all;
  std::sort(corpus.known.begin(), corpus.known.end());
  corpus.known.erase(std::unique(corpus.known.begin(), corpus.known.end()), corpus.known.end());
  corpus.pairs.reserve(all.size());
  for (WordPair pair : all) {
    const auto at = std::lower_bound(corpus.known.begin(), corpus.known.end(), pair);
    corpus.pairs.push_back(static_cast<std::uint32_t>(at - corpus.known.begin()));
  }
  return corpus;
}

Corpus corpus_of(const std::vector<Labels>& concepts) {
  Corpus corpus;
  std::vector<WordPair> all;
  for (const Labels& labels : concepts) {
    for (const auto& source : labels) {
      for (const auto& target : labels) {
        if (&source != &target) add_targets(corpus, all, source, target);
      }
    }
  }
  return with_pairs(std::move(corpus), all);
}

Corpus corpus_of(const std::vector<Bilingual>& concepts) {
  Corpus corpus;
  std::vector<WordPair> all;
  for (const Bilingual& labels : concepts) {
    for (const auto& source : labels.sources) {
      for (const auto& target : labels.targets) add_targets(corpus, all, source, target);
    }
  }
  return with_pairs(std::move(corpus), all);
}

/// Words of one language with numbers from 1; 0 says nothing.
struct Lexicon {
  std::unordered_map<std::uint64_t, std::uint32_t> numbers;
  std::vector<std::uint64_t> words = {0};

  Labels numbered(const std::vector<std::vector<std::uint64_t>>& labels) {
    Labels out;
    for (const auto& label : labels) {
      std::vector<std::uint32_t>& row = out.emplace_back();
      for (std::uint64_t word : label) {
        const auto [entry, fresh] = numbers.emplace(word, static_cast<std::uint32_t>(words.size()));
        if (fresh) words.push_back(word);
        row.push_back(entry->second);
      }
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    if (out.size() > k_most_labels) out.resize(k_most_labels);
    return out;
  }
};

/// Probability of the target given the source, for each known pair.
std::vector<float> learn(const Corpus& corpus, std::size_t words) {
  std::vector<float> probability(corpus.known.size(), 1.0F);
  for (int round = 0; round < k_rounds; ++round) {
    std::vector<double> counts(corpus.known.size(), 0.0);
    for (const Target& target : corpus.targets) {
      double sum = 0.0;
      for (std::uint32_t i = target.begin; i < target.end; ++i)
        sum += static_cast<double>(probability[corpus.pairs[i]]);
      for (std::uint32_t i = target.begin; i < target.end; ++i) {
        counts[corpus.pairs[i]] += static_cast<double>(probability[corpus.pairs[i]]) / sum;
      }
    }
    std::vector<double> totals(words, 0.0);
    for (std::size_t i = 0; i < counts.size(); ++i) totals[corpus.known[i] >> 32U] += counts[i];
    for (std::size_t i = 0; i < counts.size(); ++i) {
      probability[i] = static_cast<float>(counts[i] / totals[corpus.known[i] >> 32U]);
    }
  }
  return probability;
}

}  // namespace

TranslationModel::TranslationModel(const std::vector<std::vector<std::vector<std::uint64_t>>>& labels_by_concept) {
  std::unordered_map<std::uint64_t, std::uint32_t> numbers;
  std::vector<std::uint64_t> words = {0};  // k_nothing
  std::vector<double> counts = {0.0};
  double total = 1.0;
  std::vector<Labels> concepts;
  for (const auto& labels : labels_by_concept) {
    Labels& numbered = concepts.emplace_back();
    for (const auto& label : labels) {
      std::vector<std::uint32_t>& row = numbered.emplace_back();
      for (std::uint64_t word : label) {
        const auto [entry, fresh] = numbers.emplace(word, static_cast<std::uint32_t>(words.size()));
        if (fresh) {
          words.push_back(word);
          counts.push_back(0.0);
        }
        counts[entry->second] += 1.0;
        total += 1.0;
        row.push_back(entry->second);
      }
    }
    // Masculine and feminine forms come to the same words; each is learned from once.
    std::sort(numbered.begin(), numbered.end());
    numbered.erase(std::unique(numbered.begin(), numbered.end()), numbered.end());
    if (numbered.size() > k_most_labels) numbered.resize(k_most_labels);
  }
  const Corpus corpus = corpus_of(concepts);
  const std::vector<float> probability = learn(corpus, words.size());
  for (std::size_t i = 0; i < corpus.known.size(); ++i) {
    const std::uint64_t source = words[corpus.known[i] >> 32U];
    const std::uint64_t target = words[corpus.known[i] & 0xFFFFFFFFU];
    if (corpus.known[i] >> 32U != k_nothing && probability[i] >= k_least_probability) {
      sources_[target].push_back({source, probability[i]});
    }
  }
  for (std::size_t i = 1; i < words.size(); ++i) frequency_[words[i]] = counts[i] / total;
  lowest_frequency_ = 0.5 / total;
}

std::vector<WordLinks::Entry> TranslationModel::pairs_between(
    const std::vector<std::vector<std::vector<std::uint64_t>>>& from,
    const std::vector<std::vector<std::vector<std::uint64_t>>>& to) {
  Lexicon sources;
  Lexicon targets;
  std::vector<Bilingual> concepts;
  for (std::size_t i = 0; i < from.size() && i < to.size(); ++i)
    concepts.push_back({sources.numbered(from[i]), targets.numbered(to[i])});
  const Corpus corpus = corpus_of(concepts);
  const std::vector<float> probability = learn(corpus, sources.words.size());
  std::vector<WordLinks::Entry> pairs;
  for (std::size_t i = 0; i < corpus.known.size(); ++i) {
    const auto source = static_cast<std::uint32_t>(corpus.known[i] >> 32U);
    const auto target = static_cast<std::uint32_t>(corpus.known[i] & 0xFFFFFFFFU);
    if (source != k_nothing && probability[i] >= k_least_probability)
      pairs.push_back({sources.words[source], {targets.words[target], std::min(1.0F, probability[i])}});
  }
  return pairs;
}

std::span<const TranslationModel::Source> TranslationModel::sources_of(std::uint64_t word) const {
  const auto found = sources_.find(word);
  if (found == sources_.end()) return {};
  return found->second;
}

double TranslationModel::frequency(std::uint64_t word) const {
  const auto found = frequency_.find(word);
  return found == frequency_.end() ? lowest_frequency_ : found->second;
}

}  // namespace leerwijzer
