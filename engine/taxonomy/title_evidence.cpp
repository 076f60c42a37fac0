#include "engine/taxonomy/title_evidence.hpp"

#include "engine/core/text.hpp"
#include "engine/taxonomy/near_words.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace leerwijzer {
namespace {

constexpr double k_literal = 0.6;  ///< chance that a word is said literally and not in other words
constexpr double k_boost = 4.0;    ///< how much more a word counts in a label than by chance
constexpr float k_letters = 0.4F;  ///< share of letters where the best label is chosen; the rest is names
constexpr float k_english_as_typed = 0.5F;
constexpr float k_recall = 0.65F;  ///< share of the title's words against the label's, for near words
constexpr float k_least_near = 0.15F;
constexpr std::size_t k_most_near = 64;
constexpr float k_telling_of_unknown = 8.0F;

Features distinct(Features features) {
  std::sort(features.begin(), features.end());
  features.erase(std::unique(features.begin(), features.end()), features.end());
  return features;
}

}  // namespace

std::vector<VocabularyWord> vocabulary_of(const std::vector<MatchableLabel>& labels, const TitleNormaliser& titles) {
  std::vector<VocabularyWord> words;
  std::unordered_map<std::uint64_t, bool> seen;
  for (const MatchableLabel& label : labels) {
    if (!label.dutch) continue;
    const std::vector<std::string> parts = titles.words(label.text, Filler::keep);
    const Features stems = features_of(conflated(parts));
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (seen.emplace(stems[i], true).second) words.push_back({stems[i], parts[i]});
    }
  }
  return words;
}

TitleEvidence::TitleEvidence(std::vector<MatchableLabel> labels, const std::vector<std::string>& groups,
                             const TitleNormaliser& titles, TitleModels models)
    : labels_(std::move(labels)), models_(std::move(models)), dutch_of_concept_(groups.size()) {
  std::vector<Features> dutch_grams;
  std::vector<Features> english_grams;
  std::vector<Features> english_words;
  std::vector<std::vector<Features>> names(groups.size());
  for (std::uint32_t at = 0; at < labels_.size(); ++at) {
    const MatchableLabel& label = labels_[at];
    by_text_[fold(collapse_spaces(label.text))].push_back(at);
    if (!label.dutch) {
      const std::vector<std::string> words = english_words_of(label.text);
      english_.label.push_back(at);
      english_grams.push_back(grams_of(words, 3, 5));
      english_words.push_back(features_of(words));
      continue;
    }
    const std::vector<std::string> words = titles.words(label.text, Filler::keep);
    const std::vector<std::string> stems = conflated(words);
    by_words_[join(stems, " ")].push_back(at);
    by_bag_[bag_of(stems)].push_back(at);
    dutch_of_concept_[label.concept_index].push_back(static_cast<std::uint32_t>(dutch_.label.size()));
    dutch_.label.push_back(at);
    dutch_grams.push_back(grams_of(words, 3, 5));
    vocabulary_.push_back(features_of(stems));
    names[label.concept_index].push_back(vocabulary_.back());
  }
  dutch_.grams = std::make_unique<InvertedLists>(dutch_grams);
  dutch_.words = std::make_unique<InvertedLists>(vocabulary_);
  english_.grams = std::make_unique<InvertedLists>(english_grams);
  english_.words = std::make_unique<InvertedLists>(english_words);
  names_ = std::make_unique<TranslationModel>(names);
  for (Features& stems : vocabulary_) {
    stems = distinct(std::move(stems));
    word_counts_.push_back(static_cast<std::uint32_t>(stems.size()));
    float meaning = 0.0F;
    for (std::uint64_t stem : stems) meaning += static_cast<float>(dutch_.words->idf(stem));
    meanings_.push_back(meaning);
  }
  std::vector<Features> letters;
  for (const VocabularyWord& word : vocabulary_of(labels_, titles)) {
    known_words_.push_back(word.feature);
    letters.push_back(grams_of({word.written}, 2, 4));
  }
  letters_ = std::make_unique<InvertedLists>(letters);
  std::unordered_map<std::string, std::uint32_t> numbers = {{"", 0U}};
  for (const std::string& group : groups)
    group_of_.push_back(numbers.emplace(group, static_cast<std::uint32_t>(numbers.size())).first->second);
  groups_ = numbers.size();
}

