#include "engine/search/word_query.hpp"

#include "engine/language/sector_words.hpp"
#include "engine/language/words.hpp"
#include "engine/search/fields.hpp"
#include "engine/search/filters.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace leerwijzer {
namespace {
constexpr double k_title_bonus = 1.2;    ///< of the weight of a word that also stands in the title
constexpr double k_sector_weight = 2.5;  ///< of standing in the sector that a word names
constexpr double k_filler = 0.3;         ///< of the weight of a word that is not required
constexpr double k_pair_bonus = 0.5;     ///< of the rarity of two neighbours
constexpr double k_kind_bonus = 1.0;     ///< for the kind of offer that is hoped for
constexpr double k_loosely = 0.5;        ///< of the weight of a part of a compound
constexpr double k_like_word = 0.3;      ///< of the rarity of a word of the titles
constexpr double k_like_skill = 1.0;     ///< of the rarity of a skill that they teach
constexpr std::size_t k_most_like = 24;  ///< terms by which offers are alike
constexpr double k_least_rarity = 0.7;

Xapian::Query scaled(const Xapian::Query& query, double factor) {
  return {Xapian::Query::OP_SCALE_WEIGHT, query, factor};
}

}  // namespace

Xapian::doccount WordQueries::documents_with(const std::string& term) const {
  const auto [entry, fresh] = documents_.try_emplace(term, 0);
  if (fresh) entry->second = database_.get_termfreq(term);
  return entry->second;
}

/// What BM25 makes of how many documents have the term, never less than a small number.
double WordQueries::rarity(const std::string& term) const {
  const auto all = static_cast<double>(database_.get_doccount());
  const auto having = static_cast<double>(documents_with(term));
  const double tw = (all - having + 0.5) / (having + 0.5);
  return std::log(tw < 2.0 ? tw * 0.5 + 1.0 : tw);
}

/// Of the rarest of its terms; nothing when one of them is nowhere.
double WordQueries::rarity(const Way& way) const {
  double rarest = 0.0;
  for (const std::string& term : way.terms) {
    if (documents_with(term) == 0) return 0.0;
    rarest = std::max(rarest, rarity(term));
  }
  return rarest;
}

Xapian::Query WordQueries::term_query(const std::string& term, double rarity, double worth) const {
  const auto weighing = [&](const std::string& one, double factor) {
    return scaled(Xapian::Query(one), factor * rarity / std::max(this->rarity(one), 0.05));
  };
  const std::string in_title = term_of(Field::title, term);
  const Xapian::Query anywhere = weighing(term, worth);
  if (documents_with(in_title) == 0) return anywhere;
  return {Xapian::Query::OP_AND_MAYBE, anywhere, weighing(in_title, worth * k_title_bonus)};
}

Xapian::Query WordQueries::of(const QueryWord& word) const {
  // The rarest way would win by being rare: "nurse" in one text against "verpleegkundige" in fifty. So the word itself
  // weighs no more than what it is also called, and that no more than the word itself.
  std::vector<double> weights;
  for (const Way& way : word.ways) weights.push_back(rarity(way));
  if (weights.size() > 1) {
    const double others = *std::max_element(weights.begin() + 1, weights.end());
    const double itself = weights.front() > 0.0 ? weights.front() : others;
    for (double& weight : weights) weight = std::min(weight, itself);
    if (others > 0.0) weights.front() = std::min(weights.front(), others);
  }
  std::vector<Xapian::Query> ways;
  for (std::size_t i = 0; i < word.ways.size(); ++i) {
    if (weights[i] <= 0.0 && i > 0) continue;  // nowhere in the index
    const Way& way = word.ways[i];
    const double weight = std::max(k_least_rarity, weights[i]);
    double sum = 0.0;
    for (const std::string& term : way.terms) sum += std::max(rarity(term), 0.05);
    std::vector<Xapian::Query> all;
    for (const std::string& term : way.terms)
      all.push_back(term_query(term, weight * std::max(rarity(term), 0.05) / sum, way.worth));
    ways.emplace_back(Xapian::Query::OP_AND, all.begin(), all.end());
  }
  const std::string_view sector = sector_named_by(word.written);
  if (!sector.empty()) ways.push_back(with_weight(Xapian::Query(term_of(Field::sector, sector)), k_sector_weight));
  const Xapian::Query best(Xapian::Query::OP_MAX, ways.begin(), ways.end());
  return word.required || word.phrase ? best : scaled(best, k_filler);
}

Xapian::Query WordQueries::loosely(const QueryWord& word) const {
  std::vector<Xapian::Query> parts;
  for (const std::string& term : word.loosely) parts.push_back(term_query(term, rarity(term), k_loosely));
  return {Xapian::Query::OP_OR, parts.begin(), parts.end()};
}

Xapian::Query WordQueries::better(std::string_view text, std::span<const QueryWord> words) const {
  std::vector<Xapian::Query> all;
  for (const std::string& pair : pair_terms_of(text)) {
    const std::string term = term_of(Field::pair, pair);
    if (database_.term_exists(term)) all.push_back(with_weight(Xapian::Query(term), k_pair_bonus * rarity(term)));
  }
  for (const QueryWord& word : words) {
    if (!word.kind.empty()) all.push_back(with_weight(Xapian::Query(term_of(Field::kind, word.kind)), k_kind_bonus));
  }
  return {Xapian::Query::OP_OR, all.begin(), all.end()};
}

Xapian::Query WordQueries::like(std::span<const Xapian::docid> offers) const {
  std::map<std::string, double> weights;
  for (const Xapian::docid id : offers) {
    for (const Field field : {Field::title, Field::skill}) {
      const std::string prefix(row_of(field).prefix);
      const std::string unknown = term_of(field, k_unknown);
      auto term = database_.termlist_begin(id);
      const auto end = database_.termlist_end(id);
      for (term.skip_to(prefix); term != end && (*term).starts_with(prefix); ++term) {
        const std::string found = *term;
        if (found == unknown || is_generic_word(found.substr(prefix.size()))) continue;
        const double each = field == Field::skill ? k_like_skill : k_like_word;
        weights[field == Field::skill ? found : found.substr(prefix.size())] +=
            each * rarity(found) / static_cast<double>(offers.size());
      }
    }
  }
  std::vector<std::pair<double, std::string>> heaviest;
  for (const auto& [term, weight] : weights) heaviest.emplace_back(-weight, term);
  std::sort(heaviest.begin(), heaviest.end());
  if (heaviest.size() > k_most_like) heaviest.resize(k_most_like);
  std::vector<Xapian::Query> any;
  for (const auto& [weight, term] : heaviest) any.push_back(with_weight(Xapian::Query(term), -weight));
  return {Xapian::Query::OP_OR, any.begin(), any.end()};
}

}  // namespace leerwijzer
