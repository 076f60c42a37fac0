#include "engine/taxonomy/concept_ranker.hpp"

#include "engine/core/text.hpp"
#include "engine/language/synonyms.hpp"
#include "engine/language/words.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace leerwijzer {
namespace {

constexpr std::size_t k_longest_query = 500;  ///< bytes
constexpr double k_own_name = 0.9;            ///< the name of the concept, but for its form
constexpr double k_own_label = 0.8;           ///< a label that only one concept has, but for its form
constexpr double k_most_inexact = 0.97;
constexpr std::size_t k_most_variants = 4;
constexpr float k_least_evidence = 0.22F;  ///< below this a title is nonsense to us

/// What a variant of the words loses against the words as typed.
constexpr double k_without_filler = 0.98;
constexpr double k_by_synonym = 0.95;
constexpr double k_by_correction = 0.92;

/// What each kind of evidence adds. Fitted on judged titles, rounded; letters and names carry the rest where no models
/// were made.
struct Weights {
  double letters;
  double names;
  double company;
  double english;
  double in_english;
  double near;
  double group;
};
constexpr Weights k_weights = {0.35, 0.6, 0.6, 0.85, 0.45, 0.4, 0.3};

double worth_of(Sameness same) {
  switch (same) {
    case Sameness::preferred: return 3.0;
    case Sameness::own_words:
    case Sameness::alternative:
    case Sameness::words: return 1.15;
    case Sameness::english:
    case Sameness::bag: return 1.0;
    case Sameness::none: break;
  }
  return 0.0;
}

double score_of(const Evidence& e) {
  const Weights& w = k_weights;
  return w.letters * static_cast<double>(e.letters) + w.names * static_cast<double>(e.names) +
         w.company * static_cast<double>(e.company) + w.english * static_cast<double>(e.english) +
         w.in_english * static_cast<double>(e.in_english) + w.near * static_cast<double>(e.near) +
         w.group * static_cast<double>(e.group) + worth_of(e.same);
}

bool is_evidence(const Evidence& e) {
  return e.same != Sameness::none || std::max(0.4F * e.letters + 0.6F * e.names, e.near) >= k_least_evidence ||
         e.in_english >= 0.5F;
}

std::array<float, 5> kinds_of(const Evidence& e) {
  return {0.4F * e.letters + 0.6F * e.names, e.company, e.english, e.in_english, e.near};
}

/// A logistic model fitted on judged titles. What is the same as a concept's own name is that concept; a label that
/// only one concept has is taken on the word of the taxonomy.
double confidence_of(const RankedConcept& one, bool first, bool alone) {
  if (one.same == Sameness::preferred) return 1.0;
  if (one.same == Sameness::own_words && first) return k_own_name;
  const bool other_label = one.same == Sameness::alternative || one.same == Sameness::words;
  const bool nearly = one.same == Sameness::english || one.same == Sameness::bag;
  double x = -3.17 + 0.38 * one.score + 1.70 * one.agreement;
  x += one.lead > 0.0 ? 0.61 * one.lead : 0.55 * one.lead;
  x += (first ? 1.07 : 0.0) - (other_label ? 0.54 : 0.0) - (nearly ? 0.55 : 0.0);
  const double confidence = std::min(k_most_inexact, 1.0 / (1.0 + std::exp(-x)));
  return first && alone && other_label ? std::max(k_own_label, confidence) : confidence;
}

MatchRelation relation_of(const TitleEvidence& evidence, const RankedConcept& one, const Features& stems) {
  if (one.same != Sameness::none) return MatchRelation::exact;
  return evidence.says_more_than(one.concept_index, stems) ? MatchRelation::broader : MatchRelation::close;
}

}  // namespace

struct ConceptRanker::Index {
  TitleEvidence evidence;
  const TitleNormaliser* titles = nullptr;

  struct Scored {
    double score = 0.0;
    double factor = 1.0;
    Evidence evidence;
  };

  void add_variant(std::vector<Scored>& best, const TitleWords& title, double factor) const {
    const std::vector<Evidence> found = evidence.of(title);
    for (std::size_t at = 0; at < found.size(); ++at) {
      if (!is_evidence(found[at])) continue;
      const double score = factor * score_of(found[at]);
      if (score > best[at].score) best[at] = {score, factor, found[at]};
    }
  }

