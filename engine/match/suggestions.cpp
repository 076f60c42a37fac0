#include "engine/match/suggestions.hpp"

#include "engine/core/prefix_list.hpp"
#include "engine/core/text.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace leerwijzer {
namespace {

constexpr std::size_t k_longest_typed = 200;  ///< bytes

/// Smaller fits better.
int fit_of(std::string_view label, std::string_view typed) {
  const std::string words = as_typed_words(label);
  const std::string_view text = words;
  if (text == typed) return 0;
  const auto begins = [&](std::size_t at) { return text.substr(at).starts_with(typed); };
  const auto is_whole = [&](std::size_t at) {
    return at + typed.size() == text.size() || text[at + typed.size()] == ' ';
  };
  if (begins(0)) return is_whole(0) ? 1 : 2;
  int best = 5;  // with a letter put right, or with the words in another order
  for (std::size_t at = text.find(' '); at != std::string_view::npos; at = text.find(' ', at + 1)) {
    if (begins(at + 1)) best = std::min(best, is_whole(at + 1) ? 3 : 4);
  }
  return best;
}

class Merger {
 public:
  explicit Merger(std::string_view typed) : typed_(as_typed_words(typed)) {}

  /// `order` of the kind among others of the same fit.
  void add(Suggestion suggestion, int order, bool preferred) {
    const int fit = fit_of(suggestion.label, typed_);
    found_.push_back({std::move(suggestion), fit, order, preferred});
  }

  std::vector<Suggestion> take() {
    std::stable_sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) {
      return std::make_tuple(a.fit, !a.preferred, a.order) < std::make_tuple(b.fit, !b.preferred, b.order);
    });
    std::vector<Suggestion> suggestions;
    for (Found& one : found_) suggestions.push_back(std::move(one.suggestion));
    return suggestions;
  }

 private:
  struct Found {
    Suggestion suggestion;
    int fit;
    int order;
    bool preferred;
  };
  std::string typed_;
  std::vector<Found> found_;
};

}  // namespace

Result<std::vector<Suggestion>> suggest(const Taxonomy& taxonomy, const Geography& geography, const SearchIndex& index,
                                        std::string_view typed, std::size_t limit) {
  const std::string_view text = truncate_utf8(typed, k_longest_typed);
  auto offers = index.suggest(text, limit);
  if (!offers) return offers.error();
  Merger merger(text);
  const auto add_concepts = [&](SuggestionKind kind, int order, const auto& matches) {
    for (const auto& match : matches) {
      const std::string preferred(taxonomy.label(match.id));
      const bool is_preferred = match.matched_label.empty() || match.matched_label == preferred;
      merger.add({kind, match.id.value, is_preferred ? preferred : match.matched_label}, order, is_preferred);
    }
  };
  add_concepts(SuggestionKind::occupation, 0, taxonomy.suggest_occupations(text, limit));
  for (std::string& name : geography.suggest_places(text, limit)) {
    merger.add({SuggestionKind::place, 0, std::move(name)}, 1, true);
  }
  add_concepts(SuggestionKind::skill, 2, taxonomy.suggest_skills(text, limit));
  for (auto& [id, title] : *offers) merger.add({SuggestionKind::offer, id.value, std::move(title)}, 3, true);
  return merger.take();
}

}  // namespace leerwijzer