std::vector<Evidence> TitleEvidence::of(const TitleWords& title) const {
  std::vector<Evidence> all(concepts());
  const std::vector<std::string> stemmed = conflated(title.words);
  const Features stems = features_of(stemmed);
  add_dutch(all, title.words, stems);
  add_near(all, title.words, stems);
  add_english(all, title.folded, stems);
  std::vector<float> company(all.size(), 0.0F);
  if (models_.latent.cosines(stems, company)) {
    for (std::size_t at = 0; at < all.size(); ++at) all[at].company = company[at];
  }
  add_groups(all);
  add_same(all, title.typed, stemmed);
  return all;
}

void TitleEvidence::add_same(std::vector<Evidence>& all, const std::string& typed,
                             const std::vector<std::string>& stems) const {
  const auto add = [&](const Places& places, const std::string& key, Sameness preferred, Sameness other) {
    const auto found = places.find(key);
    if (found == places.end()) return;
    for (std::uint32_t at : found->second) {
      const MatchableLabel& label = labels_[at];
      const Sameness same = !label.dutch ? Sameness::english : label.kind == LabelKind::preferred ? preferred : other;
      Evidence& one = all[label.concept_index];
      if (same <= one.same) continue;
      one.same = same;
      one.label = at;
    }
  };
  if (!typed.empty()) add(by_text_, typed, Sameness::preferred, Sameness::alternative);
  add(by_words_, join(stems, " "), Sameness::own_words, Sameness::words);
  add(by_bag_, bag_of(stems), Sameness::bag, Sameness::bag);
}

/// About 1 for a label that is the title itself.
std::vector<float> TitleEvidence::names_of(const Features& stems) const {
  std::vector<float> scores(dutch_.label.size(), 0.0F);
  std::vector<float> explained(scores.size(), 0.0F);
  std::vector<std::uint32_t> touched;
  double most = 0.0;
  for (std::uint64_t stem : stems) {
    const double scale = k_boost / names_->frequency(stem);
    most += std::log1p(scale * k_literal / static_cast<double>(stems.size()));
    const auto add = [&](std::uint64_t said, double chance) {
      for (std::uint32_t at : dutch_.words->labels_with(said)) {
        if (explained[at] == 0.0F) touched.push_back(at);
        explained[at] += static_cast<float>(chance / std::max(1U, word_counts_[at]));
      }
    };
    add(stem, k_literal);
    for (const auto& source : names_->sources_of(stem))
      add(source.word, (1.0 - k_literal) * static_cast<double>(source.probability));
    for (std::uint32_t at : touched) {
      scores[at] += static_cast<float>(std::log1p(scale * static_cast<double>(explained[at])));
      explained[at] = 0.0F;
    }
    touched.clear();
  }
  if (most > 0.0) {
    for (float& score : scores) score /= static_cast<float>(most);
  }
  return scores;
}

void TitleEvidence::add_dutch(std::vector<Evidence>& all, const std::vector<std::string>& words,
                              const Features& stems) const {
  std::vector<float> letters(dutch_.label.size(), 0.0F);
  dutch_.grams->add_cosines(grams_of(words, 3, 5), letters);
  const std::vector<float> names = names_of(stems);
  std::vector<float> best(all.size(), 0.0F);
  for (std::uint32_t at = 0; at < letters.size(); ++at) {
    const float together = k_letters * letters[at] + (1.0F - k_letters) * names[at];
    const std::uint32_t of = labels_[dutch_.label[at]].concept_index;
    if (together <= best[of]) continue;
    best[of] = together;
    all[of].letters = std::min(1.0F, letters[at]);
    all[of].names = std::min(1.1F, names[at]);
    all[of].label = dutch_.label[at];
  }
}

/// Words near a word of the title, itself first. One that no label has is known by its letters.
std::vector<WordLinks::Link> TitleEvidence::near_of(const std::string& word, std::uint64_t stem) const {
  std::vector<WordLinks::Link> near;
  if (!dutch_.words->labels_with(stem).empty()) {
    near.push_back({stem, 1.0F});
    const auto links = models_.near.of(stem);
    near.insert(near.end(), links.begin(), links.end());
    return near;
  }
  std::vector<float> cosines(known_words_.size(), 0.0F);
  letters_->add_cosines(grams_of({word}, 2, 4), cosines);
  for (std::size_t at = 0; at < cosines.size(); ++at) {
    const float likeness = likeness_of_letters(cosines[at]);
    if (likeness >= k_least_near) near.push_back({known_words_[at], likeness});
  }
  std::sort(near.begin(), near.end(), [](const auto& a, const auto& b) {
    return a.strength != b.strength ? a.strength > b.strength : a.word < b.word;
  });
  if (near.size() > k_most_near) near.resize(k_most_near);
  return near;
}