  /// The title as typed, and other ways to say it.
  [[nodiscard]] std::vector<Scored> scores(std::string_view text, const std::vector<std::string>& folded) const {
    std::vector<Scored> best(evidence.concepts());
    const std::vector<std::string> words = titles->words(text, Filler::keep);
    add_variant(best, {fold(collapse_spaces(text)), folded, words}, 1.0);
    // What is a label as it stands needs no other reading.
    if (std::any_of(best.begin(), best.end(), [](const Scored& s) { return s.evidence.same >= Sameness::words; }))
      return best;
    const std::vector<std::string> without_filler = titles->words(text, Filler::drop);
    if (without_filler != words) add_variant(best, {"", folded, without_filler}, k_without_filler);
    const std::vector<std::string> corrected = titles->corrected(folded);
    if (corrected != folded)
      add_variant(best, {"", corrected, titles->words(corrected, Filler::drop)}, k_by_correction);
    for (const auto& variant : Synonyms::shipped().variants(folded, k_most_variants))
      add_variant(best, {join(variant, " "), variant, titles->words(variant, Filler::drop)}, k_by_synonym);
    return best;
  }
};

ConceptRanker::ConceptRanker(std::vector<MatchableLabel> labels, const std::vector<std::string>& groups,
                             const TitleNormaliser& titles, TitleModels models)
    : index_(std::make_unique<const Index>(
          Index{TitleEvidence(std::move(labels), groups, titles, std::move(models)), &titles})) {}
ConceptRanker::ConceptRanker(ConceptRanker&&) noexcept = default;
ConceptRanker& ConceptRanker::operator=(ConceptRanker&&) noexcept = default;
ConceptRanker::~ConceptRanker() = default;

const MatchableLabel& ConceptRanker::label(std::uint32_t index) const { return index_->evidence.label(index); }

std::vector<RankedConcept> ConceptRanker::rank(std::string_view text, std::size_t limit) const {
  text = truncate_utf8(text, k_longest_query);
  std::vector<std::string> folded;
  for (Word& word : words_of(text)) folded.push_back(std::move(word.text));
  if (folded.empty() || index_->evidence.concepts() == 0) return {};
  const std::vector<Index::Scored> scores = index_->scores(text, folded);

  std::vector<RankedConcept> ranked;
  std::array<float, 5> most{};
  for (std::uint32_t at = 0; at < scores.size(); ++at) {
    if (scores[at].score <= 0.0) continue;
    RankedConcept& one = ranked.emplace_back();
    one.concept_index = at;
    one.score = scores[at].score;
    const auto kinds = kinds_of(scores[at].evidence);
    for (std::size_t i = 0; i < kinds.size(); ++i) most[i] = std::max(most[i], kinds[i]);
  }
  const auto better = [](const RankedConcept& a, const RankedConcept& b) {
    return a.score != b.score ? a.score > b.score : a.concept_index < b.concept_index;
  };
  const std::size_t sorted = std::min(std::max<std::size_t>(limit, 2), ranked.size());
  std::partial_sort(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(sorted), ranked.end(), better);
  ranked.resize(sorted);
  const Features stems = features_of(conflated(index_->titles->words(text, Filler::drop)));
  const auto same_of = [&](const RankedConcept& one) { return scores[one.concept_index].evidence.same; };
  const bool alone = ranked.size() < 2 || same_of(ranked[1]) < std::min(same_of(ranked[0]), Sameness::words);
  double ceiling = 1.0;
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    RankedConcept& one = ranked[i];
    const Evidence& evidence = scores[one.concept_index].evidence;
    one.label = evidence.label;
    one.same = evidence.same;
    const double other = i > 0 ? ranked[0].score : ranked.size() > 1 ? ranked[1].score : 0.0;
    one.lead = one.score - other;
    const auto kinds = kinds_of(evidence);
    for (std::size_t k = 0; k < kinds.size(); ++k)
      one.agreement += kinds[k] > 0.0F && kinds[k] >= most[k] ? 1.0 / static_cast<double>(kinds.size()) : 0.0;
    const double confidence = confidence_of(one, i == 0, alone) * scores[one.concept_index].factor;
    one.confidence = ceiling = std::min(ceiling, confidence);
    one.relation = relation_of(index_->evidence, one, stems);
  }
  if (ranked.size() > limit) ranked.resize(limit);
  return ranked;
}

}  // namespace leerwijzer