void TitleEvidence::add_near(std::vector<Evidence>& all, const std::vector<std::string>& words,
                             const Features& stems) const {
  if (models_.near.empty() || words.empty()) return;
  std::vector<float> recalled(dutch_.label.size(), 0.0F);
  std::vector<std::uint32_t> seen(recalled.size(), 0);  // the last word that was found in each label
  std::unordered_map<std::uint64_t, float> strongest;
  float meaning = 0.0F;
  for (std::uint32_t i = 0; i < words.size(); ++i) {
    const bool known = !dutch_.words->labels_with(stems[i]).empty();
    const float telling = known ? static_cast<float>(dutch_.words->idf(stems[i])) : k_telling_of_unknown;
    meaning += telling;
    for (const WordLinks::Link& link : near_of(words[i], stems[i])) {  // strongest first: the first one counts
      float& most = strongest[link.word];
      most = std::max(most, link.strength);
      for (std::uint32_t at : dutch_.words->labels_with(link.word)) {
        if (seen[at] == i + 1) continue;
        seen[at] = i + 1;
        recalled[at] += telling * link.strength;
      }
    }
  }
  std::vector<float> covered(recalled.size(), 0.0F);
  std::vector<std::pair<std::uint64_t, float>> ordered(strongest.begin(), strongest.end());
  std::sort(ordered.begin(), ordered.end());  // sums of floats depend on their order
  for (const auto& [word, strength] : ordered) {
    const float telling = static_cast<float>(dutch_.words->idf(word)) * strength;
    for (std::uint32_t at : dutch_.words->labels_with(word)) covered[at] += telling;
  }
  for (std::size_t at = 0; at < recalled.size(); ++at) {
    if (recalled[at] <= 0.0F) continue;
    float& near = all[labels_[dutch_.label[at]].concept_index].near;
    near = std::max(near, k_recall * recalled[at] / meaning + (1.0F - k_recall) * covered[at] / meanings_[at]);
  }
}

void TitleEvidence::add_english(std::vector<Evidence>& all, const std::vector<std::string>& folded,
                                const Features& stems) const {
  if (english_.label.empty()) return;
  const std::vector<std::string> as_typed = english_words_of(join(folded, " "));
  std::vector<std::pair<std::uint64_t, float>> said;
  for (std::uint64_t stem : stems) {
    for (const WordLinks::Link& link : models_.english.of(stem)) said.emplace_back(link.word, link.strength);
  }
  for (std::uint64_t word : features_of(as_typed)) {
    if (!english_.words->labels_with(word).empty()) said.emplace_back(word, k_english_as_typed);
  }
  std::sort(said.begin(), said.end());
  std::vector<std::pair<std::uint64_t, float>> query;
  for (const auto& [word, weight] : said) {
    if (query.empty() || query.back().first != word) query.emplace_back(word, 0.0F);
    query.back().second += weight;
  }
  std::vector<float> translated(english_.label.size(), 0.0F);
  std::vector<float> letters(english_.label.size(), 0.0F);
  english_.words->add_cosines(query, translated);
  english_.grams->add_cosines(grams_of(as_typed, 3, 5), letters);
  for (std::size_t at = 0; at < letters.size(); ++at) {
    Evidence& one = all[labels_[english_.label[at]].concept_index];
    one.english = std::max(one.english, translated[at]);
    if (letters[at] <= one.in_english) continue;
    one.in_english = letters[at];
    if (k_letters * one.letters + (1.0F - k_letters) * one.names < letters[at]) one.label = english_.label[at];
  }
}

void TitleEvidence::add_groups(std::vector<Evidence>& all) const {
  std::vector<std::array<float, 3>> best(groups_, {0.0F, 0.0F, 0.0F});
  for (std::size_t at = 0; at < all.size(); ++at) {
    const Evidence& e = all[at];
    float score = 0.3F * e.letters + 0.4F * e.names + 0.2F * e.company + 0.2F * e.english;
    for (float& place : best[group_of_[at]]) {
      if (score > place) std::swap(score, place);
    }
  }
  for (std::size_t at = 0; at < all.size(); ++at) {
    const auto& three = best[group_of_[at]];
    if (group_of_[at] != 0) all[at].group = (three[0] + three[1] + three[2]) / 3.0F;
  }
}

bool TitleEvidence::says_more_than(std::uint32_t concept_index, const Features& stems) const {
  const Features said = distinct(stems);
  return std::any_of(dutch_of_concept_[concept_index].begin(), dutch_of_concept_[concept_index].end(),
                     [&](std::uint32_t at) {
                       const Features& label = vocabulary_[at];
                       return !label.empty() && label.size() < said.size() &&
                              std::includes(said.begin(), said.end(), label.begin(), label.end());
                     });
}

}  // namespace leerwijzer
